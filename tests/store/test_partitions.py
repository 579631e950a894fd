"""Statements by month of arrival: made ahead, made up for, and each looked for where it can be."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError

from service.store import partitions, schema
from service.store.database import Database, uuid7
from service.store.month import Month, days_around, first_id_on
from service.usecases.sweep import sweep
from tests.api import Api
from tests.arrivals import arriving_on, id_on


@contextmanager
def plans_of(database: Database, table: str) -> Iterator[list[str]]:
    """The plans of the SELECTs from the table that are sent within the block."""
    told: list[str] = []

    def listen(connection: Connection, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT") and f"FROM {table}" in statement:
            told.append("\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()))

    event.listen(database.engine, "before_cursor_execute", listen)
    yield told
    event.remove(database.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize(
    ("id_", "month"),
    [
        (UUID("019ac000-0000-7000-8000-000000000000"), Month(2025, 11)),
        (Month(2026, 11).first_id, Month(2026, 11)),
        (UUID(int=Month(2026, 11).first_id.int - 1), Month(2026, 10)),
        (Month(2024, 2).first_id, Month(2024, 2)),
    ],
)
def test_a_month_is_told_by_the_time_in_an_id(id_: UUID, month: Month) -> None:
    assert Month.of(id_) == month
    assert month.first_id <= id_ < month.after(1).first_id


def test_an_id_of_now_is_of_this_month() -> None:
    before = datetime.now(UTC)
    month = Month.of(uuid7())
    after = datetime.now(UTC)

    assert Month(before.year, before.month) <= month <= Month(after.year, after.month)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (Month(2026, 11), 1, Month(2026, 12)),
        (Month(2026, 11), 2, Month(2027, 1)),
        (Month(2026, 12), 12, Month(2027, 12)),
        (Month(2026, 12), 13, Month(2028, 1)),
        (Month(2026, 1), 0, Month(2026, 1)),
        (Month(2026, 1), -1, Month(2025, 12)),
    ],
)
def test_months_are_counted_over_the_year(start: Month, months: int, end: Month) -> None:
    assert start.after(months) == end


def test_days_around_an_id_are_whole_days() -> None:
    first, end = days_around(id_on(date(2026, 11, 15)), 1)

    assert (first, end) == (first_id_on(date(2026, 11, 14)), first_id_on(date(2026, 11, 16)))
    assert days_around(UUID(int=0), 1)[0] == UUID(int=0)


def test_an_upgraded_database_has_the_months_ahead(database: Database) -> None:
    now = Month.of(uuid7())
    with database.begin() as connection:
        assert partitions.existing(connection) >= {now.after(count) for count in range(partitions.AHEAD + 1)}


def test_the_months_of_another_time_are_made_once(database: Database) -> None:
    assert partitions.ensure(database, id_on(date(2031, 11, 15)))
    with database.begin() as connection:
        made = partitions.existing(connection)
    assert {Month(2031, 11), Month(2031, 12), Month(2032, 1), Month(2032, 2)} <= made

    assert partitions.ensure(database, id_on(date(2031, 11, 15)))
    with database.begin() as connection:
        assert partitions.existing(connection) == made
    assert schema.drift(database) == []


def test_many_may_make_the_months_at_once(database: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(partitions.ensure, database, id_on(date(2031, 11, 15))) for _ in range(4)]

    assert all(future.result() for future in done)


def _place(connection: Connection, statement: UUID) -> str:
    query = text("SELECT tableoid::regclass::text FROM statement WHERE id = :id")
    place: str = connection.execute(query, {"id": statement}).scalar_one()
    return place


@pytest.fixture
def stray(api: Api, database: Database) -> UUID:
    """A statement from a month that nobody had made a partition for."""
    with arriving_on(date(2031, 9, 15)):
        article = api.add()
    found = UUID(article["statements"][0]["id"])
    with database.begin() as connection:
        assert _place(connection, found) == "statement_default"
    return found


@pytest.mark.parametrize("now", [(2031, 8), (2031, 9), (2031, 12)])
def test_what_came_without_a_partition_moves_into_it(
    api: Api, database: Database, stray: UUID, now: tuple[int, int]
) -> None:
    shown = api.get("/v1/statements").json["data"]

    assert partitions.ensure(database, id_on(date(*now, 15)))

    with database.begin() as connection:
        assert _place(connection, stray) == "statement_2031_09"
        assert connection.scalar(text("SELECT count(*) FROM statement_default")) == 0
    assert api.get("/v1/statements").json["data"] == shown


def test_where_a_table_is_busy_nothing_is_changed_and_it_is_told(database: Database, stray: UUID) -> None:
    with database.begin() as reader:
        reader.execute(text("SELECT count(*) FROM statement"))
        assert not partitions.ensure(database, id_on(date(2031, 9, 15)))
        assert _place(reader, stray) == "statement_default"

    assert partitions.ensure(database, id_on(date(2031, 9, 15)))


def test_a_sweep_makes_the_months(database: Database) -> None:
    month = Month.of(uuid7()).after(partitions.AHEAD)
    with database.begin() as connection:
        connection.execute(text(f"DROP TABLE {partitions.table_of(month)}"))

    sweep(database, now=datetime.now(UTC), today=date(2026, 3, 10))

    with database.begin() as connection:
        assert month in partitions.existing(connection)


def test_an_articles_statements_arrive_with_it(api: Api, database: Database) -> None:
    article = api.add()
    statement = UUID(article["statements"][0]["id"])

    with pytest.raises(IntegrityError, match="near_its_article"), database.begin() as connection:
        connection.execute(
            text("UPDATE statement SET id = :later WHERE id = :id"),
            {"later": days_around(statement, 2)[1], "id": statement},
        )


@pytest.mark.parametrize("path", ["/v1/articles/{id}", "/v1/articles/{id}/statements", "/v1/claims?article_id={id}"])
def test_an_articles_statements_are_looked_for_where_they_can_be(api: Api, database: Database, path: str) -> None:
    with arriving_on(date(2031, 9, 1)):
        article = api.add()
    partitions.ensure(database, id_on(date(2031, 9, 15)))

    with plans_of(database, "statement") as plans:
        assert api.get(path.format(id=article["id"])).json

    assert plans
    for plan in plans:
        assert set(re.findall(r"on (statement_\w+)", plan)) == {"statement_2031_09", "statement_default"}


def test_results_are_looked_for_in_the_months_since_the_claim_was_stated(api: Api, database: Database) -> None:
    for month in (3, 4, 5, 6):
        partitions.ensure(database, id_on(date(2026, month, 15)))
        with arriving_on(date(2026, month, 15)):
            api.add(f"Elin Haugmo signed accord number {month}.", published_on=f"2026-0{month}-15")

    with arriving_on(date(2026, 6, 20)), plans_of(database, "watch") as plans:
        api.add("Elin Haugmo will sign an accord on Friday.", published_on="2026-06-20")

    assert plans
    for plan in plans:
        assert not set(re.findall(r"on (statement_2026_0[34])", plan))
        assert "statement_2026_06" in plan

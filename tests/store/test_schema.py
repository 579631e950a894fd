"""The schema: made by the migrations, held to the code, refusing what cannot be."""

import re
import threading
from collections.abc import Iterable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from service.detect import Kind, Modality, Polarity
from service.domain.key import Scope
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason
from service.store import schema
from service.store.database import Database
from tests.api import Api


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    assert schema.current(database) == schema.head()
    assert schema.drift(database) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    schema.upgrade(database)

    assert schema.current(database) == schema.head()


def test_many_may_upgrade_at_once(empty_database_url: str) -> None:
    pools = [Database(empty_database_url) for _ in range(4)]
    failures: list[Exception] = []

    def upgrade(pool: Database) -> None:
        try:
            schema.upgrade(pool)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=upgrade, args=(pool,)) for pool in pools]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert schema.current(pools[0]) == schema.head()
    for pool in pools:
        pool.dispose()


def test_a_database_of_a_later_release_is_served_and_left_alone(database: Database, http: FlaskClient) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    schema.upgrade(database)

    assert schema.current(database) == "9999"
    assert http.get("/readyz").json["schema"] == "ok"


def test_each_migration_leaves_what_the_release_before_needs(empty_database_url: str) -> None:
    """Expand, then contract: the release before reads and writes as it did, on every schema but its own.

    What a migration takes away although it might be needed, it names in `contracts`, with the reason.
    """
    pool = Database(empty_database_url)
    scripts = list(reversed(list(schema.scripts().walk_revisions())))
    assert [script.revision for script in scripts] == sorted(script.revision for script in scripts)
    before: dict[str, Columns] = {}
    for script in scripts:
        schema.upgrade(pool, script.revision)
        after = _columns(pool)
        broken = set(_broken(before, after)) - set(getattr(script.module, "contracts", {}))
        assert not broken, f"{script.revision} takes away {broken}"
        before = after
    pool.dispose()


Columns = dict[str, tuple[str, bool, bool]]  # name → type, whether it takes NULL, whether it may be left out


def _columns(pool: Database) -> dict[str, Columns]:
    with pool.begin() as connection:
        found = inspect(connection)
        return {
            table: {
                column["name"]: (
                    str(column["type"]),
                    column["nullable"],
                    column["nullable"] or column["default"] is not None or "computed" in column,
                )
                for column in found.get_columns(table)
            }
            for table in found.get_table_names()
        }


def _broken(before: dict[str, Columns], after: dict[str, Columns]) -> Iterator[str]:
    for table, columns in before.items():
        now = after.get(table, {})
        for name, (kind, nullable, _) in columns.items():
            if name not in now or now[name][0] != kind or (nullable and not now[name][1]):
                yield f"{table}.{name}"
        yield from (f"{table}.{name}" for name in now.keys() - columns.keys() if not now[name][2])


def test_what_breaks_the_release_before_is_noticed() -> None:
    before = {
        "claim": {"id": ("UUID", False, False), "note": ("TEXT", True, True)},
        "old": {"id": ("UUID", False, False)},
    }
    after = {"claim": {"id": ("TEXT", False, False), "note": ("TEXT", False, False), "must": ("TEXT", False, False)}}

    assert set(_broken(before, after)) == {"claim.id", "claim.note", "claim.must", "old.id"}
    assert set(_broken(before, {**before, "claim": {**before["claim"], "may": ("TEXT", True, True)}})) == set()


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("ck_claim_status", Status),
        ("ck_claim_outcome", Outcome),
        ("ck_claim_dismissal", DismissalReason),
        ("ck_claim_polarity", Polarity),
        ("ck_claim_modality", Modality),
        ("ck_statement_kind", Kind),
        ("ck_statement_modality", Modality),
        ("ck_resolution_reason_known", UnresolvableReason),
        ("ck_api_key_known_scopes", Scope),
    ],
)
def test_the_database_knows_the_same_words_as_the_code(
    database: Database, constraint: str, words: Iterable[str]
) -> None:
    query = text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
    with database.begin() as connection:
        definition = connection.execute(query, {"name": constraint}).scalar_one()

    assert set(re.findall(r"'(\w+)'", definition)) == set(words)


@pytest.mark.parametrize(
    "impossible",
    [
        "UPDATE claim SET status = 'won'",
        "UPDATE claim SET status = 'resolved'",
        "UPDATE claim SET outcome = 'fulfilled'",
        "UPDATE claim SET status = 'dismissed'",
        "UPDATE claim SET dismissal = 'duplicate'",
        "UPDATE claim SET version = 0",
        "UPDATE claim SET mentions = -1",
        "UPDATE statement SET modality = NULL WHERE kind = 'outcome'",
        "UPDATE statement SET claim_id = (SELECT id FROM claim LIMIT 1) WHERE kind = 'result'",
        "UPDATE statement SET head_end = head_start",
        "UPDATE statement SET cue_start = NULL WHERE cue IS NOT NULL",
        "INSERT INTO event SELECT gen_random_uuid(), claim_id, type, actor, at, from_status, to_status, reason,"
        " version, data, state FROM event LIMIT 1",
    ],
)
def test_the_database_refuses_impossible_states(api: Api, database: Database, impossible: str) -> None:
    api.add()

    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(text(impossible))

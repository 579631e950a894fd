"""Each migration beside the code before it: what was there is kept, and the release before still runs on what is new.

Nothing has been released before the first tables, so that is where this begins.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from service.store import articles, schema
from service.store.database import Database, uuid7
from service.web.idempotency import WITHHELD
from tests.arrivals import id_on
from tests.conftest import NOW

REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(str(schema._MIGRATIONS)).walk_revisions()))]
STEPS = list(pairwise(REVISIONS))
Columns = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Database]:
    """A database without any tables."""
    database = Database(empty_database_url)
    yield database
    database.dispose()


def _columns(database: Database) -> Columns:
    found = inspect(database.engine)
    return {
        (table, column["name"]): {**column, "type": str(column["type"])}
        for table in found.get_table_names()
        for column in found.get_columns(table)
    }


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_the_release_before_still_runs_on_the_new_schema(empty: Database, before: str, after: str) -> None:
    schema.upgrade(empty, before)
    known = _columns(empty)
    schema.upgrade(empty, after)
    there = _columns(empty)

    # What it reads is there, of the same type, and as sure not to be null.
    for name, column in known.items():
        assert there[name]["type"] == column["type"], name
        assert not there[name]["nullable"] or column["nullable"], name
    # What it does not write can be left out.
    for name, column in there.items():
        if name in known:
            assert column["nullable"] or not known[name]["nullable"], name
        elif name[0] in {table for table, _ in known}:
            assert column["nullable"] or column["default"] or column.get("computed"), name


def _fill(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Put an article with two statements, of two months apart in the year, into the first tables; all of it."""
    with database.begin() as connection:
        for day in (date(2025, 12, 31), date(2026, 2, 1)):
            article, values = id_on(day), {"day": day, "now": NOW, "text": f"Of {day}, they met."}
            connection.execute(
                text(
                    "INSERT INTO article (id, text, text_digest, published_on, rules_version, created_at)"
                    " VALUES (:id, :text, sha256(convert_to(:text, 'UTF8')), :day, 'x', :now)"
                ),
                {"id": article, **values},
            )
            connection.execute(
                text(
                    "INSERT INTO statement (id, article_id, matched_by, published_on, kind, text, start_at, end_at,"
                    " sentence_start, sentence_end, head, head_start, head_end, rule, polarity, conditional)"
                    " VALUES (:id, :article, '{}', :day, 'result', :text, 0, 20, 0, 20, 'met', 5, 8, 'x', 'positive',"
                    " false)"
                ),
                {"id": id_on(day), "article": article, **values},
            )
    return _rows(database)


def _rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    with database.begin() as connection:
        return {
            table: connection.execute(text(f"SELECT json_agg(t ORDER BY id) FROM {table} t")).scalar_one()
            for table in ("article", "statement")
        }


def test_every_row_outlives_every_migration(empty: Database) -> None:
    schema.upgrade(empty, REVISIONS[0])
    before = _fill(empty)

    schema.upgrade(empty)

    after = _rows(empty)
    for table, rows in before.items():
        assert len(rows) == len(after[table]) == 2
        for row, kept in zip(rows, after[table], strict=True):
            assert {name: kept[name] for name in row} == row
    with empty.begin() as connection:
        places = connection.execute(text("SELECT tableoid::regclass::text FROM statement ORDER BY id")).scalars().all()
    assert places == ["statement_2025_12", "statement_2026_02"]
    assert schema.drift(empty) == []


def test_keys_of_names_that_cannot_be_any_more_get_others(empty: Database) -> None:
    schema.upgrade(empty, "0011")
    names = ["desk", "Desk", "Sweep", "judge:x", "a\nb", " ", "gone", "gone"]
    with empty.begin() as connection:
        for place, name in enumerate(names):
            connection.execute(
                text(
                    "INSERT INTO api_key (id, name, digest, scopes, created_at, revoked_at)"
                    " VALUES (:id, :name, sha256('x'), '{read}', :now, :revoked)"
                ),
                {"id": uuid7(), "name": name, "now": NOW, "revoked": NOW if place == 6 else None},
            )

    schema.upgrade(empty)

    with empty.begin() as connection:
        found = connection.execute(text("SELECT name, right(id::text, 12) AS tail FROM api_key ORDER BY id")).all()
    twin = f"Desk ({found[1].tail})"
    assert [row.name for row in found] == ["desk", twin, "key Sweep", "key judge:x", "a_b", "unnamed", "gone", "gone"]


def test_secrets_that_were_kept_with_answers_are_blanked(empty: Database) -> None:
    schema.upgrade(empty, "0008")
    said = 'She said: "key":"ct_00000000000000000000000000000000_x".'
    key, webhook = f"ct_{'0' * 32}_aBc-1", "whsec_aBc+/="
    key_id = id_on(date(2026, 3, 1))
    bodies: dict[str, dict[str, Any]] = {
        "key": {"id": "1", "key": key, "name": "desk"},
        "webhook": {"secret": webhook, "url": "https://x.example/"},
        "article": {"text": said},
        "claim": {"key": "a key", "secret": None},
    }
    with empty.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO api_key (id, name, digest, scopes, created_at)"
                " VALUES (:id, 'desk', sha256('x'), '{admin}', :now)"
            ),
            {"id": key_id, "now": NOW},
        )
        for name, body in bodies.items():
            connection.execute(
                text(
                    "INSERT INTO answer (key_id, key, fingerprint, status, headers, body, created_at)"
                    " VALUES (:id, :key, sha256('x'), 201, '{}', :body, :now)"
                ),
                {"id": key_id, "key": name, "body": json.dumps(body).encode(), "now": NOW},
            )

    schema.upgrade(empty)

    with empty.begin() as connection:
        kept = {row.key: json.loads(row.body) for row in connection.execute(text("SELECT key, body FROM answer"))}
    withheld = {"withheld": WITHHELD}
    assert kept["key"] == {**bodies["key"], "key": None, **withheld}
    assert kept["webhook"] == {**bodies["webhook"], "secret": None, **withheld}
    assert (kept["article"], kept["claim"]) == (bodies["article"], bodies["claim"])


def test_articles_that_were_kept_before_are_known_again_with_other_line_ends(empty: Database) -> None:
    """Of those that turn out to be the same the first is; each stays."""
    schema.upgrade(empty, "0013")
    texts = ["One.\r\nTwo.\r\n", "One.\nTwo.", "\rOne.\rTwo.", "\n Three. ", "Three. \n", "Four."]
    add = text(
        "INSERT INTO article (id, text, text_digest, published_on, rules_version, created_at)"
        " VALUES (:id, :text, sha256(convert_to(:text, 'UTF8')), :day, 'x', :now)"
    )
    ids = [id_on(date(2026, 1, day)) for day in range(1, len(texts) + 1)]
    with empty.begin() as connection:
        for article, words in zip(ids, texts, strict=True):
            connection.execute(add, {"id": article, "text": words, "day": date(2026, 1, 1), "now": NOW})

    schema.upgrade(empty)

    with empty.begin() as connection:
        kept = connection.execute(text("SELECT text FROM article ORDER BY id")).scalars().all()
        known = [articles.find_id(connection, text=words, url=None) for words in ("One.\nTwo.\n", "Three.", "Four.\r")]
    assert kept == texts
    assert known == [ids[1], ids[3], ids[5]]

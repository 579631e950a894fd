"""The first 20 candidates of a claim among 10 k and 1 M statements: `python -m tests.bench.candidates`.

Made-up articles are added by the use case that a request calls; each is then copied inside the database, on other days
of two years, until there are as many statements as are wanted. So what names an article has are in the news a hundred
times as often in the larger archive. The same claims are asked for in either archive in turn.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from uuid import UUID

import psycopg
from psycopg import sql

from service.domain.article import NewArticle
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases.add_article import add_article
from service.usecases.candidates import list_candidates
from service.usecases.record import Action
from tests.bench.archive import FIRST_DAY, TODAY
from tests.bench.claim_lists import write
from tests.bench.filling import created, make_months, url_of, without_indexes
from tests.bench.news import news, published
from tests.folders import data_folder

_SMALL = 10_000  # statements
_LIMIT = 20
_CLAIMS = 40
_TABLES = ("article", "statement", "article_passages", "article_key")

# A copy of an article stands on a day of its own; its id, and those of its statements, begin with that day.
_COPIES = """
    CREATE TABLE copied AS
    SELECT original, number, day, (left(begin, 8) || '-' || right(begin, 4) || '-7' || tail)::uuid AS copy
    FROM (SELECT id AS original, number, day,
            lpad(to_hex((extract(epoch FROM day) * 1000)::bigint), 12, '0') AS begin,
            substr(gen_random_uuid()::text, 16) AS tail
        FROM article CROSS JOIN generate_series(1, %(times)s) AS number
        CROSS JOIN LATERAL (SELECT CAST(%(first)s AS date) + (hashint8(number * 7919 + hashtext(id::text)) & 1048575)
            %% CAST(%(days)s AS int) AS day) AS chosen) AS made
"""
_STATEMENT_ID = "(left(copy::text, 13) || '-7' || substr(gen_random_uuid()::text, 16))::uuid"
_CHANGED = {
    "article": {
        "id": "copy",
        "text": "text || ' ' || number",
        "text_digest": "sha256(convert_to(text || ' ' || number, 'UTF8'))",
        "published_on": "day",
    },
    "statement": {"id": _STATEMENT_ID, "article_id": "copy", "published_on": "day", "claim_id": "NULL"},
    "article_passages": {"article_id": "copy", "published_on": "day"},
    "article_key": {"article_id": "copy", "published_on": "day"},
}
_STORED = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = CAST(%s AS regclass) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000, help="of the larger archive (default 1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="in which each claim is asked for (default 5)")
    options = parser.parse_args()
    sizes = (_SMALL, options.statements)
    with ExitStack() as stack:
        server = stack.enter_context(embedded_postgres(stack.enter_context(data_folder("claims-bench-"))))
        filled = {size: stack.enter_context(_filled(server, size)) for size in sizes}
        _ask(filled, options.rounds)


def _ask(filled: dict[int, tuple[Database, list[UUID]]], rounds: int) -> None:
    spent: dict[int, list[float]] = {size: [] for size in filled}
    found: dict[int, list[int]] = {size: [] for size in filled}
    for _ in range(rounds):
        for number in range(_CLAIMS):
            for size, (database, claims) in filled.items():
                began = time.perf_counter()
                found[size].append(len(list_candidates(database, claims[number], _LIMIT)))
                spent[size].append((time.perf_counter() - began) * 1000)
    least = statistics.median(spent[min(spent)])
    write(f"\n{'statements':>12}{'ms a claim':>12}{'ratio':>8}{'candidates':>12}\n")
    for size, times in spent.items():
        median = statistics.median(times)
        write(f"{size:12,}{median:12.1f}{median / least:8.2f}{statistics.mean(found[size]):12.1f}\n")


@contextmanager
def _filled(server: str, size: int) -> Iterator[tuple[Database, list[UUID]]]:
    with created(server, f"claims_{size}") as database:
        began, url = time.perf_counter(), url_of(database)
        make_months(url)
        claims = _add(database, min(size, _SMALL))
        if size > _SMALL:
            with without_indexes(url, _TABLES) as connection:
                _copy(connection, size // _SMALL - 1)
        write(f"{size:,} statements filled in {time.perf_counter() - began:.0f} s\n")
        yield database, claims


def _add(database: Database, statements: int) -> list[UUID]:
    """Add articles until there are so many statements; claims of the first articles."""
    claims: list[UUID] = []
    count = number = 0
    while count < statements:
        article = NewArticle(text=news(number), title=None, url=None, outlet=None, published_on=published(number))
        added, _ = add_article(database, article, action=Action(actor="bench", now=datetime.now(UTC)), today=TODAY)
        count += len(added.statements)
        claims += [one.claim_id for one in added.statements if one.claim_id][:1]
        number += 1
    return claims[:_CLAIMS]


def _copy(connection: psycopg.Connection, times: int) -> None:
    days = (TODAY - FIRST_DAY).days
    connection.execute(_COPIES, {"times": times, "first": FIRST_DAY, "days": days})
    connection.execute("SET session_replication_role = replica")
    for table, changed in _CHANGED.items():
        columns = [name for (name,) in connection.execute(_STORED, [table])]
        values = [sql.SQL(changed[name]) if name in changed else sql.Identifier(name) for name in columns]  # type: ignore[arg-type]
        connection.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} JOIN copied ON original = {}").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(values),
                sql.Identifier(table),
                sql.Identifier("id" if table == "article" else "article_id"),
            )
        )


if __name__ == "__main__":
    main()

"""Matching one article's results among 10 k, 100 k and 1 M open claims, and sweeping 1 M of which 10 k are ripe.

    python -m tests.bench.evidence [--claims 1000000] [--articles 30]

Three databases on one embedded Postgres in a temporary folder are filled by COPY. Each article, of ten results about
people of whom some are in the news often, is matched in each database in turn, so that a busy machine slows all alike;
nothing is kept of it. The table has the median milliseconds, the ratio to the smallest, and the claims that were
weighed for an article.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from service.domain.article import NewArticle
from service.domain.evidence import LaterResult
from service.store import watches
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases.detection import find_statements
from service.usecases.gather import Result, gather_for_results
from service.usecases.reading_time import ReadingTime
from service.usecases.record import Action
from service.usecases.track import ReadStatement, read_statements
from tests.bench.claim_lists import write
from tests.bench.filling import bulk, created, url_of
from tests.bench.watched import TODAY, results
from tests.bench.watched import watches as made_up
from tests.folders import data_folder

_ACT = Action(actor="bench", now=datetime(2026, 3, 10, tzinfo=UTC))
_RESULTS = 10


class _Undo(Exception):
    """Ends a transaction without keeping anything of it."""


def main() -> None:
    """Fill, match, sweep, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the largest archive (default 1000000)")
    parser.add_argument("--articles", type=int, default=30, help="that are matched (default 30)")
    options = parser.parse_args()
    sizes = sorted({10_000, 100_000, options.claims})
    with ExitStack() as stack:
        folder = stack.enter_context(data_folder("claims-bench-"))
        server = stack.enter_context(embedded_postgres(folder))
        filled = [stack.enter_context(_filled(server, size)) for size in sizes]
        _match(dict(zip(sizes, filled, strict=True)), options.articles)
        _sweep(filled[-1], sizes[-1])


def _match(databases: dict[int, Database], count: int) -> None:
    chance = random.Random(4)
    spent: dict[int, list[float]] = {size: [] for size in databases}
    weighed: dict[int, list[int]] = {size: [] for size in databases}
    for _ in range(count):
        article = NewArticle(text=results(chance, _RESULTS), title=None, url=None, outlet=None, published_on=TODAY)
        found = find_statements(article.text, title=None, published=TODAY)
        told = read_statements(article, found, ReadingTime())
        for size, database in databases.items():
            began = time.perf_counter()
            weighed[size].append(_gather(database, told))
            spent[size].append((time.perf_counter() - began) * 1000)
    least = statistics.median(spent[min(spent)])
    write(f"\n{'open claims':>12}{'ms an article':>15}{'ratio':>8}{'claims weighed':>16}\n")
    for size, times in spent.items():
        median = statistics.median(times)
        write(f"{size:12,}{median:15.1f}{median / least:8.2f}{statistics.median(weighed[size]):16.0f}\n")


def _gather(database: Database, told: list[ReadStatement]) -> int:
    found = [
        Result(
            statement_id=one.statement_id,
            found=LaterResult(proposition=one.keyed.proposition, published_on=TODAY, polarity=one.statement.polarity),
            keys=frozenset(one.keyed.keys),
        )
        for one in told
    ]
    keys = frozenset[int]().union(*(result.keys for result in found))
    near = 0
    try:
        with database.begin() as connection:
            gather_for_results(connection, found, _ACT)
            raise _Undo
    except _Undo:
        with database.begin() as connection:
            near = len(watches.claims_for(connection, keys))
    return near


def _sweep(database: Database, size: int) -> None:
    claims = Path(sys.executable).with_name("claims")
    environment = {"CLAIMS_DATABASE_URL": url_of(database)}
    began = time.perf_counter()
    done = subprocess.run(
        [claims, "sweep", "--today", TODAY.isoformat()], env=environment, check=True, capture_output=True, text=True
    )
    write(f"\n{size:,} claims swept in {time.perf_counter() - began:.1f} s: {done.stdout}")


@contextmanager
def _filled(server: str, size: int) -> Iterator[Database]:
    with created(server, f"claims_{size}") as database:
        began, url = time.perf_counter(), url_of(database)
        with bulk(url, ("claim", "watch", "watched_key")):
            _copy(url, size)
        write(f"{size:,} claims filled in {time.perf_counter() - began:.0f} s\n")
        yield database


def _copy(url: str, size: int) -> None:
    columns = {"watch": ("claim_id", "keys", "proposition"), "watched_key": ("key", "claim_id")}
    with ExitStack() as stack:

        def copy(table: str, names: tuple[str, ...]) -> psycopg.Copy:
            connection = stack.enter_context(psycopg.connect(url))
            connection.execute("SET session_replication_role = replica")
            command = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
            )
            return stack.enter_context(connection.cursor().copy(command))

        watch, key_of = (copy(table, names) for table, names in columns.items())
        claim: psycopg.Copy | None = None
        for row, proposition, keys in made_up(size):
            claim = claim or copy("claim", tuple(row))
            claim.write_row(tuple(row.values()))
            numbers = watches.digests(keys)
            watch.write_row((row["id"], numbers, json.dumps(json.loads(proposition))))
            for number in numbers:
                key_of.write_row((number, row["id"]))


if __name__ == "__main__":
    main()

"""Rereading an archive beside posting it: `python -m tests.bench.reread [--articles 10000]`.

Articles are added by the use case that a request calls, without HTTP, then read again by another version of the
analysis that finds the same: what there is to do at the least. Prints rates, their ratio, and the memory at its most.
"""

import argparse
import resource
import sys
import time
from datetime import UTC, datetime
from unittest.mock import patch

from service.domain.article import NewArticle
from service.store import analysis, schema
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases.add_article import add_article
from service.usecases.record import Action
from service.usecases.rereading import Orders, Reread, reread
from tests.bench.news import news, published
from tests.folders import data_folder


def main() -> None:
    """Add, read again, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="default 10,000")
    count = parser.parse_args().articles
    with data_folder("claims-bench-") as folder, embedded_postgres(folder) as url:
        database = Database(url)
        schema.upgrade(database)
        with patch.object(analysis, "analysis_hash", lambda: "an earlier one"):
            posting = _add(database, count)
        before = _megabytes()
        started, claims_done = time.perf_counter(), 0.0

        def hear(done: Reread) -> None:
            nonlocal claims_done
            if not done.articles:
                claims_done = time.perf_counter() - started

        done = reread(database, Orders(), now=_now, today=_now().date(), progress=hear)
        took = time.perf_counter() - started
        database.dispose()
    articles = took - claims_done
    one_claim = 1000 * claims_done / done.claims
    sys.stdout.write(
        f"added        {count:7,} articles in {posting:7.0f} s, {1000 * posting / count:6.1f} ms each\n"
        f"read again   {done.claims:7,} claims   in {claims_done:7.0f} s, {one_claim:6.2f} ms each\n"
        f"             {done.articles:7,} articles in {articles:7.0f} s, {1000 * articles / count:6.1f} ms each\n"
        f"an article read again and one added: {articles / posting:.2f}; with the claims: {took / posting:.2f}\n"
        f"memory at its most: {before:.0f} MB after adding, {_megabytes():.0f} MB after reading again\n"
        f"skipped: {done.skipped}\n"
    )


def _add(database: Database, count: int) -> float:
    started, action = time.perf_counter(), Action(actor="bench", now=_now())
    for number in range(count):
        article = NewArticle(
            text=news(number), title=None, url=None, outlet="The Bench", published_on=published(number)
        )
        add_article(database, article, action=action, today=_now().date())
    return time.perf_counter() - started


def _now() -> datetime:
    return datetime.now(UTC)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

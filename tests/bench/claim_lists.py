"""Lists of claims and statements in an archive of 10,000 claims and in one of 1,000,000, in turns. Run by hand.

    python -m tests.bench.claim_lists [--claims 1000000] [--times 9] [--only WORDS]

Two databases on one embedded Postgres in a temporary folder are filled by COPY; each list is then read through
the use case, one page from either database in turn, so that a busy machine slows both alike. The pages are equally
full: they hold 50 rows, or as many as the smaller archive has. A row of the table has the median milliseconds of
both, their ratio, the rows of a page, and what the larger database does for it. `<<` marks a ratio over 2, `SEQ` a
scan of all claims or statements. A page 1,000 pages in is, in the smaller archive, one half way.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain

from service.domain.article import ArticleFilter
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases import read
from tests.bench.filling import created, fill, url_of
from tests.bench.list_cases import List, article_lists, claim_lists, statement_lists
from tests.bench.plans import plan_of
from tests.folders import data_folder

_FEW = 10_000
_FULL_SCANS = ("Seq claim", "Seq statement", "Seq article", "Seq event")


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the larger archive (default 1000000)")
    parser.add_argument("--times", type=int, default=9, help="how often each list is read (default 9)")
    parser.add_argument("--only", default="", help="only lists whose name contains these words")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(data_folder("claims-bench-"))
        server = stack.enter_context(embedded_postgres(folder))
        few, many = (stack.enter_context(filled(server, size)) for size in (_FEW, options.claims))
        write(f"\n{'list':34}{_FEW:>10,}{options.claims:>11,}  ratio  rows  plan at {options.claims:,}\n")
        for small, large in zip(_lists(few), _lists(many), strict=True):
            if options.only in small.name:
                write(_row((small, few), (large, many), options.times))


@contextmanager
def filled(server: str, claims: int) -> Iterator[Database]:
    """A database of its own with so many claims."""
    with created(server, f"claims_{claims}") as database:
        began = time.perf_counter()
        fill(url_of(database), claims)
        write(f"{claims:,} claims filled in {time.perf_counter() - began:.0f} s\n")
        yield database


def _lists(database: Database) -> Iterator[List]:
    (article, *_), _last = read.list_articles(database, ArticleFilter(), after=None, limit=1)
    return chain(claim_lists(article.id), statement_lists(), article_lists(article.url))


def _row(few: tuple[List, Database], many: tuple[List, Database], times: int) -> str:
    asked, database = many
    starts = [(list_, database, list_.start(database)) for list_, database in (few, many)]
    rows = max(1, min(list_.ask(*start) for list_, *start in starts))
    turns = [[_milliseconds(*start, rows) for start in starts] for _ in range(times)]
    small, large = (statistics.median(column) for column in zip(*turns, strict=True))
    plan = plan_of(database, lambda: asked.ask(*starts[1][1:], rows))
    marks = (" <<" if large > 2 * small else "") + (" SEQ" if any(node in _FULL_SCANS for node in plan) else "")
    figures = f"{small:10.1f}{large:11.1f}{large / small:7.2f}{rows:6}"
    return f"{asked.name:34}{figures}  {'; '.join(plan)}{marks}\n"


def _milliseconds(asked: List, database: Database, after: object, limit: int) -> float:
    began = time.perf_counter()
    asked.ask(database, after, limit)
    return (time.perf_counter() - began) * 1000


def write(line: str) -> None:
    """Print at once."""
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Scorecards of an archive of 1,000,000 claims: what they cost, and what Postgres does for them. Run by hand.

    python -m tests.bench.scorecards [--claims 1000000] [--times 5]

A database on an embedded Postgres in a temporary folder is filled by COPY. A row has the least and the median
milliseconds of a scorecard of 50 groups, read through the use case.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from service.domain.listing import Filter
from service.domain.scorecard import Grouping, ScorecardRequest
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.usecases.scorecard import read_scorecard
from tests.bench.archive import OUTLETS, SPEAKERS
from tests.bench.claim_lists import filled, write
from tests.bench.list_cases import MIDDLING
from tests.bench.plans import plan_of
from tests.folders import data_folder


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(data_folder("claims-bench-"))
        server = stack.enter_context(embedded_postgres(folder))
        database = stack.enter_context(filled(server, options.claims))
        for name, asked in _cards():
            write(_row(database, name, asked, options.times))


def _cards() -> Iterator[tuple[str, ScorecardRequest]]:
    for by in Grouping:
        yield f"by {by}", _asked(by)
    half = {"said_from": date(2025, 7, 1), "said_to": date(2025, 12, 31)}
    yield "by speaker, said in half a year", _asked(Grouping.SPEAKER, Filter(**half))
    yield "by modality, commonest speaker", _asked(Grouping.MODALITY, Filter(speaker=SPEAKERS.names[0]))
    yield "by rule, 100th speaker", _asked(Grouping.RULE, Filter(speaker=SPEAKERS.names[99]))
    yield "by speaker, commonest outlet", _asked(Grouping.SPEAKER, Filter(outlet=OUTLETS.names[0]))
    yield "by speaker, q middling", _asked(Grouping.SPEAKER, Filter(q=MIDDLING))


def _asked(by: Grouping, kept: Filter | None = None) -> ScorecardRequest:
    return ScorecardRequest(kept=kept or Filter(), by=by, at_least=0, after=None, limit=50)


def _row(database: Database, name: str, asked: ScorecardRequest, times: int) -> str:
    took = [_milliseconds(database, asked) for _ in range(times)]
    plan = plan_of(database, lambda: read_scorecard(database, asked))
    return f"{name:34}{min(took):8.0f}{statistics.median(took):8.0f}  {'; '.join(plan)}\n"


def _milliseconds(database: Database, asked: ScorecardRequest) -> float:
    began = time.perf_counter()
    read_scorecard(database, asked)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

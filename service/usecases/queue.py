"""Keeping the queue of jobs in order: what dead workers left is done by others, and what is done with is removed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from service.store import article_jobs, jobs
from service.store.database import Database

SILENT = 30.0  # seconds without a sign of life after which a worker counts as dead; it gives one every ten
KEPT = timedelta(days=7)
_MOST_ATTEMPTS = 12  # a job that takes its worker down with it is not given to one worker after the other for ever
_BATCH = 500
_log = structlog.get_logger()


def rescue_jobs(database: Database, *, silent: float = SILENT) -> int:
    """How many jobs were found that their workers had left; each is tried again, or else has failed for good."""
    found = 0
    while rescued := _rescue(database, silent):
        found += 1
        _log.warning("job was left by its worker", job=rescued.id, task=rescued.task, status=rescued.status)
    return found


def _rescue(database: Database, silent: float) -> jobs.Rescued | None:
    with database.begin() as connection:
        return jobs.rescue_one(connection, silent=silent, most=_MOST_ATTEMPTS)


def forget_jobs(database: Database, *, now: datetime) -> int:
    """How many jobs were removed: those that failed more than `KEPT` ago, and what clients asked for before then."""
    return sum(_forget(database, forget, now - KEPT) for forget in (jobs.forget, article_jobs.forget))


def _forget(database: Database, forget: Callable[..., int], before: datetime) -> int:
    total, forgotten = 0, 1
    while forgotten:
        with database.begin() as connection:
            forgotten = forget(connection, before=before, most=_BATCH)
        total += forgotten
    return total


def workers_live(database: Database) -> bool:
    """Whether some worker has given a sign of life lately."""
    with database.begin() as connection:
        age = jobs.last_beat(connection)
    return age is not None and age < SILENT

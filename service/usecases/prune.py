"""Letting go what is old and unused: results that no claim uses, articles without any left, answers, deliveries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from service.domain.errors import InvalidValue
from service.domain.retention import MonthPruned, Pruning
from service.store import answers, partitions, retention
from service.store.database import Connection, Database
from service.store.month import Month
from service.usecases.once import KEPT, forget_old_answers
from service.usecases.webhooks import count_old_deliveries, forget_old_deliveries


def survey(database: Database, before: date, *, now: datetime, today: date) -> Pruning:
    """What `prune` would let go. Nothing is changed. Raises `InvalidValue` where `before` is to come."""
    months = _months(database, before, today)
    with database.begin() as connection:
        kept = answers.measure(connection, now - KEPT)
    return Pruning(
        before=before,
        months=[_undone(_survey_month, database, month) for month in months],
        answers=kept,
        deliveries=count_old_deliveries(database, now=now),
    )


def prune(
    database: Database,
    before: date,
    *,
    now: datetime,
    today: date,
    progress: Callable[[MonthPruned], None] = lambda month: None,
) -> Pruning:
    """Let go what no claim uses of what arrived in months that were over by `before`; what went.

    Each month's results go in one transaction, its articles in some more: a crash loses nothing, since the next
    time finds what is left. A month whose table is in use for too long is left whole, and told. `progress` hears
    each month. Raises `InvalidValue` where `before` is to come.
    """
    months = _months(database, before, today)
    with database.begin() as connection:
        kept = answers.measure(connection, now - KEPT)
    forget_old_answers(database, now=now)
    told = forget_old_deliveries(database, now=now)
    done = []
    for month in months:
        done.append(_undone(_prune_month, database, month))
        progress(done[-1])
    return Pruning(before=before, months=done, answers=kept, deliveries=told)


def _months(database: Database, before: date, today: date) -> list[Month]:
    if before > today:
        raise InvalidValue("before", "Must not lie in the future.")
    with database.begin() as connection:
        return retention.months_before(connection, before)


def _undone(work: Callable[[Database, Month], MonthPruned], database: Database, month: Month) -> MonthPruned:
    """What the work says of the month, or that its table was busy."""
    try:
        return work(database, month)
    except partitions.TableBusy:
        return MonthPruned(month=str(month), busy=True)


def _survey_month(database: Database, month: Month) -> MonthPruned:
    with partitions.impatient(database) as connection:
        return _count(connection, month)


def _prune_month(database: Database, month: Month) -> MonthPruned:
    with partitions.impatient(database) as connection:
        counted = _count(connection, month)
        if counted.results.rows:
            retention.drop_results(connection, month)
    articles = _delete_articles(database, month)
    with partitions.impatient(database) as connection:
        if _is_left(connection, month):
            retention.close(connection, month)
    return replace(counted, articles=replace(counted.articles, rows=articles))


def _count(connection: Connection, month: Month) -> MonthPruned:
    if not _is_left(connection, month):  # another is done with it already
        return MonthPruned(month=str(month))
    results, staying = retention.count_results(connection, month)
    articles = retention.count_articles(connection, month)
    return MonthPruned(month=str(month), results=results, articles=articles, staying=staying)


def _is_left(connection: Connection, month: Month) -> bool:
    return month in partitions.existing(connection)


def _delete_articles(database: Database, month: Month) -> int:
    total, last = 0, UUID(int=0)
    while True:
        with database.begin() as connection:
            gone = retention.delete_articles(connection, month, last)
        if not gone:
            return total
        total, last = total + len(gone), max(gone)

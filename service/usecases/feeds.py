"""What readers of news and calendars are told: the newest moves, and the days on which claims fall due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.domain.claim import Claim
from service.domain.history import Event
from service.domain.listing import Filter, Sort
from service.domain.status import UNDECIDED
from service.store import claim_lists, claims, events
from service.store.database import Connection, Database


def newest_moves(database: Database, kept: Filter, limit: int) -> list[tuple[Event, Claim]]:
    """Up to `limit` lines of the histories of claims that `kept` keeps, the newest first, each with its claim."""
    with database.begin() as connection:
        found = events.newest(connection, kept, limit)
        known = claims.get_many(connection, {event.claim_id for event in found})
    return [(event, known[event.claim_id]) for event in found]


def due_days(database: Database, kept: Filter, limit: int, *, today: date) -> Sequence[Claim]:
    """Up to `limit` claims with a due date that `kept` keeps, the soonest due first.

    Where `kept` says nothing of status, those that are not decided; where it says nothing of due dates, those nearest
    to `today`, overdue or to come.
    """
    wanted = replace(kept, statuses=kept.statuses or (() if kept.outcomes else tuple(sorted(UNDECIDED))))
    with database.begin() as connection:
        if kept.due_after is not None or kept.due_before is not None:
            return _due(connection, wanted, Sort.DUE, limit)
        ahead = _due(connection, replace(wanted, due_after=today), Sort.DUE, limit)
        overdue = _due(connection, replace(wanted, due_before=today - timedelta(days=1)), Sort.DUE_LAST, limit)
    nearest = sorted([*ahead, *overdue], key=lambda claim: abs(_due_day(claim) - today))[:limit]
    return sorted(nearest, key=lambda claim: (_due_day(claim), claim.id))


def _due(connection: Connection, wanted: Filter, sort: Sort, limit: int) -> list[Claim]:
    found = claim_lists.find(connection, wanted, sort, None, limit)
    return [row.claim for row in found if row.claim.due is not None]


def _due_day(claim: Claim) -> date:
    return claim.due or date.max

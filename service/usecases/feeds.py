"""What readers of news and calendars are told: the newest moves, and the days on which claims fall due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.domain.claim import Claim
from service.domain.history import Event
from service.domain.listing import Filter, Sort
from service.domain.status import UNDECIDED
from service.store import claim_lists, claims, events
from service.store.database import Database


def newest_moves(database: Database, kept: Filter, limit: int) -> list[tuple[Event, Claim]]:
    """Up to `limit` lines of the histories of claims that `kept` keeps, the newest first, each with its claim."""
    with database.begin() as connection:
        found = events.newest(connection, kept, limit)
        known = claims.get_many(connection, {event.claim_id for event in found})
    return [(event, known[event.claim_id]) for event in found]


def due_days(database: Database, kept: Filter, limit: int, *, today: date) -> Sequence[Claim]:
    """Up to `limit` claims with a due date that `kept` keeps, the soonest due first.

    Where `kept` says nothing of status or due date, those that are not decided, and those due today or later.
    """
    wanted = replace(kept, statuses=kept.statuses or (() if kept.outcomes else tuple(sorted(UNDECIDED))))
    if kept.due_after is None and kept.due_before is None:
        wanted = replace(wanted, due_after=today)
    with database.begin() as connection:
        found = claim_lists.find(connection, wanted, Sort.DUE, None, limit)
    return [row.claim for row in found if row.claim.due is not None]

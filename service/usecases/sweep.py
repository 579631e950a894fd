"""The scheduled pass that moves claims on."""

from collections.abc import Callable
from datetime import date, datetime

from service.domain.claim import Event
from service.domain.status import MOVES, Move, Status
from service.store import claims
from service.store.database import Database, uuid7

ACTOR = "sweep"
_BATCH = 500


def sweep(
    database: Database, *, now: datetime, today: date, progress: Callable[[int], None] = lambda moved: None
) -> int:
    """How many open claims fell due: those whose review day has come by `today`.

    Works in batches, each its own transaction: a crash loses nothing, since the next sweep finds what is
    left, and sweeps that run at once each take other claims. `progress` hears each batch's size.
    """
    total = 0
    while moved := _fall_due(database, now, today):
        total += moved
        progress(moved)
    return total


def _fall_due(database: Database, now: datetime, today: date) -> int:
    with database.begin() as connection:
        taken = claims.take_reviewable(connection, today, now, _BATCH)
        events = [
            Event(
                id=uuid7(),
                claim_id=claim_id,
                type=MOVES[Move.FALL_DUE].event,
                actor=ACTOR,
                at=now,
                from_status=Status.OPEN,
                to_status=Status.DUE,
                reason="review day has come",
                version=version,
                data={"today": today.isoformat()},
            )
            for claim_id, version in taken
        ]
        claims.add_events(connection, events)
    return len(taken)

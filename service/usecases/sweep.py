"""The scheduled pass that moves claims on."""

from collections.abc import Callable
from datetime import date, datetime

from service.domain.orders import Transition
from service.domain.status import Move, Status
from service.meters import meters
from service.store import answers, claims
from service.store.database import Database
from service.usecases.once import KEPT
from service.usecases.record import Act, move, record_changes

ACTOR = "sweep"
_BATCH = 500


def sweep(
    database: Database, *, now: datetime, today: date, progress: Callable[[int], None] = lambda moved: None
) -> int:
    """How many open claims fell due: those whose review day has come by `today`.

    Works in batches, each its own transaction: a crash loses nothing, since the next sweep finds what is
    left, and sweeps that run at once each take other claims. `progress` hears each batch's size.
    """
    with database.begin() as connection:
        answers.forget(connection, now - KEPT)
    total = 0
    while moved := _fall_due(database, Act(actor=ACTOR, now=now), today):
        total += moved
        progress(moved)
    meters().sweeps.inc()
    meters().last_sweep.set(now.timestamp())
    return total


def _fall_due(database: Database, act: Act, today: date) -> int:
    step = Transition(
        move=Move.FALL_DUE,
        status=Status.DUE,
        reason="Its review day has come.",
        data={"today": today.isoformat()},
    )
    with database.begin() as connection:
        ripe = claims.take_reviewable(connection, today, _BATCH)
        return len(record_changes(connection, [move(claim, step, act) for claim in ripe], act))

"""The scheduled pass that moves claims on. It looks at state alone: whatever was missed is found at the next run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

import structlog

from service.domain.errors import StoreUnavailable
from service.domain.orders import Transition
from service.domain.status import UNDECIDED, Move, Status
from service.store import claims, evidence, leases, partitions, proposals, watches
from service.store.claims import Reviewable
from service.store.database import Connection, Database, uuid7
from service.telemetry.metrics import metrics
from service.usecases.assign import release_claims_of_former
from service.usecases.gather import gather_for_claims
from service.usecases.once import forget_old_answers
from service.usecases.record import Action, move, record_changes
from service.usecases.secrets import forget_old_secrets
from service.usecases.suggest import suggest
from service.usecases.supersede import supersede_old

ACTOR = "sweep"
_BATCH = 500
_log = structlog.get_logger()

Row = TypeVar("Row")
Work = Callable[[Connection, Sequence[UUID]], int]
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Swept:
    """What a sweep did, in claims; `skipped` are those that it failed on, which the log tells of.

    `superseded` are those whose proposal rested on rules of an earlier release.
    """

    due: int = 0
    proposed: int = 0
    superseded: int = 0
    skipped: int = 0


def sweep(
    database: Database,
    *,
    now: datetime,
    today: date,
    progress: Progress = lambda what, count: None,
) -> Swept:
    """Make open claims due, and propose what strong evidence shows.

    Works in batches, each its own transaction: a crash loses nothing, since the next sweep finds what is left, and
    sweeps that run at once each take other claims. A claim that it fails on is logged and skipped.
    `progress` hears what was done ("due", "proposed", "superseded") and to how many.
    """
    partitions.ensure(database, uuid7())  # where that has to wait, the next sweep does it: there are months of time
    action = Action(actor=ACTOR, now=now)
    forget_old_answers(database, now=now)
    forget_old_secrets(database, now=now)
    release_claims_of_former(database, action=action)
    with database.begin() as connection:
        leases.forget(connection, now)
    run = _Run(database, Swept(), progress)
    after: Reviewable | None = None
    while ripe := _read(database, partial(claims.reviewable, today=today, after=after, limit=_BATCH)):
        after = ripe[-1]
        run.do("due", [one.claim_id for one in ripe], partial(_fall_due, action=action, today=today))
    late: UUID | None = None
    while behind := _read(database, partial(watches.to_look_again, after=late, limit=_BATCH)):
        late = behind[-1]
        run.do("due", behind, partial(_look_again, action=action))
    outdated: UUID | None = None
    while old := _read(database, partial(proposals.claims_of_ungrounded, by=ACTOR, after=outdated, limit=_BATCH)):
        outdated = old[-1]
        run.do("superseded", old, partial(supersede_old, action=action, today=today))
    last: UUID | None = None
    while news := _read(database, partial(evidence.with_news, after=last, limit=_BATCH)):
        last = news[-1]
        run.do("proposed", news, partial(suggest, action=action, today=today))
    metrics().sweeps.inc()
    metrics().last_sweep.set(now.timestamp())
    return run.swept


def _fall_due(connection: Connection, claim_ids: Sequence[UUID], action: Action, today: date) -> int:
    step = Transition(
        move=Move.FALL_DUE,
        status=Status.DUE,
        reason="Its review day has come.",
        data={"today": today.isoformat()},
    )
    locked = claims.lock_many(connection, claim_ids)
    ripe = [claim for claim in locked if claim.status is Status.OPEN and claim.review_on <= today]
    # Looked for once more: what arrived at the same moment as the claim was not found then.
    gather_for_claims(connection, ripe, action)
    return len(record_changes(connection, [move(claim, step, action) for claim in ripe], action))


def _look_again(connection: Connection, claim_ids: Sequence[UUID], action: Action) -> int:
    """Do for claims that were born due what is done for others when they fall due; none of them changes."""
    found = claims.lock_many(connection, claim_ids)
    gather_for_claims(connection, [claim for claim in found if claim.status in UNDECIDED], action)
    watches.looked_again(connection, [claim.id for claim in found])
    return 0


def _read(database: Database, query: Callable[[Connection], list[Row]]) -> list[Row]:
    with database.begin() as connection:
        return query(connection)


@dataclass(frozen=True, slots=True)
class _Run:
    """One sweep at work: where it works, what it has done, and who hears of it."""

    database: Database
    swept: Swept
    progress: Progress

    def do(self, what: str, claim_ids: Sequence[UUID], work: Work) -> None:
        """Do `work` for all of the claims in one transaction; where it fails, for each half of them.

        So of many claims a bad one is found in a few steps, logged, and left for the next sweep.
        """
        try:
            with self.database.begin() as connection:
                done = work(connection, claim_ids)
        except StoreUnavailable:
            raise
        except Exception:
            if len(claim_ids) > 1:
                middle = len(claim_ids) // 2
                self.do(what, claim_ids[:middle], work)
                self.do(what, claim_ids[middle:], work)
                return
            _log.exception("claim skipped", claim_id=str(claim_ids[0]), step=what)
            self.swept.skipped += 1
            return
        setattr(self.swept, what, getattr(self.swept, what) + done)
        self.progress(what, done)

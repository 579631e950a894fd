"""Writing what became of claims: their new state, their decisions and their history, together."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service.domain.claim import Claim, Resolution
from service.domain.history import Event, state_of
from service.domain.orders import Transition
from service.domain.status import CREATED, MOVES
from service.store import claims, events
from service.store.database import Connection, uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, and when."""

    actor: str
    now: datetime


def record_births(connection: Connection, born: Sequence[Claim], act: Act, data: Mapping[str, Any]) -> None:
    """Store new claims, each with the first line of its history."""
    claims.add(connection, born)
    events.add(connection, [_event(None, claim, CREATED, act, None, data) for claim in born])


def record_moves(connection: Connection, moves: Sequence[tuple[Claim, Transition]], act: Act) -> dict[UUID, Claim]:
    """Carry out transitions of claims as they were read; the claims that were still so, as they are now, by id."""
    after = {claim.id: _moved(claim, transition, act) for claim, transition in moves}
    written = claims.save(connection, list(after.values()))
    done = [(claim, transition) for claim, transition in moves if claim.id in written]
    decided = [(claim.id, after[claim.id].resolution) for claim, _ in done if _touches_resolution(claim, after)]
    if decided:
        claims.record_resolutions(connection, decided, act.now)
    lines = [
        _event(claim, after[claim.id], MOVES[step.move].event, act, step.reason, step.data) for claim, step in done
    ]
    events.add(connection, lines)
    return {claim.id: after[claim.id] for claim, _ in done}


def _moved(claim: Claim, transition: Transition, act: Act) -> Claim:
    decision = transition.decision
    return replace(
        claim,
        status=transition.status,
        outcome=transition.outcome,
        dismissal=transition.dismissal,
        resolution=Resolution(**asdict(decision), by=act.actor, recorded_at=act.now) if decision else None,
        version=claim.version + 1,
        updated_at=act.now,
    )


def _touches_resolution(before: Claim, after: Mapping[UUID, Claim]) -> bool:
    return before.resolution is not None or after[before.id].resolution is not None


def _event(
    before: Claim | None, after: Claim, type_: str, act: Act, reason: str | None, data: Mapping[str, Any]
) -> Event:
    return Event(
        id=uuid7(),
        claim_id=after.id,
        type=type_,
        actor=act.actor,
        at=act.now,
        from_status=before.status if before else None,
        to_status=after.status,
        reason=reason,
        version=after.version,
        data=data,
        state=state_of(after),
    )

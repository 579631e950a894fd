"""Writing what became of claims: their new state, their decisions and their history, together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service.domain.claim import Claim, Resolution
from service.domain.history import Event, state_of
from service.domain.orders import Transition
from service.domain.status import CREATED, MOVES, UNDECIDED, Status
from service.store import claims, entities, events, proposals, watches
from service.store.database import Connection, uuid7
from service.usecases.name_entities import name_speakers
from service.usecases.publishing import publish

_PROPOSED = frozenset({Status.PROPOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Who does something, and when."""

    actor: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim as it was read and as it is to be, with the words of its event."""

    before: Claim
    after: Claim
    type: str
    reason: str | None = None
    data: Mapping[str, Any]


def record_births(connection: Connection, born: Sequence[Claim], action: Action, data: Mapping[str, Any]) -> None:
    """Store new claims, each with the first line of its history."""
    claims.add(connection, born)
    _write(connection, [_event(None, claim, CREATED, action, None, data) for claim in born])


def changed(claim: Claim, action: Action, **values: Any) -> Claim:
    """The claim with other values, as its next version."""
    return replace(claim, **values, version=claim.version + 1, updated_at=action.now)


def move(claim: Claim, transition: Transition, action: Action) -> Change:
    """The change that a transition makes of the claim."""
    decision = transition.decision
    after = changed(
        claim,
        action,
        status=transition.status,
        outcome=transition.outcome,
        dismissal=transition.dismissal,
        proposal=transition.proposal,
        resolution=Resolution.of(decision, by=action.actor, recorded_at=action.now) if decision else None,
    )
    rule = MOVES[transition.move]
    return Change(before=claim, after=after, type=rule.event, reason=transition.reason, data=transition.data)


def record_changes(connection: Connection, changes: Sequence[Change], action: Action) -> dict[UUID, Claim]:
    """Carry out changes of different claims; those that still were as they had been read, as they are now, by id."""
    written = claims.save(connection, [change.after for change in changes])
    done = _with_speakers(connection, [change for change in changes if change.after.id in written], action)
    decided = [(change.after.id, change.after.resolution) for change in done if _decides(change)]
    if decided:
        claims.record_resolutions(connection, decided, action.now)
    _follow(connection, done, action)
    _write(
        connection,
        [_event(change.before, change.after, change.type, action, change.reason, change.data) for change in done],
    )
    return {change.after.id: change.after for change in done}


def _with_speakers(connection: Connection, done: Sequence[Change], action: Action) -> list[Change]:
    """The changes, with the entities of the speakers that are others now."""
    other = {change.after.id: change.after.speaker for change in done if change.before.speaker != change.after.speaker}
    if not other:
        return list(done)
    found = name_speakers(connection, other, action.now)
    entities.speak(connection, found)
    return [
        replace(change, after=replace(change.after, speaker_entity_id=found[change.after.id]))
        if change.after.id in found
        else change
        for change in done
    ]


def _write(connection: Connection, written: Sequence[Event]) -> None:
    events.add(connection, written)
    publish(connection, written)


def _decides(change: Change) -> bool:
    return change.before.resolution != change.after.resolution


def _follow(connection: Connection, done: Sequence[Change], action: Action) -> None:
    """Let proposals and the search for results follow the claims' statuses."""
    left = [change.after.id for change in done if _left(change, _PROPOSED)]
    if left:
        proposals.supersede(connection, left, by=action.actor, at=action.now)
    ended = [change.after.id for change in done if _left(change, UNDECIDED)]
    if ended:
        watches.rest(connection, ended)
    taken_up = [change.after.id for change in done if _entered(change, UNDECIDED)]
    if taken_up:
        watches.resume(connection, taken_up)


def _left(change: Change, statuses: frozenset[Status]) -> bool:
    return change.before.status in statuses and change.after.status not in statuses


def _entered(change: Change, statuses: frozenset[Status]) -> bool:
    return change.before.status not in statuses and change.after.status in statuses


def _event(
    before: Claim | None, after: Claim, type_: str, action: Action, reason: str | None, data: Mapping[str, Any]
) -> Event:
    return Event(
        id=uuid7(),
        claim_id=after.id,
        type=type_,
        actor=action.actor,
        at=action.now,
        from_status=before.status if before else None,
        to_status=after.status,
        reason=reason,
        version=after.version,
        data=data,
        state=state_of(after),
    )

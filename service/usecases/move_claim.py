"""The moves that a client makes: resolving a claim and reopening it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from service.domain import clocks
from service.domain.claim import Claim, Decision, Event
from service.domain.errors import ClaimNotFound, StaleVersion
from service.domain.status import MOVES, Move, Status, check_move
from service.store import claims
from service.store.database import Connection, Database, uuid7

Versions = frozenset[int] | None  # the versions that the caller accepts; None for whichever is current


def resolve(
    database: Database,
    claim_id: UUID,
    decision: Decision,
    *,
    versions: Versions,
    actor: str,
    now: datetime,
    today: date,
) -> Claim:
    """The claim, resolved as `decision` says.

    Raises `InvalidValue` for a day still to come, `ClaimNotFound`, `StaleVersion`, `IllegalMove`.
    """
    clocks.check_happened_on(decision.happened_on, today)
    with database.begin() as connection:
        claim = _claim_for(connection, claim_id, Move.RESOLVE, versions)
        values = {"status": Status.RESOLVED, "outcome": decision.outcome}
        _write(connection, claim, values, now)
        claims.add_resolution(connection, claim.id, decision, by=actor, now=now)
        data = {
            "outcome": decision.outcome,
            "reason": decision.reason,
            "happened_on": decision.happened_on and decision.happened_on.isoformat(),
        }
        event = _event(claim, Move.RESOLVE, Status.RESOLVED, actor=actor, now=now, reason=decision.note, data=data)
        claims.add_events(connection, [event])
        return _read(connection, claim.id)


def reopen(
    database: Database,
    claim_id: UUID,
    reason: str | None,
    *,
    versions: Versions,
    actor: str,
    now: datetime,
    today: date,
) -> Claim:
    """The claim, undecided again: open, or due where its review day has come. Its resolution is superseded.

    Raises `ClaimNotFound`, `StaleVersion`, `IllegalMove`.
    """
    with database.begin() as connection:
        claim = _claim_for(connection, claim_id, Move.REOPEN, versions)
        status = clocks.undecided_status(claim.review_on, today)
        _write(connection, claim, {"status": status, "outcome": None}, now)
        claims.supersede_resolution(connection, claim.id, now)
        event = _event(claim, Move.REOPEN, status, actor=actor, now=now, reason=reason, data={})
        claims.add_events(connection, [event])
        return _read(connection, claim.id)


def _claim_for(connection: Connection, claim_id: UUID, move: Move, versions: Versions) -> Claim:
    claim = _read(connection, claim_id)
    if versions is not None and claim.version not in versions:
        raise StaleVersion(claim.version)
    check_move(move, claim.status)
    return claim


def _read(connection: Connection, claim_id: UUID) -> Claim:
    claim = claims.get(connection, claim_id)
    if claim is None:
        raise ClaimNotFound
    return claim


def _write(connection: Connection, claim: Claim, values: Mapping[str, Any], now: datetime) -> None:
    if not claims.change(connection, claim.id, claim.version, values, now):
        raise StaleVersion(_read(connection, claim.id).version)


def _event(
    claim: Claim,
    move: Move,
    to_status: Status,
    *,
    actor: str,
    now: datetime,
    reason: str | None,
    data: Mapping[str, Any],
) -> Event:
    return Event(
        id=uuid7(),
        claim_id=claim.id,
        type=MOVES[move].event,
        actor=actor,
        at=now,
        from_status=claim.status,
        to_status=to_status,
        reason=reason,
        version=claim.version + 1,
        data=data,
    )

"""Proposals of the sweep that fall away with what they rest on: each is superseded, and the history says why."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from uuid import UUID

from service.domain.claim import Claim
from service.domain.orders import TakeBack
from service.domain.proposal import Proposal
from service.domain.status import Status, Verdict
from service.store import claims, proposals
from service.store.database import Connection
from service.usecases.record import Action, move, record_changes

_ANALYSIS_CHANGED = "analysis changed: rules of an earlier release found what it rests on"


def supersede(
    connection: Connection, doomed: Mapping[UUID, Sequence[Proposal]], reason: str, action: Action, today: date
) -> Mapping[UUID, Claim]:
    """End the waiting of these proposals, by their claims; the claims that moved back, as they are now, by id."""
    found = claims.get_many(connection, doomed, lock=True)
    waiting = proposals.waiting(connection, doomed)
    steps = [
        move(claim, _without(doomed[one], waiting[one], reason).apply(claim, today), action)
        for one, claim in found.items()
        if claim.status is Status.PROPOSED
    ]
    for proposal in chain.from_iterable(doomed.values()):
        proposals.decide(connection, proposal.id, Verdict.SUPERSEDED, by=action.actor, at=action.now, reason=reason)
    return record_changes(connection, steps, action)


def supersede_old(connection: Connection, claim_ids: Sequence[UUID], action: Action, today: date) -> int:
    """Supersede what `action` has proposed for these claims on evidence that rules of an earlier release found."""
    locked = [claim.id for claim in claims.lock_many(connection, claim_ids)]
    doomed = proposals.ungrounded(connection, locked, action.actor)
    return len(supersede(connection, doomed, _ANALYSIS_CHANGED, action, today))


def _without(gone: Sequence[Proposal], waiting: Sequence[Proposal], reason: str) -> TakeBack:
    return TakeBack(gone=tuple(gone), left=tuple(one for one in waiting if one not in gone), reason=reason)

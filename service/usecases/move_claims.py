"""The moves that clients order: each of one claim or of many, with the version that they had read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import ClaimNotFound, ClaimsError, StaleVersion
from service.domain.orders import Order, Resolve, Transition
from service.domain.proposal import Evidence, cite
from service.store import claims, evidence
from service.store.database import Database
from service.usecases.record import Action, move, record_changes

Versions = frozenset[int] | None  # the versions that the caller accepts; None for whichever is current


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A claim that an order is for."""

    claim_id: UUID
    versions: Versions


def move_claims(
    database: Database, targets: Sequence[Target], order: Order, *, action: Action, today: date
) -> list[Claim | ClaimsError]:
    """For each target, in their order, the claim moved or what stood in the way. One transaction for all.

    A claim that is named twice is moved once; the second time its version is stale.
    """
    with database.begin() as connection:
        found = claims.get_many(connection, {target.claim_id for target in targets})
        pieces = evidence.get_many(connection, order.cited if isinstance(order, Resolve) else ())
        planned = [_plan(found.get(target.claim_id), target.versions, order, pieces, today) for target in targets]
        moves = {
            target.claim_id: (found[target.claim_id], plan)
            for target, plan in reversed(list(zip(targets, planned, strict=True)))
            if isinstance(plan, Transition)
        }
        moved = record_changes(connection, [move(*moves[claim_id], action) for claim_id in sorted(moves)], action)
    answers: list[Claim | ClaimsError] = []
    for target, plan in zip(targets, planned, strict=True):
        if isinstance(plan, ClaimsError):
            answers.append(plan)
        elif target.claim_id in moved:
            answers.append(moved.pop(target.claim_id))
        else:
            answers.append(StaleVersion(found[target.claim_id].version + 1))
    return answers


def as_read(claim: Claim | None, versions: Versions) -> Claim:
    """The claim, where it is there and at a version that the caller accepts; raises `ClaimNotFound`, `StaleVersion`."""
    if claim is None:
        raise ClaimNotFound
    if versions is not None and claim.version not in versions:
        raise StaleVersion(claim.version)
    return claim


def _plan(
    claim: Claim | None, versions: Versions, order: Order, pieces: Mapping[UUID, Evidence], today: date
) -> Transition | ClaimsError:
    try:
        claim = as_read(claim, versions)
        if isinstance(order, Resolve):
            cited = cite(claim.id, order.cited, pieces)
            order = replace(order, decision=replace(order.decision, evidence=cited))
        return order.apply(claim, today)
    except ClaimsError as error:
        return error

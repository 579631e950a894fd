"""Tying a new claim to the one that it moves, where rules are sure: the same speaker tells another day or figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import ClaimsError
from service.domain.thread import ClaimLink, ClaimRelation, check_link, order, same_speaker
from service.store import claims, links
from service.store.database import Connection
from service.usecases.links import add_links, new_link
from service.usecases.record import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClaim:
    """A claim that a statement moves, if both are of one speaker, and why."""

    claim_id: UUID
    relation: ClaimRelation
    matched_by: tuple[str, ...]


def tie(connection: Connection, born: Sequence[tuple[Claim, Sequence[MovedClaim]]], action: Action) -> None:
    """Tie each new claim to the last that it moves, of those that are said of it."""
    if not any(moved for _, moved in born):
        return
    known = claims.get_many(
        connection, {id_ for claim, moved in born for id_ in (claim.id, *(one.claim_id for one in moved))}, lock=True
    )
    for claim, moved in born:
        link = _link(connection, claim, moved, known, action)
        if link is not None:
            known = {**known, **add_links(connection, [link], known, action)}


def _link(
    connection: Connection, claim: Claim, moved: Sequence[MovedClaim], known: Mapping[UUID, Claim], action: Action
) -> ClaimLink | None:
    told = [one for one in moved if one.claim_id in known and _one_speaker(claim, known[one.claim_id])]
    if not told:
        return None
    last = max(told, key=lambda one: order(known[one.claim_id]))
    try:
        tied = links.of_claims(connection, [claim.id, last.claim_id])
        check_link(last.relation, claim, known[last.claim_id], tied)
    except ClaimsError:
        return None
    return new_link(last.relation, claim.id, last.claim_id, last.matched_by, action)


def _one_speaker(claim: Claim, other: Claim) -> bool:
    """Whether one speaker said both; where none is named, it is the outlet that speaks."""
    if claim.speaker is None and other.speaker is None:
        return same_speaker(claim.outlet, other.outlet)
    return same_speaker(claim.speaker, other.speaker)

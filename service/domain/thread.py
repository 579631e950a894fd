"""Threads: claims of one speaker about one event that move, and claims of two speakers that contradict. Pure.

A link leads from the claim that was said later to the one that it moves: so no thread is a circle, and nothing of what
was promised first is ever overwritten. A claim moves one other at most, and one moves it: so a thread is one line,
from its first promise to its newest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import InvalidValue, LinkKnown, MovedAlready, MovesAnother, StaysLinked
from service.domain.status import Status

MOST_MEMBERS = 200  # claims of one thread


class ClaimRelation(StrEnum):
    """How a claim is to one that was said before."""

    RESCHEDULES = "reschedules"  # the same outcome, by another day
    REVISES = "revises"  # the same outcome, by another figure or in another scope
    CONTRADICTS = "contradicts"  # another speaker says what cannot be true with it


MOVING = frozenset({ClaimRelation.RESCHEDULES, ClaimRelation.REVISES})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink:
    """What ties the claim `claim_id` to the claim `other_id`, which it moves or contradicts.

    `by` is who has tied them; `matched_by` tells why rules did, and is empty where somebody did by hand.
    """

    id: UUID
    relation: ClaimRelation
    claim_id: UUID
    other_id: UUID
    matched_by: tuple[str, ...]
    by: str
    created_at: datetime

    def partner(self, claim_id: UUID) -> UUID:
        """The other claim than this one."""
        return self.other_id if claim_id == self.claim_id else self.claim_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMember:
    """A claim of a thread, with the link by which it moves an earlier one; the first promise has none.

    `slip_days` is how far it puts off what it moves: from the due date of the nearest claim before it that is not
    dismissed to its own. None where either has none, or it is dismissed itself.
    """

    claim: Claim
    link: ClaimLink | None
    slip_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The claims of a thread in the order in which they were said, and what contradicts them.

    `slip_days` is from the due date of the first promise to that of the newest, of those that are not dismissed; None
    where either has none. `slips` counts the members that put it off.
    """

    members: tuple[ThreadMember, ...]
    contradictions: tuple[ClaimLink, ...]
    first: UUID
    newest: UUID
    slips: int
    slip_days: int | None


def order(claim: Claim) -> tuple[date, UUID]:
    """By what claims are earlier and later: the day on which they were said, of one day the order of arrival."""
    return claim.said_on, claim.id


def check_link(relation: ClaimRelation, claim: Claim, other: Claim, known: Sequence[ClaimLink]) -> None:
    """Raise where the claim cannot have this relation to the other; `known` are the links of both.

    `InvalidValue`, `LinkKnown`, `MovesAnother`, or `MovedAlready`.
    """
    if claim.id == other.id:
        raise InvalidValue("claim_id", "A claim is not linked to itself.")
    for one in (claim, other):
        if one.status is Status.DISMISSED:
            raise InvalidValue("claim_id", f"A dismissed claim is not linked: reopen {one.id} first.")
    if any({link.claim_id, link.other_id} == {claim.id, other.id} for link in known):
        raise LinkKnown
    if relation is ClaimRelation.CONTRADICTS:
        _check_speakers(claim.speaker, other.speaker)
        return
    if order(claim) <= order(other):
        told = f"It was said on {other.said_on}, not before this claim ({claim.said_on})"
        raise InvalidValue("claim_id", f"{told}: the later one moves the earlier.")
    if any(link.claim_id == claim.id and link.relation in MOVING for link in known):
        raise MovesAnother
    if any(link.other_id == other.id and link.relation in MOVING for link in known):
        raise MovedAlready


def _check_speakers(one: str | None, other: str | None) -> None:
    if one is not None and same_speaker(one, other):
        raise InvalidValue("relation", f"Both were said by {one}: what one speaker says otherwise later revises.")


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether two names are one, in any case of letters."""
    return one is not None and other is not None and one.lower() == other.lower()


def check_speaker(speaker: str | None, contradicted: Sequence[Claim]) -> None:
    """Raise `StaysLinked` where a claim with this speaker would contradict another of the same."""
    if any(same_speaker(speaker, one.speaker) for one in contradicted):
        raise StaysLinked


def stands(link: ClaimLink, claims: Mapping[UUID, Claim]) -> bool:
    """Whether a link can still be, as its claims are now."""
    claim, other = claims[link.claim_id], claims[link.other_id]
    if link.relation is ClaimRelation.CONTRADICTS:
        return not same_speaker(claim.speaker, other.speaker)
    return order(claim) > order(other)


def thread_of(claims: Sequence[Claim], links: Sequence[ClaimLink]) -> Thread:
    """The thread that these claims are, with all their links."""
    moving = {link.claim_id: link for link in links if link.relation in MOVING}
    by_id = {claim.id: claim for claim in claims}
    ordered = sorted(claims, key=order)
    members = tuple(
        ThreadMember(claim=claim, link=moving.get(claim.id), slip_days=_slip(claim, moving, by_id)) for claim in ordered
    )
    tracked = [claim for claim in ordered if claim.status is not Status.DISMISSED] or ordered
    return Thread(
        members=members,
        contradictions=tuple(link for link in links if link.relation is ClaimRelation.CONTRADICTS),
        first=tracked[0].id,
        newest=tracked[-1].id,
        slips=sum(1 for one in members if one.slip_days is not None and one.slip_days > 0),
        slip_days=_days(tracked[0], tracked[-1]),
    )


def _slip(claim: Claim, moving: Mapping[UUID, ClaimLink], by_id: Mapping[UUID, Claim]) -> int | None:
    if claim.status is Status.DISMISSED:
        return None
    before = claim
    while before.id in moving:
        before = by_id[moving[before.id].other_id]
        if before.status is not Status.DISMISSED:
            return _days(before, claim)
    return None


def _days(before: Claim, after: Claim) -> int | None:
    return (after.due - before.due).days if before.due and after.due else None

"""Tying claims to each other, and untying them: each an event of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import ClaimNotFound, ClaimsError, InvalidValue, LinkNotFound
from service.domain.status import LINKED, UNLINKED
from service.domain.thread import MOST_MEMBERS, MOVING, ClaimLink, ClaimRelation, Thread, check_link, stands, thread_of
from service.store import claims, links
from service.store.database import Connection, Database, uuid7
from service.usecases.move_claims import Target, as_read
from service.usecases.record import Action, Change, changed, record_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a claim is to be to another, and why."""

    relation: ClaimRelation
    claim_id: UUID  # the other
    note: str | None = None


def link_claims(database: Database, target: Target, tie: Tie, *, action: Action) -> Claim:
    """The claim, which moves or contradicts the other from now on.

    Raises `ClaimNotFound`, `StaleVersion`, and what `check_link` raises.
    """
    with database.begin() as connection:
        both = claims.get_many(connection, {target.claim_id, tie.claim_id}, lock=True)
        claim = as_read(both.get(target.claim_id), target.versions)
        other = both.get(tie.claim_id)
        if other is None:
            raise InvalidValue("claim_id", "No claim has this id.")
        check_link(tie.relation, claim, other, links.of_claims(connection, both))
        if tie.relation in MOVING:
            _check_room(connection, both)
        made = new_link(tie.relation, claim.id, other.id, (), action)
        return add_links(connection, [made], both, action, tie.note)[claim.id]


def unlink_claims(database: Database, target: Target, other_id: UUID, *, action: Action) -> Claim:
    """The claim without its link to the other, whichever of them was tied.

    Raises `ClaimNotFound`, `StaleVersion`, `LinkNotFound`.
    """
    with database.begin() as connection:
        both = claims.get_many(connection, {target.claim_id, other_id}, lock=True)
        claim = as_read(both.get(target.claim_id), target.versions)
        found = [one for one in links.of_claims(connection, [claim.id]) if one.partner(claim.id) == other_id]
        if not found:
            raise LinkNotFound
        return remove_links(connection, found, both, action, None)[claim.id]


def read_thread(database: Database, claim_id: UUID) -> Thread:
    """The thread that the claim is in, which may be itself alone; raises `ClaimNotFound`."""
    with database.begin() as connection:
        if not claims.exists(connection, claim_id):
            raise ClaimNotFound
        ids = links.members(connection, claim_id)
        found = claims.get_many(connection, ids)
        return thread_of(list(found.values()), links.of_claims(connection, ids))


def new_link(
    relation: ClaimRelation, claim_id: UUID, other_id: UUID, matched_by: tuple[str, ...], action: Action
) -> ClaimLink:
    """A link that ties the claim to the other from now on."""
    return ClaimLink(
        id=uuid7(),
        relation=relation,
        claim_id=claim_id,
        other_id=other_id,
        matched_by=matched_by,
        by=action.actor,
        created_at=action.now,
    )


def add_links(
    connection: Connection,
    made: Sequence[ClaimLink],
    known: Mapping[UUID, Claim],
    action: Action,
    note: str | None = None,
) -> dict[UUID, Claim]:
    """Store links of claims that are locked, with their events; the claims as they are now, by id."""
    links.add(connection, made)
    return _record(connection, made, known, LINKED, action, note)


def remove_links(
    connection: Connection, gone: Sequence[ClaimLink], known: Mapping[UUID, Claim], action: Action, note: str | None
) -> dict[UUID, Claim]:
    """Delete links of claims that are locked, with their events; the claims as they are now, by id."""
    links.remove(connection, [link.id for link in gone])
    return _record(connection, gone, known, UNLINKED, action, note)


def drop_fallen(connection: Connection, claim_ids: Sequence[UUID], action: Action, note: str) -> None:
    """Untie what cannot be tied any more, as these claims are now."""
    tied = links.of_claims(connection, claim_ids)
    if not tied:
        return
    known = claims.get_many(connection, {id_ for link in tied for id_ in (link.claim_id, link.other_id)}, lock=True)
    fallen = [link for link in tied if not stands(link, known)]
    remove_links(connection, fallen, known, action, note)


def hand_over(connection: Connection, gone: Claim, stays: Claim, known: Mapping[UUID, Claim], action: Action) -> Claim:
    """The claim that another was merged into, with the links of that one, as far as they can be its own.

    `known` are both and all that they are tied to, as they are now and locked.
    """
    current = dict(known)
    for link in links.of_claims(connection, [gone.id]):
        if link.partner(gone.id) not in current:
            continue
        current |= remove_links(connection, [link], current, action, None)
        claim_id, other_id = (stays.id if one == gone.id else one for one in (link.claim_id, link.other_id))
        moved = new_link(link.relation, claim_id, other_id, link.matched_by, action)
        if _can_be(connection, moved, current):
            current |= add_links(connection, [moved], current, action)
    return current[stays.id]


def _can_be(connection: Connection, link: ClaimLink, known: Mapping[UUID, Claim]) -> bool:
    tied = links.of_claims(connection, [link.claim_id, link.other_id])
    try:
        check_link(link.relation, known[link.claim_id], known[link.other_id], tied)
    except ClaimsError:
        return False
    return True


def _check_room(connection: Connection, both: Mapping[UUID, Claim]) -> None:
    together = {id_ for one in both for id_ in links.members(connection, one)}
    if len(together) > MOST_MEMBERS:
        raise InvalidValue("claim_id", f"A thread has at most {MOST_MEMBERS} claims.")


def _record(
    connection: Connection,
    tied: Sequence[ClaimLink],
    known: Mapping[UUID, Claim],
    type_: str,
    action: Action,
    note: str | None,
) -> dict[UUID, Claim]:
    now = dict(known)
    for link in tied:
        changes = [
            Change(
                before=now[id_],
                after=changed(now[id_], action),
                type=type_,
                reason=note if id_ == link.claim_id else None,  # it is about this claim, and withdrawn with it
                data=_told(link),
            )
            for id_ in sorted((link.claim_id, link.other_id))
        ]
        now |= record_changes(connection, changes, action)
    return now


def _told(link: ClaimLink) -> Mapping[str, object]:
    """What the events of both claims tell of the link."""
    data = {"relation": link.relation, "claim_id": str(link.claim_id), "other_id": str(link.other_id)}
    return {**data, **({"matched_by": list(link.matched_by)} if link.matched_by else {})}

"""Who is to see to a claim."""

from uuid import UUID

from service.domain.claim import Claim
from service.domain.errors import IllegalMove, MemberNotFound, StaleVersion
from service.domain.status import ASSIGNED, UNDECIDED
from service.store import claims, members
from service.store.database import Connection, Database
from service.usecases.move_claims import Target, as_read
from service.usecases.record import Action, Change, changed, record_changes

_AT_ONCE = 500  # claims that one transaction gives up


def assign(database: Database, target: Target, member: UUID | str | None, *, action: Action) -> Claim:
    """The claim, assigned to the member with this id or mail address, or to nobody.

    As it is where it was so already. Raises `ClaimNotFound`, `StaleVersion`, `MemberNotFound`, `MemberLeft`, and
    `IllegalMove` for a claim that is decided.
    """
    with database.begin() as connection:
        found = claims.get_many(connection, [target.claim_id], lock=True)
        claim = as_read(found.get(target.claim_id), target.versions)
        if claim.status not in UNDECIDED:
            raise IllegalMove(move="be assigned", status=claim.status, allowed=sorted(UNDECIDED))
        assignee_id = None if member is None else _present(connection, member)
        if assignee_id == claim.assignee_id:
            return claim
        done = record_changes(connection, [_change(claim, assignee_id, action)], action)
        if not done:  # cannot be while the claim is locked
            raise StaleVersion(claim.version + 1)
        return done[claim.id]


def release_claims_of_former(database: Database, *, action: Action) -> int:
    """How many undecided claims were assigned to members who have left, and are nobody's now."""
    total, released = 0, 1
    while released:
        with database.begin() as connection:
            found = claims.lock_many(connection, claims.of_former_members(connection, _AT_ONCE))
            released = len(record_changes(connection, [_change(claim, None, action) for claim in found], action))
        total += released
    return total


def _present(connection: Connection, member: UUID | str) -> UUID:
    """The id of a member who is here; it does not leave until the transaction ends."""
    member_id = member if isinstance(member, UUID) else members.at(connection, member)
    found = members.get(connection, member_id, lock=True) if member_id else None
    if found is None:
        raise MemberNotFound
    found.check_present()
    return found.id


def _change(claim: Claim, assignee_id: UUID | None, action: Action) -> Change:
    told = {"from": claim.assignee_id, "to": assignee_id}
    data = {name: value and str(value) for name, value in told.items()}
    after = changed(claim, action, assignee_id=assignee_id)
    return Change(before=claim, after=after, type=ASSIGNED, data=data)

"""Members: added, changed, and gone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service.domain.actor import former_name, member_of
from service.domain.errors import LastAdminKey, MemberNotFound, StaleVersion
from service.domain.key import Scope
from service.domain.member import Member, check_member_scopes, member_name
from service.store import keys, members, withdrawals
from service.store.database import Connection, Database, uuid7
from service.usecases.assign import release_claims_of_former
from service.usecases.paging import cut
from service.usecases.record import Action

_READ_AT_ONCE = 200


def add_member(database: Database, name: str, mail: str, scopes: frozenset[Scope], *, now: datetime) -> Member:
    """The member, who has no keys yet. Raises `InvalidValue`, `MemberNameTaken`, `MailTaken`."""
    check_member_scopes(scopes)
    member = Member(
        id=uuid7(), name=member_name(name), mail=mail, scopes=scopes, version=1, created_at=now, left_at=None
    )
    with database.begin() as connection:
        members.add(connection, member)
    return member


def get_member(database: Database, member_id: UUID) -> Member:
    """The member, also one who has left; raises `MemberNotFound`."""
    with database.begin() as connection:
        return _known(members.get(connection, member_id))


def list_members(database: Database, after: UUID | None, limit: int) -> tuple[list[Member], UUID | None]:
    """Up to `limit` members, oldest first, those who have left too, and the one that the next page comes after."""
    with database.begin() as connection:
        found = members.find(connection, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def every_member(database: Database) -> Iterator[Member]:
    """Every member, read a page at a time."""
    after: UUID | None = None
    while True:
        page, after = list_members(database, after, _READ_AT_ONCE)
        yield from page
        if after is None:
            return


def change_member(
    database: Database, member_id: UUID, values: Mapping[str, Any], *, versions: frozenset[int] | None, now: datetime
) -> Member:
    """The member with another `name`, `mail` or `scopes`. Keys lose the scopes that the member lacks from now on, and
    those that have none left are revoked.

    Raises `MemberNotFound`, `MemberLeft`, `StaleVersion`, `InvalidValue`, `MemberNameTaken`, `MailTaken`,
    `LastAdminKey`.
    """
    with database.begin() as connection:
        member = _as_read(connection, member_id, versions)
        after = replace(member, **_checked(values), version=member.version + 1)
        if replace(after, version=member.version) == member:
            return member
        if not members.save(connection, after):
            raise StaleVersion(member.version + 1)
        if after.scopes != member.scopes:
            _narrow_keys(connection, after, now)
        return after


def leave(database: Database, member_id: UUID, *, action: Action) -> Member:
    """The member, who has left: name and mail are blank, the keys revoked and nameless, and the history keeps the id.

    What undecided claims were assigned to it are nobody's; were the program to stop before, the next sweep does that.

    Raises `MemberNotFound`, `MemberLeft`, and `LastAdminKey` where nobody could make keys then.
    """
    with database.begin() as connection:
        member = _as_read(connection, member_id, None)
        gone = replace(member, name=None, mail=None, scopes=frozenset(), version=member.version + 1, left_at=action.now)
        _narrow_keys(connection, gone, action.now)
        keys.blank_names(connection, member_id)
        members.save(connection, gone)
        withdrawals.forget_answers(connection, [member_id])
    release_claims_of_former(database, action=action)
    return gone


def shown_name(database: Database, actor: str) -> str:
    """What people read of an actor: its own name, or that of the member today."""
    member_id = member_of(actor)
    if member_id is None:
        return actor
    with database.look() as connection:
        return members.name(connection, member_id) or former_name(member_id)


def _as_read(connection: Connection, member_id: UUID, versions: frozenset[int] | None) -> Member:
    member = _known(members.get(connection, member_id, lock=True))
    member.check_present()
    if versions is not None and member.version not in versions:
        raise StaleVersion(member.version)
    return member


def _known(member: Member | None) -> Member:
    if member is None:
        raise MemberNotFound
    return member


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    checked = dict(values)
    if "name" in checked:
        checked["name"] = member_name(checked["name"])
    if "scopes" in checked:
        check_member_scopes(checked["scopes"])
    return checked


def _narrow_keys(connection: Connection, member: Member, now: datetime) -> None:
    """Leave the member's keys the scopes that it has, and revoke those that are left none."""
    admins = keys.lock_admins(connection, now)  # first, as whoever revokes a key does
    own = {key.id: member.narrowed(key.scopes) for key in keys.in_force_of(connection, member.id)}
    kept = {key_id for key_id in admins if Scope.ADMIN in own.get(key_id, {Scope.ADMIN})}
    if admins and not kept:
        raise LastAdminKey
    for key_id, scopes in own.items():
        if scopes:
            keys.narrow(connection, key_id, scopes)
        else:
            keys.revoke(connection, key_id, now)

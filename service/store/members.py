"""Queries on members."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.domain.errors import ClaimsError, MailTaken, MemberNameTaken
from service.domain.key import parse_scopes
from service.domain.member import Member
from service.store.database import Connection
from service.store.tables import MemberRow

_MEMBER = select(MemberRow.__table__)
_TAKEN: Mapping[str, type[ClaimsError]] = {"uq_member_name": MemberNameTaken, "uq_member_mail": MailTaken}


def add(connection: Connection, member: Member) -> None:
    """Insert a new member; raises `MemberNameTaken`, `MailTaken`."""
    _write(connection, insert(MemberRow).values(_to_row(member)))


def save(connection: Connection, member: Member) -> bool:
    """Write a member that was changed from the version before its own; False where it is at another by now.

    Raises `MemberNameTaken`, `MailTaken`.
    """
    same = (MemberRow.id == member.id, MemberRow.version == member.version - 1)
    return _write(connection, update(MemberRow).where(*same).values(_to_row(member))) == 1


def get(connection: Connection, member_id: UUID, *, lock: bool = False) -> Member | None:
    """The member with this id, or None. With `lock` nobody else changes it until the transaction ends."""
    query = _MEMBER.where(MemberRow.id == member_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    return _to_member(row) if row else None


def find(connection: Connection, *, after: UUID | None, limit: int) -> list[Member]:
    """Up to `limit` members, oldest first, those who have left too, after the member `after`."""
    query = _MEMBER.order_by(MemberRow.id).limit(limit)
    if after is not None:
        query = query.where(MemberRow.id > after)
    return [_to_member(row) for row in connection.execute(query).mappings()]


def name(connection: Connection, member_id: UUID) -> str | None:
    """The name of the member, None where there is none with this id, or it has left."""
    return connection.scalar(select(MemberRow.name).where(MemberRow.id == member_id))


def called(connection: Connection, name: str) -> UUID | None:
    """The member who is called so, in any case of letters."""
    return connection.scalar(select(MemberRow.id).where(func.lower(MemberRow.name) == func.lower(name)))


def at(connection: Connection, mail: str) -> UUID | None:
    """The member at this mail address, in any case of letters."""
    return connection.scalar(select(MemberRow.id).where(func.lower(MemberRow.mail) == func.lower(mail)))


def _write(connection: Connection, statement: Executable) -> int:
    """How many rows a statement wrote; whoever is refused by a unique index goes on with the transaction."""
    try:
        with connection.begin_nested():
            return connection.execute(statement).rowcount
    except IntegrityError as error:
        constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
        taken = _TAKEN.get(constraint or "")
        if taken is None:
            raise
        raise taken from None


def _to_row(member: Member) -> dict[str, Any]:
    return {**asdict(member), "scopes": sorted(member.scopes)}


def _to_member(row: RowMapping) -> Member:
    return Member(**{**row, "scopes": parse_scopes(row["scopes"])})

"""Queries on API keys."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, Text, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from service.domain.ids import SHORTEST
from service.domain.key import ApiKey, Scope, parse_scopes
from service.store import credentials
from service.store.database import Connection
from service.store.tables import ApiKeyRow

_NAME, _NOT_REVOKED = func.lower(ApiKeyRow.name), ApiKeyRow.revoked_at.is_(None)


def add(connection: Connection, key: ApiKey) -> bool:
    """Insert a new key; False, and nothing is, where one in force has its name. One that has expired gives it up."""
    now = key.created_at
    expired = (func.lower(key.name) == _NAME, _NOT_REVOKED, ApiKeyRow.expires_at <= now)
    connection.execute(update(ApiKeyRow).where(*expired).values(revoked_at=now))
    values = {field.name: getattr(key, field.name) for field in fields(key)}
    row = insert(ApiKeyRow).values(values | {"scopes": sorted(key.scopes)})
    added = row.on_conflict_do_nothing(index_elements=[_NAME], index_where=_NOT_REVOKED)
    return connection.scalar(added.returning(ApiKeyRow.id)) is not None


def get(connection: Connection, key_id: UUID) -> ApiKey | None:
    """The key with this id, or None."""
    row = connection.execute(select(ApiKeyRow.__table__).where(ApiKeyRow.id == key_id)).mappings().first()
    return _to_key(row) if row else None


def all_keys(connection: Connection) -> list[ApiKey]:
    """Every key, oldest first, the revoked ones too."""
    rows = connection.execute(select(ApiKeyRow.__table__).order_by(ApiKeyRow.id)).mappings()
    return [_to_key(row) for row in rows]


def in_force_of(connection: Connection, member_id: UUID) -> list[ApiKey]:
    """The member's keys that are not revoked, locked: nobody else changes them until the transaction ends."""
    its = select(ApiKeyRow.__table__).where(ApiKeyRow.member_id == member_id, _NOT_REVOKED)
    rows = connection.execute(its.order_by(ApiKeyRow.id).with_for_update()).mappings()
    return [_to_key(row) for row in rows]


def narrow(connection: Connection, key_id: UUID, scopes: frozenset[Scope]) -> None:
    """Leave the key these scopes alone."""
    connection.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(scopes=sorted(scopes)))


def blank_names(connection: Connection, member_id: UUID) -> None:
    """Call the member's keys, which are revoked, by the ends of their ids: their names may be the person's."""
    plain = func.concat("key ", func.right(cast(ApiKeyRow.id, Text), SHORTEST))
    connection.execute(update(ApiKeyRow).where(ApiKeyRow.member_id == member_id).values(name=plain))


def revoke(connection: Connection, key_id: UUID, now: datetime) -> bool:
    """Revoke the key; whether there is one. A key revoked before keeps its first date."""
    return credentials.revoke(connection, ApiKeyRow, key_id, now)


def lock_admins(connection: Connection, now: datetime) -> set[UUID]:
    """The keys in force with the scope admin; nobody else can revoke one until the transaction ends."""
    admin = ApiKeyRow.scopes.contains([Scope.ADMIN.value])
    lives = or_(ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > now)
    found = select(ApiKeyRow.id).where(admin, _NOT_REVOKED, lives).order_by(ApiKeyRow.id).with_for_update()
    return set(connection.scalars(found))


def touch(connection: Connection, key_id: UUID, now: datetime) -> None:
    """Note that the key was used at `now`."""
    credentials.touch(connection, ApiKeyRow, key_id, now)


def _to_key(row: RowMapping) -> ApiKey:
    return ApiKey(**{**row, "scopes": parse_scopes(row["scopes"])})

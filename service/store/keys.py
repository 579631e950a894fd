"""Queries on API keys."""

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update

from service.domain.key import ApiKey, parse_scopes
from service.store.database import Connection
from service.store.tables import ApiKeyRow


def add(connection: Connection, key: ApiKey) -> None:
    """Insert a new key."""
    values = {field.name: getattr(key, field.name) for field in fields(key)}
    connection.execute(insert(ApiKeyRow).values(values | {"scopes": sorted(key.scopes)}))


def get(connection: Connection, key_id: UUID) -> ApiKey | None:
    """The key with this id, or None."""
    row = connection.execute(select(ApiKeyRow.__table__).where(ApiKeyRow.id == key_id)).mappings().first()
    return _to_key(row) if row else None


def all_keys(connection: Connection) -> list[ApiKey]:
    """Every key, oldest first, the revoked ones too."""
    rows = connection.execute(select(ApiKeyRow.__table__).order_by(ApiKeyRow.id)).mappings()
    return [_to_key(row) for row in rows]


def revoke(connection: Connection, key_id: UUID, now: datetime) -> bool:
    """Revoke the key; whether there is one. A key revoked before keeps its first date."""
    revoked_at = func.coalesce(ApiKeyRow.revoked_at, now)
    done = connection.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(revoked_at=revoked_at))
    return done.rowcount == 1


def touch(connection: Connection, key_id: UUID, now: datetime) -> None:
    """Note that the key was used at `now`."""
    connection.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(last_used_at=now))


def _to_key(row: RowMapping) -> ApiKey:
    return ApiKey(**{**row, "scopes": parse_scopes(row["scopes"])})

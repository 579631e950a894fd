"""What the tables of credentials share: API keys, and secret addresses of feeds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, update

from service.store.database import Connection
from service.store.tables import ApiKeyRow, FeedAddressRow

Credentials = type[ApiKeyRow] | type[FeedAddressRow]


def revoke(connection: Connection, table: Credentials, credential_id: UUID, now: datetime) -> bool:
    """Revoke the credential; whether there is one. One that was revoked before keeps its first date."""
    revoked_at = func.coalesce(table.revoked_at, now)
    return (
        connection.execute(update(table).where(table.id == credential_id).values(revoked_at=revoked_at)).rowcount == 1
    )


def touch(connection: Connection, table: Credentials, credential_id: UUID, now: datetime) -> None:
    """Note that the credential was used at `now`."""
    connection.execute(update(table).where(table.id == credential_id).values(last_used_at=now))

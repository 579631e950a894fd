"""Queries on secret addresses of feeds."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from service.domain.feed_address import FeedAddress
from service.store import credentials
from service.store.database import Connection
from service.store.tables import FeedAddressRow


def add(connection: Connection, address: FeedAddress) -> None:
    """Insert a new address."""
    connection.execute(insert(FeedAddressRow).values(asdict(address)))


def get(connection: Connection, address_id: UUID) -> FeedAddress | None:
    """The address with this id, or None."""
    row = connection.execute(select(FeedAddressRow.__table__).where(FeedAddressRow.id == address_id)).mappings().first()
    return FeedAddress(**row) if row else None


def find(connection: Connection, *, after: UUID | None, limit: int) -> list[FeedAddress]:
    """Up to `limit` addresses, oldest first, the revoked ones too, after the address `after`."""
    query = select(FeedAddressRow.__table__).order_by(FeedAddressRow.id).limit(limit)
    if after is not None:
        query = query.where(FeedAddressRow.id > after)
    return [FeedAddress(**row) for row in connection.execute(query).mappings()]


def revoke(connection: Connection, address_id: UUID, now: datetime) -> bool:
    """Revoke the address; whether there is one. An address revoked before keeps its first date."""
    return credentials.revoke(connection, FeedAddressRow, address_id, now)


def touch(connection: Connection, address_id: UUID, now: datetime) -> None:
    """Note that the address was used at `now`."""
    credentials.touch(connection, FeedAddressRow, address_id, now)

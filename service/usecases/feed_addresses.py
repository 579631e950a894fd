"""Making, checking and revoking secret addresses of feeds."""

import secrets
from datetime import datetime
from uuid import UUID

from service.domain.errors import FeedAddressNotFound
from service.domain.feed_address import FeedAddress
from service.domain.key import FEED_PREFIX, digest_of, parse_token, token_of, use_is_news
from service.store import feed_addresses
from service.store.database import Database, uuid7
from service.usecases.paging import cut


def create_address(database: Database, name: str, *, now: datetime) -> tuple[FeedAddress, str]:
    """A new address and the token in it, which is stored nowhere and cannot be shown again."""
    secret = secrets.token_urlsafe(32)
    address = FeedAddress(
        id=uuid7(), name=name, digest=digest_of(secret), created_at=now, revoked_at=None, last_used_at=None
    )
    with database.begin() as connection:
        feed_addresses.add(connection, address)
    return address, token_of(address.id, secret, FEED_PREFIX)


def find_address(database: Database, token: str, *, now: datetime) -> FeedAddress:
    """The live address whose token this is; raises `FeedAddressNotFound`."""
    address_id, secret = parse_token(token, FEED_PREFIX) or (None, "")
    if address_id is None:
        raise FeedAddressNotFound
    with database.look() as connection:
        address = feed_addresses.get(connection, address_id)
    if address is None or not address.admits(secret):
        raise FeedAddressNotFound
    if use_is_news(address.last_used_at, now):
        with database.begin() as connection:
            feed_addresses.touch(connection, address.id, now)
    return address


def list_addresses(database: Database, after: UUID | None, limit: int) -> tuple[list[FeedAddress], UUID | None]:
    """Up to `limit` addresses, oldest first, the revoked ones too, and the one that the next page comes after."""
    with database.begin() as connection:
        found = feed_addresses.find(connection, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def revoke_address(database: Database, address_id: UUID, *, now: datetime) -> None:
    """Revoke the address from `now` on; raises `FeedAddressNotFound`."""
    with database.begin() as connection:
        if not feed_addresses.revoke(connection, address_id, now):
            raise FeedAddressNotFound

"""Making, checking and revoking API keys."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from service.domain.errors import KeyNameTaken, KeyNotFound, LastAdminKey
from service.domain.key import ApiKey, Scope, check_scopes, digest_of, name_of, parse_token, token_of, use_is_news
from service.store import keys
from service.store.database import Database, uuid7


def create_key(
    database: Database,
    name: str,
    scopes: Iterable[Scope],
    *,
    now: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its bearer token, which is stored nowhere and cannot be shown again.

    Raises `InvalidValue` for a name or scopes that no key can have, `KeyNameTaken` where a key in force has it.
    """
    wanted = frozenset(scopes)
    check_scopes(wanted)
    secret = secrets.token_urlsafe(32)
    key = ApiKey(
        id=uuid7(),
        name=name_of(name),
        digest=digest_of(secret),
        scopes=wanted,
        created_at=now,
        expires_at=expires_at,
        revoked_at=None,
        last_used_at=None,
    )
    with database.begin() as connection:
        if not keys.add(connection, key):
            raise KeyNameTaken
    return key, token_of(key.id, secret)


def authenticate(database: Database, token: str, *, now: datetime) -> ApiKey | None:
    """The live key whose bearer token this is, or None."""
    parsed = parse_token(token)
    if parsed is None:
        return None
    key_id, secret = parsed
    with database.look() as connection:
        key = keys.get(connection, key_id)
    if key is None or not key.admits(secret, now):
        return None
    if use_is_news(key.last_used_at, now):
        with database.begin() as connection:
            keys.touch(connection, key_id, now)
    return key


def list_keys(database: Database) -> list[ApiKey]:
    """Every key, oldest first, the revoked ones too."""
    with database.begin() as connection:
        return keys.all_keys(connection)


def revoke_key(database: Database, key_id: UUID, *, now: datetime) -> None:
    """Revoke the key from `now` on; raises `KeyNotFound`, and `LastAdminKey` where nobody could make keys then."""
    with database.begin() as connection:
        if keys.lock_admins(connection, now) == {key_id}:
            raise LastAdminKey
        if not keys.revoke(connection, key_id, now):
            raise KeyNotFound

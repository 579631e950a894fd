"""Making, checking and revoking API keys."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from service.domain.errors import KeyNameTaken, KeyNotFound, LastAdminKey, MemberNotFound
from service.domain.key import ApiKey, Scope, check_scopes, digest_of, name_of, parse_token, token_of, use_is_news
from service.store import keys, members
from service.store.database import Connection, Database, uuid7


def create_key(
    database: Database,
    name: str,
    scopes: Iterable[Scope],
    *,
    now: datetime,
    expires_at: datetime | None = None,
    member_id: UUID | None = None,
) -> tuple[ApiKey, str]:
    """A new key, a job's where there is no member, and its bearer token, which is stored nowhere and not shown again.

    Raises `InvalidValue` for a name or scopes that no key can have, or that the member lacks, `KeyNameTaken` where a
    key in force has it, `MemberNotFound`, `MemberLeft`.
    """
    wanted = frozenset(scopes)
    check_scopes(wanted)
    secret = secrets.token_urlsafe(32)
    key = ApiKey(
        id=uuid7(),
        name=name_of(name),
        member_id=member_id,
        digest=digest_of(secret),
        scopes=wanted,
        created_at=now,
        expires_at=expires_at,
        revoked_at=None,
        last_used_at=None,
    )
    with database.begin() as connection:
        if member_id is not None:
            _check_member(connection, member_id, wanted)
        if not keys.add(connection, key):
            raise KeyNameTaken
    return key, token_of(key.id, secret)


def _check_member(connection: Connection, member_id: UUID, scopes: frozenset[Scope]) -> None:
    """Refuse a key that the member cannot have; nobody changes the member until the transaction ends."""
    member = members.get(connection, member_id, lock=True)
    if member is None:
        raise MemberNotFound
    member.check_present()
    member.check_key(scopes)


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

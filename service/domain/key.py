"""API keys: what they may do, and how a secret is compared with what is stored of it."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

_PREFIX = "ct"


class Scope(StrEnum):
    """What a key lets its holder do."""

    READ = "read"  # read everything, and detect without storing
    WRITE = "write"  # add articles and claims
    RESOLVE = "resolve"  # move claims
    ADMIN = "admin"  # everything, keys included


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as stored: its secret only as a SHA-256 digest, which suffices for 256 random bits."""

    id: UUID
    name: str
    digest: bytes
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def admits(self, secret: str, now: datetime) -> bool:
        """Whether `secret` is this key's and the key is neither revoked nor expired at `now`."""
        live = self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
        return hmac.compare_digest(self.digest, digest_of(secret)) and live

    def allows(self, scope: Scope) -> bool:
        """Whether the key has `scope`; admin has them all."""
        return scope in self.scopes or Scope.ADMIN in self.scopes


def digest_of(secret: str) -> bytes:
    """The SHA-256 digest under which a secret is stored."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def token_of(key_id: UUID, secret: str) -> str:
    """The bearer token of a key: a prefix that secret scanners can know, the key's id, its secret."""
    return f"{_PREFIX}_{key_id.hex}_{secret}"


def parse_token(token: str) -> tuple[UUID, str] | None:
    """The key's id and secret that a bearer token carries, or None where it is no token of ours."""
    prefix, _, rest = token.partition("_")
    identity, _, secret = rest.partition("_")
    if prefix != _PREFIX or len(identity) != 32 or not secret:
        return None
    try:
        return UUID(hex=identity), secret
    except ValueError:
        return None


def parse_scopes(names: Iterable[str]) -> frozenset[Scope]:
    """The scopes that `names` name; raises ValueError at an unknown one."""
    return frozenset(Scope(name) for name in names)

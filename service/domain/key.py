"""API keys: what they may do, how they are named, and how a secret is compared with what is stored of it."""

import hashlib
import hmac
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service.domain.actor import MEMBER_PREFIX, actor_of
from service.domain.errors import InvalidValue

KEY_PREFIX, FEED_PREFIX = "ct", "cf"  # that secret scanners can know
LONGEST_NAME = 100  # characters
_USE_NOTED_EVERY = timedelta(minutes=1)  # a write for each request would cost more than the fact is worth
# Names stand in the history as who did something, so no key can take those of the service's own actors and members.
RESERVED_NAMES = ("sweep", "system")
_JUDGE_PREFIX = "judge:"
RESERVED_PREFIXES = (_JUDGE_PREFIX, MEMBER_PREFIX)
# Control and format characters, with which a name can look like another; as the inside of a character class.
_UNFIT = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
)  # fmt: skip
UNFIT = "".join(rf"\u{first:04x}" + (rf"-\u{last:04x}" if last > first else "") for first, last in _UNFIT)
_SURROGATES = (0xD800, 0xDFFF)


class Scope(StrEnum):
    """What a key lets its holder do."""

    READ = "read"  # read everything, and detect without storing
    WRITE = "write"  # add articles and claims
    RESOLVE = "resolve"  # move claims
    ADMIN = "admin"  # everything, keys included
    JUDGE = "judge"  # read everything, lease due claims, add evidence and propose; never decide


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as stored: its secret only as a SHA-256 digest, which suffices for 256 random bits.

    Without a member it is a job's.
    """

    id: UUID
    name: str
    member_id: UUID | None
    digest: bytes
    scopes: frozenset[Scope]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None

    def admits(self, secret: str, now: datetime) -> bool:
        """Whether `secret` is this key's and the key is neither revoked nor expired at `now`."""
        return hmac.compare_digest(self.digest, digest_of(secret)) and self.in_force(now)

    def in_force(self, now: datetime) -> bool:
        """Whether the key is neither revoked nor expired at `now`."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    def allows(self, scope: Scope) -> bool:
        """Whether the key has `scope`; admin has them all, and a judge reads."""
        return scope in self.scopes or Scope.ADMIN in self.scopes or (scope is Scope.READ and self._is_judge)

    @property
    def actor(self) -> str:
        """What the history calls who uses the key: its member, or a judge by a name that no key can have."""
        if self.member_id is not None:
            return actor_of(self.member_id)
        return f"{_JUDGE_PREFIX}{self.name}" if self._is_judge else self.name

    @property
    def _is_judge(self) -> bool:
        return Scope.JUDGE in self.scopes


def name_of(text: str) -> str:
    """The name as a key has it: composed, without white space around it. Raises `InvalidValue` for one that is none."""
    name = unicodedata.normalize("NFC", text).strip()
    if not name:
        raise InvalidValue("name", "Must not be empty.")
    if len(name) > LONGEST_NAME:
        raise InvalidValue("name", f"Must have at most {LONGEST_NAME} characters.")
    place = next((at for at, sign in enumerate(name) if _is_unfit(ord(sign))), None)
    if place is not None:
        raise InvalidValue("name", f"Has a control or format character (U+{ord(name[place]):04X}) at place {place}.")
    if _is_reserved(name):
        raise InvalidValue("name", "Is reserved: the service's own actors and members are called so.")
    return name


def _is_unfit(code: int) -> bool:
    return any(first <= code <= last for first, last in (*_UNFIT, _SURROGATES))


def _is_reserved(name: str) -> bool:
    """Whether the name is an actor's of the service, however it is written."""
    folded = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return folded in RESERVED_NAMES or folded.startswith(RESERVED_PREFIXES)


def check_scopes(scopes: Collection[Scope]) -> None:
    """Raise `InvalidValue` for scopes that no key can have together: whoever judges does nothing else."""
    if Scope.JUDGE in scopes and len(frozenset(scopes)) > 1:
        raise InvalidValue("scopes", "The scope judge stands alone: whoever judges decides nothing.")


def is_judge(actor: str) -> bool:
    """Whether the history means a judge by this name."""
    return actor.startswith(_JUDGE_PREFIX)


def digest_of(secret: str) -> bytes:
    """The SHA-256 digest under which a secret is stored."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def token_of(id_: UUID, secret: str, prefix: str = KEY_PREFIX) -> str:
    """The token of a credential: its prefix, its id, its secret."""
    return f"{prefix}_{id_.hex}_{secret}"


def parse_token(token: str, expected: str = KEY_PREFIX) -> tuple[UUID, str] | None:
    """The credential's id and secret that a token carries, or None where it is no token of that kind."""
    prefix, _, rest = token.partition("_")
    identity, _, secret = rest.partition("_")
    if prefix != expected or len(identity) != 32 or not secret:
        return None
    try:
        return UUID(hex=identity), secret
    except ValueError:
        return None


def use_is_news(last_used_at: datetime | None, now: datetime) -> bool:
    """Whether a use at `now` is to be noted, where the last that was noted is of `last_used_at`."""
    return last_used_at is None or now - last_used_at >= _USE_NOTED_EVERY


def parse_scopes(names: Iterable[str]) -> frozenset[Scope]:
    """The scopes that `names` name; raises ValueError at an unknown one."""
    return frozenset(Scope(name) for name in names)

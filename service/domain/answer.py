"""An answer as it is kept to be given again."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, the headers that belong to what was made, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asked, under which idempotency key, and a digest of what."""

    key_id: UUID
    key: str
    fingerprint: bytes

"""Secret addresses of feeds: credentials that read feeds and nothing else, for readers that know no passwords."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.domain.key import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """An address as stored: its secret only as a digest."""

    id: UUID
    name: str
    digest: bytes
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None

    def admits(self, secret: str) -> bool:
        """Whether `secret` is this address's and it is not revoked."""
        return hmac.compare_digest(self.digest, digest_of(secret)) and self.revoked_at is None

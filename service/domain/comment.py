"""What somebody wrote of a claim, for those who see to it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

LONGEST_COMMENT = 4_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as it was written."""

    id: UUID
    claim_id: UUID
    text: str
    by: str
    created_at: datetime

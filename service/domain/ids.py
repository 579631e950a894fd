"""Ids as people write them: by their end."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

SHORTEST, LONGEST = 8, 12  # characters of an end: the last group of a UUID has twelve


class IdKind(StrEnum):
    """What an id is of."""

    CLAIM = "claim"
    ARTICLE = "article"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing whose id ends as was asked, with the words that people know it by."""

    kind: IdKind
    id: UUID
    text: str

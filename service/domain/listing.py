"""Which claims to list, and in what order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from service.domain.status import Outcome, Status


class Sort(StrEnum):
    """An order of claims. A leading minus means the greatest first; ties are broken by id, the same way."""

    CREATED = "created_at"
    CREATED_LAST = "-created_at"
    SAID = "said_on"
    SAID_LAST = "-said_on"
    DUE = "due"  # claims without a due date come last
    DUE_LAST = "-due"  # … and first
    REVIEW = "review_on"
    REVIEW_LAST = "-review_on"
    UPDATED = "updated_at"
    UPDATED_LAST = "-updated_at"
    RELEVANCE = "relevance"  # the best match of `q` first

    @property
    def descending(self) -> bool:
        """Whether the greatest comes first."""
        return self.value.startswith("-")

    @property
    def field(self) -> str:
        """What of a claim it goes by."""
        return self.value.lstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """Conditions of a claim by itself; an empty one keeps them all."""

    statuses: tuple[Status, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    modalities: tuple[str, ...] = ()
    speaker: str | None = None  # words of the name, in any case
    speaker_entity: UUID | None = None  # or any that counts as it
    outlet: str | None = None  # the whole name, in any case
    tag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Traits):
    """Claims that meet every condition given; an empty one keeps them all. Bounds are inclusive."""

    article_id: UUID | None = None  # mentioned in it
    entity: UUID | None = None  # its speaker, or takes part in its event
    due_after: date | None = None
    due_before: date | None = None
    said_from: date | None = None
    said_to: date | None = None
    q: str | None = None  # words to find, in the syntax of web searches
    unstated: bool | None = None  # whether a later reading found none of its mentions
    assignee: UUID | str | None = None  # the member who is to see to it; `nobody`, or who asks (`me`)

    def natural_sort(self) -> Sort:
        """The order that such a list is wanted in where none is named, and that an index gives."""
        if self.q is not None:
            return Sort.RELEVANCE
        if self.due_after or self.due_before:
            return Sort.DUE
        if self.said_from or self.said_to:
            return Sort.SAID_LAST
        return Sort.CREATED_LAST


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a list: the sort value (as text) and id of the claim before it."""

    value: str
    claim_id: UUID


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """A place in the evidence of a claim: by hand first, then the best score, then the oldest."""

    rank: float  # the score, 1 for what was added by hand
    evidence_id: UUID

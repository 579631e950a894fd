"""A claim and its resolution."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from service.domain.errors import InvalidValue
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decides of a claim."""

    outcome: Outcome
    reason: UnresolvableReason | None = None
    note: str | None = None
    happened_on: date | None = None

    def __post_init__(self) -> None:
        """Raise `InvalidValue` where outcome and reason do not go together."""
        unresolvable = self.outcome is Outcome.UNRESOLVABLE
        if unresolvable and self.reason is None:
            raise InvalidValue("reason", "Say why the claim is unresolvable.")
        if self.reason is not None and not unresolvable:
            raise InvalidValue("reason", "Goes with the outcome unresolvable only.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Decision):
    """A decision on record: by whom, and when the service learnt it."""

    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A tracked outcome: the sentence that states it and the main word of its event.

    `version` counts its changes, `mentions` the statements that state it.
    """

    id: UUID
    text: str
    head: str | None  # None where somebody entered the claim without it
    status: Status
    outcome: Outcome | None
    dismissal: DismissalReason | None
    polarity: str
    modality: str
    conditional: bool
    speaker: str | None
    outlet: str | None
    said_on: date
    due: date | None
    review_on: date
    tags: tuple[str, ...]
    mentions: int
    rule: str | None  # that found its first mention; None where somebody entered the claim
    resolution: Resolution | None
    version: int
    created_at: datetime
    updated_at: datetime

"""Evidence on record, and the proposals that rest on it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from service.domain.article import Mention
from service.domain.errors import InvalidValue
from service.domain.evidence import Grounds
from service.domain.status import Outcome, RejectionCode, UnresolvableReason, Verdict

RULES = "rules"  # who brings evidence that was found in a stored article


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a page that is not stored here."""

    text: str
    url: str
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """Something that may decide a claim, for `outcome`: a stored statement or a quotation.

    `score`, from 0 to 1, and `grounds` are the rules' own; what somebody adds by hand has neither. What rules of an
    earlier release found has no grounds.
    """

    claim_id: UUID
    statement_id: UUID | None = None
    quotation: Quotation | None = None
    outcome: Outcome
    score: float | None
    reasons: tuple[str, ...]
    happened_on: date | None
    grounds: Grounds | None = None

    def __post_init__(self) -> None:
        """Raise `InvalidValue` unless there is a statement or a quotation, and an outcome that can be shown."""
        if (self.statement_id is None) == (self.quotation is None):
            raise InvalidValue("statement_id", "Give either a statement or a quotation.")
        if self.outcome is Outcome.UNRESOLVABLE:
            raise InvalidValue("outcome", "Evidence speaks for something that became of the claim.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(NewEvidence):
    """Evidence on record. A statement is shown with its article."""

    id: UUID
    mention: Mention | None
    by: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody takes to have become of a claim."""

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
class Suggestion(Judgement):
    """A judgement that is proposed. `score` is the rules' own, None for anybody else."""

    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Suggestion):
    """An outcome suggested for a claim; it waits until there is a `verdict`."""

    id: UUID
    claim_id: UUID
    evidence: tuple[Evidence, ...]
    by: str
    created_at: datetime
    verdict: Verdict | None = None
    verdict_by: str | None = None
    verdict_at: datetime | None = None
    verdict_reason: str | None = None
    verdict_code: RejectionCode | None = None

    def as_it_waited(self) -> "Proposal":
        """The proposal before anything was said of it."""
        return replace(self, verdict=None, verdict_by=None, verdict_at=None, verdict_reason=None, verdict_code=None)


def foremost(waiting: Iterable[Proposal]) -> Proposal | None:
    """Of proposals that wait, the one that stands for all: first one without a score, then the best, the oldest."""
    return min(waiting, key=lambda one: (-(2 if one.score is None else one.score), one.id), default=None)


def cite(claim_id: UUID, cited: Collection[UUID], known: Mapping[UUID, Evidence]) -> tuple[Evidence, ...]:
    """The pieces of evidence that are cited; raises `InvalidValue` where one is not the claim's."""
    pieces = [known.get(piece) for piece in dict.fromkeys(cited)]
    own = tuple(piece for piece in pieces if piece is not None and piece.claim_id == claim_id)
    if len(own) < len(pieces):
        raise InvalidValue("evidence", "Names evidence that is not the claim's.")
    return own

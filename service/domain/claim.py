"""A claim and its resolution."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from service.domain import clocks
from service.domain.actor import actor_of
from service.domain.article import Source
from service.domain.proposal import Evidence, Judgement, Proposal
from service.domain.status import UNDECIDED, DismissalReason, Outcome, Status
from service.language import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Judgement):
    """What somebody decides of a claim, and the evidence that the decision rests on."""

    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Decision):
    """A decision on record: by whom, and when the service learnt it."""

    by: str
    recorded_at: datetime

    @classmethod
    def of(cls, decision: Decision, *, by: str, recorded_at: datetime) -> "Resolution":
        """The decision, put on record."""
        return cls(
            outcome=decision.outcome,
            reason=decision.reason,
            note=decision.note,
            happened_on=decision.happened_on,
            evidence=decision.evidence,
            by=by,
            recorded_at=recorded_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A tracked outcome: the sentence that states it and the main word of its event.

    `version` counts its changes, `mentions` the statements that state it. `speaker_entity_id` is the entity that its
    speaker counts as today, None where that is not sure.
    """

    id: UUID
    text: str
    clause_start: int | None  # the offsets of the clause in `text`; None where somebody wrote the text
    clause_end: int | None
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
    proposal: Proposal | None  # while proposed: of those that wait, the one that goes first
    article: Source | None  # that it was first stated in; None where somebody entered the claim
    rule: str | None  # that found its first mention; likewise
    resolution: Resolution | None
    assignee_id: UUID | None  # the member who is to see to it
    version: int
    created_at: datetime
    updated_at: datetime
    speaker_entity_id: UUID | None = None

    @classmethod
    def born(
        cls,
        *,
        id: UUID,
        text: str,
        clause: tuple[int, int] | None,
        head: str | None,
        polarity: str,
        modality: str,
        conditional: bool,
        speaker: str | None,
        outlet: str | None,
        said_on: date,
        due: date | None,
        tags: tuple[str, ...],
        mentions: int,
        article: Source | None,
        rule: str | None,
        now: datetime,
        today: date,
    ) -> "Claim":
        """A new claim, of which nothing has become yet; its review day follows from its dates and its modality.

        One that is past its review day `today` is born due.
        """
        review_on = clocks.review_on(said_on=said_on, due=due, modality=modality)
        return cls(
            id=id,
            text=text,
            clause_start=clause[0] if clause else None,
            clause_end=clause[1] if clause else None,
            head=head,
            status=clocks.undecided_status(review_on, today),
            outcome=None,
            dismissal=None,
            polarity=polarity,
            modality=modality,
            conditional=conditional,
            speaker=speaker,
            outlet=outlet,
            said_on=said_on,
            due=due,
            review_on=review_on,
            tags=tags,
            mentions=mentions,
            proposal=None,
            article=article,
            rule=rule,
            resolution=None,
            assignee_id=None,
            version=1,
            created_at=now,
            updated_at=now,
        )

    @property
    def assignee(self) -> str | None:
        """What the history calls the member who is to see to it."""
        return None if self.assignee_id is None else actor_of(self.assignee_id)

    @property
    def clause(self) -> Span | None:
        """Where in `text` its clause stands."""
        if self.clause_start is None or self.clause_end is None:
            return None
        return Span(self.clause_start, self.clause_end)

    @property
    def is_undecided(self) -> bool:
        """Whether it still is to be found out what becomes of it."""
        return self.status in UNDECIDED

    @property
    def proposal_id(self) -> UUID | None:
        """The id of the proposal that stands for those that wait."""
        return self.proposal.id if self.proposal else None

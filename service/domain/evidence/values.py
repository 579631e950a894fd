"""The values that scoring takes, and what all of it comes to."""

from dataclasses import dataclass
from datetime import date

from service.domain.status import Outcome
from service.language import Proposition

NEGATIVE = "negative"  # the polarity of what is stated not to be


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClaim:
    """An undecided claim, for which evidence is sought."""

    proposition: Proposition
    said_on: date
    due: date | None
    polarity: str
    modality: str
    conditional: bool

    def outcome(self, came_about: bool, *, late: bool, part: bool) -> Outcome:
        """What became of the claim as stated, where its event came about or did not, `late` or in `part`."""
        if self.polarity == NEGATIVE:
            return Outcome.NOT_FULFILLED if came_about else Outcome.FULFILLED
        if not came_about:
            return Outcome.NOT_FULFILLED
        if part:
            return Outcome.FULFILLED_IN_PART
        return Outcome.FULFILLED_LATE if late else Outcome.FULFILLED


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterResult:
    """A result that a later article states."""

    proposition: Proposition
    published_on: date
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceVerdict:
    """What all the evidence of a claim comes to; `chosen` are the indices of the scores that it rests on.

    `score` is the probability of all of these together.
    """

    outcome: Outcome
    score: float
    chosen: tuple[int, ...]
    happened_on: date | None

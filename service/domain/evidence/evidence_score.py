"""What scoring gives for one result."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.evidence.grounds import Grounds
from service.domain.status import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceScore:
    """How much a result tells of a claim: the outcome it speaks for, how likely it is right, and why.

    `score` is a probability from 0 to 1, which the calibration gives for the points of the frame. `grounds` say why as
    data, `reasons` in words. `article_id` and `sentence` are where it stands, once it is stored.
    """

    outcome: Outcome
    score: float
    reasons: tuple[str, ...]
    happened_on: date | None
    grounds: Grounds | None = None
    article_id: UUID | None = None
    sentence: str = ""

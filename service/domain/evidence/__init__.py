"""Evidence: which later results decide a stated outcome, how, and why. Pure; when unsure, nothing is decided."""

from service.domain.evidence.corroboration import corroborated
from service.domain.evidence.deciding import decide
from service.domain.evidence.evidence_score import EvidenceScore
from service.domain.evidence.grounds import EventPart, Grounds, PartGrounds, QuotedWords, Relation
from service.domain.evidence.scoring import STRONG, score, weigh
from service.domain.evidence.values import EvidenceVerdict, LaterResult, OpenClaim
from service.domain.evidence.wording import shown, shown_days

__all__ = [
    "STRONG",
    "EventPart",
    "EvidenceScore",
    "EvidenceVerdict",
    "Grounds",
    "LaterResult",
    "OpenClaim",
    "PartGrounds",
    "QuotedWords",
    "Relation",
    "corroborated",
    "decide",
    "score",
    "shown",
    "shown_days",
    "weigh",
]

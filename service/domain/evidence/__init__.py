"""Evidence: which later results decide a stated outcome, how, and why. Pure; when unsure, nothing is decided."""

from service.domain.evidence.corroboration import corroborated
from service.domain.evidence.deciding import decide
from service.domain.evidence.evidence_score import EvidenceScore
from service.domain.evidence.grounds import Grounds, Part, PartGrounds, Relation, Wording
from service.domain.evidence.scoring import STRONG, score, weigh
from service.domain.evidence.values import EvidenceVerdict, LaterResult, OpenClaim
from service.domain.evidence.wording import shown, shown_days

__all__ = [
    "STRONG",
    "EvidenceScore",
    "EvidenceVerdict",
    "Grounds",
    "LaterResult",
    "OpenClaim",
    "Part",
    "PartGrounds",
    "Relation",
    "Wording",
    "corroborated",
    "decide",
    "score",
    "shown",
    "shown_days",
    "weigh",
]

"""Evidence: which later results decide a stated outcome, how, and why. Pure; when unsure, nothing is decided."""

from service.domain.evidence.candidates import CandidateFilter, candidate_filter
from service.domain.evidence.deciding import decide
from service.domain.evidence.keys import search_keys
from service.domain.evidence.scoring import STRONG, score
from service.domain.evidence.values import EvidenceScore, EvidenceVerdict, LaterResult, OpenClaim
from service.domain.evidence.wording import shown, shown_days

__all__ = [
    "STRONG",
    "CandidateFilter",
    "EvidenceScore",
    "EvidenceVerdict",
    "LaterResult",
    "OpenClaim",
    "candidate_filter",
    "decide",
    "score",
    "search_keys",
    "shown",
    "shown_days",
]

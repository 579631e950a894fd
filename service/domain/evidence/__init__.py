"""Evidence: which later results decide a stated outcome, how, and why. Pure; when unsure, nothing is decided."""

from service.domain.evidence.conclude import conclude
from service.domain.evidence.keys import search_keys
from service.domain.evidence.reach import Reach, reach_of
from service.domain.evidence.weighing import STRONG, weigh
from service.domain.evidence.weight import Found, Sought, Verdict, Weight

__all__ = [
    "STRONG",
    "Found",
    "Reach",
    "Sought",
    "Verdict",
    "Weight",
    "conclude",
    "reach_of",
    "search_keys",
    "weigh",
]

"""Evidence: which later results decide a stated outcome, how, and why. Pure; when unsure, nothing is decided."""

from service.domain.evidence.account import Account
from service.domain.evidence.weight import Found, Sought, Verdict, Weight

__all__ = ["Account", "Found", "Sought", "Verdict", "Weight"]

"""Worth watching: which stated outcomes become claims, and why the others do not. Pure."""

from service.domain.tracking.untracked import UntrackedReason, untracked
from service.domain.tracking.words import tracking_words

__all__ = ["UntrackedReason", "tracking_words", "untracked"]

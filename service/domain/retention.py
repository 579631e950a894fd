"""What retention lets go: how much of each month's statements and articles, and of the answers kept for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RetainedPart:
    """Rows of one kind, and about how many bytes of the disk they take."""

    rows: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPruned:
    """A month of arrival: the results that no claim uses go, and the articles that nothing is left of; the other
    statements stay. `busy` where its table was in use for too long: it is as it was, or its articles wait."""

    month: str
    results: RetainedPart = RetainedPart()
    articles: RetainedPart = RetainedPart()
    staying: int = 0
    busy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruning:
    """What went, or would go, of what arrived before a day."""

    before: date
    months: Sequence[MonthPruned]
    answers: RetainedPart
    deliveries: int  # to webhooks, by a time of their own

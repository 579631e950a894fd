"""Rates: a share of the cases that were decided, and what it may well be, given how few they are. Pure."""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution: an interval of 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What a share may well be, given how few cases it was measured on."""

    low: float
    high: float


class Rated(ABC):
    """What counts `n` decided cases and the `yes` among them; without a case there is no rate."""

    __slots__ = ()

    @property
    @abstractmethod
    def n(self) -> int:
        """How many cases are decided."""

    @property
    @abstractmethod
    def yes(self) -> int:
        """How many of them count as a yes."""

    @property
    def rate(self) -> float | None:
        """The share of the decided that are a yes; None where there is none."""
        return self.yes / self.n if self.n else None

    @property
    def low(self) -> float | None:
        """Where the 95 % interval of `rate` begins."""
        return wilson(self.yes, self.n).low if self.n else None

    @property
    def high(self) -> float | None:
        """Where it ends."""
        return wilson(self.yes, self.n).high if self.n else None


def wilson(yes: int, n: int) -> Interval:
    """The 95 % score interval of a share of `yes` in `n`, which must be at least 1.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22 (1927), 209-212.
    """
    share, spread = yes / n, _Z * _Z / n
    middle = share + spread / 2
    reach = _Z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    # At none and at all of them it begins at 0 and ends at 1, where a float may be a last bit off.
    return Interval(
        low=(middle - reach) / (1 + spread) if yes else 0.0,
        high=(middle + reach) / (1 + spread) if yes < n else 1.0,
    )

"""The table of what points are worth, and how it was judged."""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.domain.calibration.thresholds import thresholds
from service.domain.rates import Rated


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBin(Rated):
    """Pairs with `points` or more, up to the next bin: how many were judged, and how many of these are right."""

    points: float
    judged: int
    right: int

    @property
    def n(self) -> int:
        """How many were judged."""
        return self.judged

    @property
    def yes(self) -> int:
        """How many of them are right."""
        return self.right

    @property
    def probability(self) -> float:
        """How likely another pair like these is right, above 0 and below 1.

        The mean of the posterior under Jeffreys' prior: of few judged pairs none or all of them prove nothing.
        """
        return (self.right + 0.5) / (self.judged + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who judged, none of whom saw the points, and how far they agree.

    Each of `pairs` was judged twice, and `agreed` of them alike; of `repeated` ones that had been judged before,
    `repeated_agreed` got the same verdict.
    """

    readers: int
    pairs: int
    agreed: int
    repeated: int
    repeated_agreed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The bins for claims that give a day (`dated`) and that give none, each from the least points to the most.

    Their probability never falls from one bin to the next. `version` changes with the judged pairs and their points.
    """

    version: str
    source: str
    readers: Readers
    dated: tuple[CalibrationBin, ...]
    undated: tuple[CalibrationBin, ...]

    @property
    def judged(self) -> int:
        """How many judged pairs the bins hold."""
        return sum(one.judged for one in (*self.dated, *self.undated))

    def bin_of(self, points: float, *, dated: bool) -> CalibrationBin:
        """The bin in which `points` lie; the first one for fewer than it begins with."""
        bins = self.dated if dated else self.undated
        return bins[max(bisect_right(bins, points, key=lambda one: one.points) - 1, 0)]

    @property
    def may_resolve(self) -> bool:
        """Whether the table proves what resolving without people needs."""
        sure = [one for one in (*self.dated, *self.undated) if one.probability >= thresholds().resolved]
        return sum(one.judged for one in sure) >= thresholds().resolved_judged


@cache
def calibration() -> Calibration:
    """The table that is shipped."""
    data = tomllib.loads((files(__package__) / "table.toml").read_text(encoding="utf-8"))
    bins = {name: tuple(CalibrationBin(**row) for row in data[name]) for name in ("dated", "undated")}
    return Calibration(version=data["version"], source=data["source"], readers=Readers(**data["readers"]), **bins)

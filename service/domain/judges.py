"""How often people agree with what judges propose. Pure."""

from dataclasses import dataclass

from service.domain.scorecard import Interval, wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeScore:
    """What became of the proposals of one judge.

    `amended` are those of the `accepted` ones whose claim has another outcome by now; `superseded` fell away because
    the claim was decided by itself; `waiting` ones have no verdict.
    """

    name: str
    proposed: int
    waiting: int
    accepted: int
    amended: int
    rejected: int
    superseded: int

    @property
    def n(self) -> int:
        """How many people have said yes or no to."""
        return self.accepted + self.rejected

    @property
    def rate(self) -> float | None:
        """The share of these that was accepted and stands."""
        return (self.accepted - self.amended) / self.n if self.n else None

    @property
    def low(self) -> float | None:
        """Where the 95 % interval of `rate` begins."""
        return self._interval.low if self.n else None

    @property
    def high(self) -> float | None:
        """Where it ends."""
        return self._interval.high if self.n else None

    @property
    def _interval(self) -> Interval:
        return wilson(self.accepted - self.amended, self.n)

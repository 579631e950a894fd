"""How often people agree with what judges propose. Pure."""

from dataclasses import dataclass

from service.domain.rates import Rated


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeScore(Rated):
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
    def yes(self) -> int:
        """How many were accepted and stand."""
        return self.accepted - self.amended

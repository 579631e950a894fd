"""How often what was stated came true: counts by outcome, and the rates that they give. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from service.domain.listing import Filter
from service.domain.rates import Rated


class Grouping(StrEnum):
    """What claims are counted by."""

    SPEAKER = "speaker"  # who said it, in any case of letters
    ENTITY = "entity"  # which person or body said it, by all its names
    OUTLET = "outlet"  # who published it, likewise
    MODALITY = "modality"  # how firmly it was said
    RULE = "rule"  # the rule that found it


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Rated):
    """What became of the claims of one group. Dismissed claims count nowhere.

    Of claims that move one another (`Thread`) the first promise is counted, and no other. `slips` counts the claims of
    the group that were put off by a later one, and `median_slip_days` is how far in the middle; None where none was.
    `stated` counts all of them, `resolved` those that are resolved, the others these by outcome. `median_days_late`
    is of the claims fulfilled late, from `due` to `happened_on`; None where there is none with both days.
    """

    name: str
    entity_id: UUID | None = None  # where entities are counted
    stated: int
    resolved: int
    fulfilled: int
    fulfilled_late: int
    fulfilled_in_part: int
    not_fulfilled: int
    unresolvable: int
    median_days_late: float | None
    slips: int = 0
    median_slip_days: float | None = None

    @property
    def n(self) -> int:
        """How many are decided. What is unresolvable is neither a yes nor a no."""
        return self.resolved - self.unresolvable

    @property
    def yes(self) -> int:
        """How many came true, on time or late. What came true in part did not come true."""
        return self.fulfilled + self.fulfilled_late

    @property
    def on_time_rate(self) -> float | None:
        """The share of the decided that came true on time."""
        return self.fulfilled / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class ScorecardPlace:
    """A place in a scorecard: the most decided first, of equals the most stated, then by name."""

    n: int
    stated: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardRequest:
    """Which claims to count, by what; at most `limit` groups with `at_least` so many decided, after a place."""

    kept: Filter
    by: Grouping
    at_least: int
    after: ScorecardPlace | None
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The groups, the modalities of all their claims together, and the place the next page comes after, if any."""

    scores: tuple[Score, ...]
    modalities: tuple[Score, ...]
    last: ScorecardPlace | None

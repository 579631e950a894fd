"""Which claims a result can bear on at all: the others need not be read, let alone scored."""

from collections.abc import Collection
from dataclasses import dataclass

from service.language import PLAN_EVENTS, EventClass, EventFeature, Proposition, class_of, opposite


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """A result bears on claims with one of `classes`; on any if it is a `plan_event`; if it `counts`, on those that do.

    `score` finds nothing between a result and a claim that its filter leaves out.
    """

    classes: frozenset[EventClass] = frozenset()
    plan_event: bool = False
    counts: bool = False

    def admits(self, classes: Collection[EventClass], *, counts: bool) -> bool:
        """Whether a claim with these event classes, and with amounts where it `counts`, may be meant."""
        return bool(classes) and (self.plan_event or (counts and self.counts) or not self.classes.isdisjoint(classes))


def candidate_filter(result: Proposition) -> CandidateFilter:
    """The claims that a result may bear on, by what `relate` asks of both."""
    if EventFeature.SOME in result.features:
        return CandidateFilter()
    told = {*result.classes, *result.asides, *(("vote+",) if EventFeature.TALLY in result.features else ())}
    return CandidateFilter(
        classes=frozenset(told | {opposite(one) for one in told}),
        plan_event=any(class_of(one) in PLAN_EVENTS for one in result.classes),
        counts=bool(result.quantities),
    )

"""Which claims a result can bear on at all: what lies out of its reach need not be read, let alone weighed."""

from collections.abc import Collection
from dataclasses import dataclass

from service.language import WHATEVER, EventClass, Proposition, class_of, opposite


@dataclass(frozen=True, slots=True)
class Reach:
    """A result bears on claims with one of `senses`, on any where it `befalls`, and on those that count where it does.

    `weigh` finds nothing between a claim and a result that does not reach it.
    """

    senses: frozenset[EventClass] = frozenset()
    befalls: bool = False
    counts: bool = False

    def covers(self, senses: Collection[EventClass], *, counts: bool) -> bool:
        """Whether a claim with these senses, and with amounts where it `counts`, may be meant."""
        return bool(senses) and (self.befalls or (counts and self.counts) or not self.senses.isdisjoint(senses))


def reach_of(result: Proposition) -> Reach:
    """The reach of a result, by what `relate` asks of both."""
    if "some" in result.features:
        return Reach()
    told = {*result.classes, *result.asides, *(("vote+",) if "tally" in result.features else ())}
    return Reach(
        senses=frozenset(told | {opposite(sense) for sense in told}),
        befalls=any(class_of(sense) in WHATEVER for sense in result.classes),
        counts=bool(result.quantities),
    )

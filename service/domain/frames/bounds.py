"""Whether the amounts of a result meet what a claim states of a figure: "below 4 percent", "to at least $4 billion"."""

from service.domain.frames.frame import FrameEvent, lexicon
from service.language import Amount, Proposition


def meets(event: FrameEvent, claim: Proposition, result: Proposition) -> bool:
    """Whether the result tells each amount that the claim gives in a unit of measure, and tells enough of it.

    True where the event is about no figure, and where the claim gives none.
    """
    if not event.measured:
        return True
    stated = [amount for amount in claim.quantities if amount[1] in lexicon().lists["figures"]]
    told = [(value, _told(unit, result)) for value, unit in stated]
    return all(other is not None and _is_enough(value, other, event, claim) for value, other in told)


def _told(unit: str, result: Proposition) -> float | None:
    """The first amount in the unit: of "to 3.8 percent from 4.2 percent", the level that was reached."""
    return next((_value(amount) for amount in result.quantities if amount[1] == unit), None)


def _value(amount: Amount) -> float:
    return amount[0]


def _is_enough(stated: float, told: float, event: FrameEvent, claim: Proposition) -> bool:
    """Whether what is told lies on the side of what was stated that the claim's words ask for."""
    lists, near = lexicon().lists, lexicon().points["near_figure"]
    words = {*claim.tail}
    at_most = not lists["at_most"].isdisjoint(words) or (event.falls and lists["at_least"].isdisjoint(words))
    return told <= stated * near if at_most else told * near >= stated

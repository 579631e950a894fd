"""Whether as much came about as was stated."""

from dataclasses import dataclass

from service.language import Amount, Proposition, same_noun

_ENOUGH = 0.97  # of what was stated; news rounds
_LEAST = 0.02  # of what was stated: below it, something else is counted


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the `stated` amount the `reported` one is, as a `ratio`."""

    ratio: float
    stated: Amount
    reported: Amount


def share_of(claim: Proposition, result: Proposition) -> Share | None:
    """How much of the claim's amount the result tells of; None where they count other things."""
    for mine in claim.quantities:
        for its in result.quantities:
            if mine[0] > 0 and _same_unit(mine[1], its[1]) and mine[0] != 1:
                return Share(its[0] / mine[0], mine, its)
    return None


def is_other(ratio: float) -> bool:
    """Whether the share is so small that something else is counted: 300 people of 30,000."""
    return ratio < _LEAST


def is_part(ratio: float) -> bool:
    """Whether the share is some, and less than what was stated."""
    return _LEAST <= ratio < _ENOUGH


def _same_unit(one: str, other: str) -> bool:
    return one == other or (one.isalpha() and other.isalpha() and same_noun(one, other))

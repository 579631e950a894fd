"""What all the evidence of one claim comes to; where it is weak or in conflict, nothing."""

from collections.abc import Sequence

from service.domain.evidence.weighing import STRONG
from service.domain.evidence.weight import Verdict, Weight
from service.domain.status import Outcome

_CLOSE = 0.1  # a contrary weight within it leaves the claim open
_MOST = 5


def conclude(weights: Sequence[Weight]) -> Verdict | None:
    """The verdict that the weights allow, its score that of the best; None where it would be a guess."""
    strong = [at for at, weight in enumerate(weights) if weight.score >= STRONG]
    if not strong:
        return None
    best = max(strong, key=lambda at: weights[at].score)
    outcome = weights[best].outcome
    against = [at for at in range(len(weights)) if weights[at].outcome is not outcome]
    if any(
        weights[at].score > weights[best].score - _CLOSE and not _yields(weights[at], weights[best]) for at in against
    ):
        return None
    chosen = sorted((at for at in strong if weights[at].outcome is outcome), key=lambda at: -weights[at].score)[:_MOST]
    return Verdict(
        outcome=outcome, score=weights[best].score, chosen=tuple(chosen), happened_on=weights[best].happened_on
    )


def _yields(one: Weight, other: Weight) -> bool:
    """Whether `one` may stand beside `other` without contradicting it.

    What failed in time may come late, and what came about on a known day is not undone by what is told later.
    """
    if one.outcome is not Outcome.NOT_FULFILLED:
        return False
    if other.outcome is Outcome.FULFILLED_LATE:
        return True
    return other.happened_on is not None and (one.happened_on is None or one.happened_on > other.happened_on)

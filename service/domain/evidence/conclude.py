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
        weights[at].score > weights[best].score - _CLOSE and not _yields(weights[at].outcome, outcome) for at in against
    ):
        return None
    chosen = sorted((at for at in strong if weights[at].outcome is outcome), key=lambda at: -weights[at].score)[:_MOST]
    return Verdict(
        outcome=outcome, score=weights[best].score, chosen=tuple(chosen), happened_on=weights[best].happened_on
    )


def _yields(one: Outcome, other: Outcome) -> bool:
    """Whether `one` may stand beside `other` without contradicting it: what failed in time may come late."""
    return one is Outcome.NOT_FULFILLED and other is Outcome.FULFILLED_LATE

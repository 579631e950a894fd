"""What all the evidence of one claim comes to; where it is weak or in conflict, nothing."""

from collections.abc import Sequence

from service.domain.evidence.corroboration import corroborated
from service.domain.evidence.evidence_score import EvidenceScore
from service.domain.evidence.scoring import STRONG
from service.domain.evidence.values import EvidenceVerdict
from service.domain.status import Outcome

_CLOSE = 0.1  # a contrary score within it leaves the claim open
_DOUBT = 0.5  # a sign this strong that it came about leaves open what seems to have failed
_MOST = 5


def decide(scores: Sequence[EvidenceScore]) -> EvidenceVerdict | None:
    """The verdict that the scores allow; None where it would be a guess.

    One piece at least must be strong by itself: the calibration tells nothing of pieces that are weak together.
    """
    strong = [at for at, one in enumerate(scores) if one.score >= STRONG]
    standing = [at for at in strong if not any(_yields(scores[at], scores[other]) for other in strong)]
    if not standing:
        return None
    best = scores[max(standing, key=lambda at: scores[at].score)]
    failed = best.outcome is Outcome.NOT_FULFILLED
    close = min(_DOUBT, best.score - _CLOSE) if failed else best.score - _CLOSE
    contrary = [one for one in scores if one.outcome is not best.outcome and one.score > close]
    if not all(_yields(one, best) for one in contrary):
        return None
    agreeing = [at for at in standing if scores[at].outcome is best.outcome]
    chosen = sorted(agreeing, key=lambda at: -scores[at].score)[:_MOST]
    score = corroborated([one for one in scores if one.outcome is best.outcome])
    return EvidenceVerdict(outcome=best.outcome, score=score, chosen=tuple(chosen), happened_on=best.happened_on)


def _yields(one: EvidenceScore, other: EvidenceScore) -> bool:
    """Whether `one` may stand beside `other` without contradicting it.

    What failed in time may come late, and what came about on a known day is not undone by what is told later, nor by
    another of its kind that comes later.
    """
    if one.outcome is Outcome.FULFILLED_LATE and other.outcome is Outcome.FULFILLED:
        return other.happened_on is not None
    if one.outcome is not Outcome.NOT_FULFILLED:
        return False
    if other.outcome is Outcome.FULFILLED_LATE:
        return True
    return other.happened_on is not None and (one.happened_on is None or one.happened_on > other.happened_on)

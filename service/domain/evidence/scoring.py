"""What a frame's judgement comes to for a claim, with its days: the only evidence that is proposed."""

from datetime import date

from service.domain.calibration import calibration, thresholds
from service.domain.evidence.amounts import is_other, is_part, share_of
from service.domain.evidence.evidence_score import EvidenceScore
from service.domain.evidence.grounds import grounds_of
from service.domain.evidence.timing import Timing, compare_days
from service.domain.evidence.values import NEGATIVE, LaterResult, OpenClaim
from service.domain.frames import FrameEvent, FrameVerdict, PartName, Same, Told, judge, needs_a_day, part_name, points
from service.language import EventFeature

STRONG = thresholds().proposed  # the least score of a verdict that is proposed
_AGAIN = 6  # days after the due day in which what comes again is still this one
_LONG = 200  # days after a claim without a date in which its event may be told
_SHORT = 31  # days in which what is measured may be known before they are over
_NEAR = 3  # days before the due day from which on a failure counts
_FORGOTTEN = 400


def score(open_claim: OpenClaim, later: LaterResult) -> EvidenceScore | None:
    """The score of a result that a frame finds to decide the claim; None where it does not, or at another time."""
    found = weigh(open_claim, later)
    least = points("enough") if open_claim.due else points("undated")
    return found if found and found.grounds and found.grounds.points >= least else None


def weigh(open_claim: OpenClaim, later: LaterResult) -> EvidenceScore | None:
    """The same however few points it has: also what is not worth showing."""
    if later.published_on < open_claim.said_on:
        return None
    judgements = judge(open_claim.proposition, later.proposition, negated=later.polarity == NEGATIVE)
    scores = (_score(open_claim, later, judgement) for judgement in judgements)
    return next(filter(None, scores), None)


def _score(open_claim: OpenClaim, later: LaterResult, judgement: FrameVerdict) -> EvidenceScore | None:
    happened = judgement.told is Told.DONE
    timing = _done(open_claim, later, judgement) if happened else _failed(open_claim, later, judgement)
    if timing is None:
        return None
    share = share_of(open_claim.proposition, later.proposition) if happened and not judgement.event.measured else None
    if share is not None and is_other(share.ratio):
        return None
    part = share is not None and is_part(share.ratio)
    found_in = calibration().bin_of(judgement.points, dated=open_claim.due is not None)
    return EvidenceScore(
        outcome=open_claim.outcome(happened, late=timing.late and happened, part=part),
        score=found_in.probability,
        reasons=_reasons(open_claim, later, judgement, timing),
        happened_on=timing.on,
        grounds=grounds_of(open_claim, later, judgement, timing, share, found_in),
    )


def _done(open_claim: OpenClaim, later: LaterResult, judgement: FrameVerdict) -> Timing | None:
    if open_claim.due is None:
        if needs_a_day(open_claim.modality):
            return None
        if EventFeature.EARLIER in later.proposition.features:
            return None
        if judgement.event.repeats or (later.published_on - open_claim.said_on).days > _LONG:
            return None
    elif not _may_be_known(open_claim, open_claim.due, later.published_on, judgement.event):
        return None
    return compare_days(open_claim, later)


def _may_be_known(open_claim: OpenClaim, due: date, published: date, event: FrameEvent) -> bool:
    """Whether what is measured, or comes again, is told when the one that is meant can be: a year's not in March."""
    opening = open_claim.proposition.start or open_claim.said_on
    over = (due - opening).days <= _SHORT or (due - published).days <= _NEAR
    return (over or not event.measured) and (not event.repeats or _is_its_turn(open_claim, due, published))


def _is_its_turn(open_claim: OpenClaim, due: date, published: date) -> bool:
    """Whether what comes again and again is told for the time that is meant."""
    opening = open_claim.proposition.start or due
    return opening <= published and (published - due).days <= max(_AGAIN, (due - opening).days)


def _failed(open_claim: OpenClaim, later: LaterResult, judgement: FrameVerdict) -> Timing | None:
    """What failed is past its day, or cannot come about any more."""
    result = later.proposition
    if (result.end is not None and result.end < open_claim.said_on) or open_claim.conditional:
        return None
    again = judgement.event.repeats and not judgement.befell
    in_turn = open_claim.due is not None and _is_its_turn(open_claim, open_claim.due, later.published_on)
    if (again and not in_turn) or not _is_over(open_claim.due, later.published_on, judgement):
        return None
    on = result.start if result.start == result.end else None
    return Timing(on=on)


def _is_over(due: date | None, published: date, judgement: FrameVerdict) -> bool:
    if judgement.told is Told.FAILED and (judgement.befell or judgement.event.final):
        return due is None or (published - due).days <= _FORGOTTEN
    if due is None:
        return False
    if judgement.told is Told.PUT_OFF:
        return (published - due).days <= _NEAR
    return -_NEAR <= (published - due).days <= _FORGOTTEN if judgement.told is Told.FAILED else published >= due


def _reasons(open_claim: OpenClaim, later: LaterResult, judgement: FrameVerdict, timing: Timing) -> tuple[str, ...]:
    """For people to read: the event in both words, each part, the days, and the frame."""
    claim, result = open_claim.proposition.expression, later.proposition.expression
    against = "" if judgement.told is Told.DONE else ", against it"
    event = claim if claim == result else f"{claim}{against} {result}" if against else f"{claim} = {result}"
    parts = [
        f"{part_name(one.part)}: {one.claim}{'' if one.claim == one.result else f' = {one.result}'}"
        for one in judgement.matches
        if one.claim and one.result and one.part is not PartName.WHEN and one.relation is not Same.OPEN
    ]
    days = [f"when: {timing.told}"] if timing.told else []
    return (
        f"what: {event}",
        *parts,
        *days,
        judgement.event.reason,
        *(() if judgement.told is Told.DONE else ("it did not happen",)),
    )

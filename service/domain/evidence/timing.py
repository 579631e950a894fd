"""Whether a result happened in time, late, or at some other time altogether."""

from dataclasses import dataclass
from datetime import date

from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.relation import SAME, Relation
from service.domain.evidence.values import LaterResult, OpenClaim
from service.domain.evidence.wording import shown_days
from service.language import EventFeature, Proposition, event_classes

_YEAR = 300  # days after which another of its kind is likelier than a late one
_PRECISE = 3  # days
_WEEK, _MONTH = 7, 31  # days
_SEASON = 92  # days
_PASSING = 14  # days after which what goes up and down tells nothing
_FORGOTTEN = 2 * 366  # days after which nobody tells that something did not happen
_LONGEST = 3 * 366  # days after which what calls itself late is something else


@dataclass(frozen=True, slots=True)
class Timing:
    """What the days tell: points, whether it came late, and on which day, where that is known."""

    feature: ScoreFeature
    late: bool = False
    on: date | None = None


def compare_days(open_claim: OpenClaim, later: LaterResult) -> Timing | None:
    """How the days of an event that took place stand to those the claim leaves open; None where it is another's."""
    claim, said_on, due = open_claim.proposition, open_claim.said_on, open_claim.due
    result, published = later.proposition, later.published_on
    if result.end is not None and result.end < said_on:
        return None
    on = result.start if result.start is not None and result.start == result.end else None
    if due is None:
        feature = undated(said_on, published)
        return Timing(feature, on=on) if feature else None
    if result.start is None or result.end is None:
        return _untold(claim, due, result, published)
    return _told(claim, due, result, result.start, result.end, on)


def undated(said_on: date, published: date) -> ScoreFeature | None:
    """Points for what bears on a claim without a date: the longer after it, the likelier something else is meant."""
    days = (published - said_on).days
    if days > _LONGEST:
        return None
    return ScoreFeature(0.05 if days <= _SEASON else -0.05 if days <= 2 * _SEASON else -0.2)


def _untold(claim: Proposition, due: date, result: Proposition, published: date) -> Timing | None:
    """The result's own sentence tells no day: it mostly happened a day or two before it was published."""
    after = (published - due).days
    if EventFeature.LATE in result.features and 0 < after <= _LONGEST:
        return Timing(ScoreFeature(0.18, "when: late, as it says itself"), late=True)
    if after > _YEAR or (claim.start is not None and (claim.start - published).days > _MONTH):
        return None
    if EventFeature.TIMELY in result.features:
        return Timing(ScoreFeature(0.15, "when: in time, as it says itself"))
    if after <= _PRECISE:
        return Timing(_around(claim, after, published))
    if EventFeature.EARLIER in result.features:
        return Timing(ScoreFeature(0.0))  # it had happened by then
    long = after > max(2 * _WEEK, 3 * _length(claim, due))
    return Timing(ScoreFeature(-0.2 if long else 0.02, f"when: told {shown_days(after)} after the due day"), late=True)


def _around(claim: Proposition, after: int, published: date) -> ScoreFeature:
    if after > 0:
        return ScoreFeature(0.08, f"when: told {shown_days(after)} after the due day")
    near = claim.start is not None and (claim.start - published).days <= 1
    return ScoreFeature(
        0.1 if near else 0.05,
        f"when: told {shown_days(-after)} before the due day" if after else "when: told on the due day",
    )


def _length(claim: Proposition, due: date) -> int:
    """How many days were given."""
    return (due - (claim.start or due)).days + 1


def _told(claim: Proposition, due: date, result: Proposition, start: date, end: date, on: date | None) -> Timing | None:
    opening = claim.start or due
    if start > due:
        return _late((due - opening).days + 1, (start - due).days, EventFeature.LATE in result.features, on)
    if end < opening:
        early = (opening - end).days
        if early > (_MONTH if (due - opening).days < _MONTH else _PRECISE):
            return None
        return Timing(ScoreFeature(0.05 if early <= _PRECISE else -0.1, f"when: {shown_days(early)} early"), on=on)
    if end > due and start < opening:
        return Timing(ScoreFeature(0.04), on=on)
    if on is not None and (due - opening).days < _PRECISE:
        return Timing(ScoreFeature(0.2, f"when: on the due day, {on}"), on=on)
    return Timing(ScoreFeature(0.13, "when: in time"), on=on)


def _late(length: int, gap: int, named: bool, on: date | None) -> Timing | None:
    """After the due day; the longer the time that was given, the later it may come and still be what was meant."""
    if named and gap <= _LONGEST:
        return Timing(ScoreFeature(0.18, f"when: {shown_days(gap)} after the due day"), late=True, on=on)
    if gap > _YEAR:
        return None
    points = 0.12 if gap <= max(2 * _WEEK, 3 * length) else -0.15
    return Timing(ScoreFeature(points, f"when: {shown_days(gap)} after the due day"), late=True, on=on)


def compare_failure(open_claim: OpenClaim, later: LaterResult, relation: Relation) -> Timing | None:
    """How the days stand where something did not come about: before it is due, it still may."""
    result = later.proposition
    if result.end is not None and result.end < open_claim.said_on:
        return None
    if open_claim.due is None:
        feature = undated(open_claim.said_on, later.published_on) if relation.event != "postpone-" else None
    else:
        feature = _failed((later.published_on - open_claim.due).days, relation)
    on = result.start if result.start == result.end else None
    return Timing(feature, on=on) if feature else None


def _failed(after: int, relation: Relation) -> ScoreFeature | None:
    if after > _FORGOTTEN or (relation.event_class in event_classes().passing and after > _PASSING):
        return None
    if after >= 0:
        return ScoreFeature(0.12 if after <= _WEEK else 0.06, "when: the due day is past")
    if relation.kind is SAME and after < -_PRECISE:
        return None  # there is time yet
    return ScoreFeature(0.1 if after >= -_PRECISE else 0.05)

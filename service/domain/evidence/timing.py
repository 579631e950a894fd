"""Whether a result happened in time, late, or at some other time altogether."""

from dataclasses import dataclass
from datetime import date

from service.domain.evidence.values import LaterResult, OpenClaim
from service.domain.evidence.wording import shown_days
from service.language import EventFeature, Proposition

_YEAR = 300  # days after which another of its kind is likelier than a late one
_PRECISE = 3  # days
_MONTH = 31  # days
_LONGEST = 3 * 366  # days after which what calls itself late is something else


@dataclass(frozen=True, slots=True)
class Timing:
    """What the days tell: the words for it, whether it came late, and on which day, where that is known."""

    told: str = ""
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
        return Timing(on=on) if (published - said_on).days <= _LONGEST else None
    if result.start is None or result.end is None:
        return _untold(claim, due, result, published)
    return _told(claim, due, result, result.start, result.end, on)


def _untold(claim: Proposition, due: date, result: Proposition, published: date) -> Timing | None:
    """The result's own sentence tells no day: it mostly happened a day or two before it was published."""
    after = (published - due).days
    if EventFeature.LATE in result.features and 0 < after <= _LONGEST:
        return Timing("late, as it says itself", late=True)
    if after > _YEAR or (claim.start is not None and (claim.start - published).days > _MONTH):
        return None
    if EventFeature.TIMELY in result.features:
        return Timing("in time, as it says itself")
    if after <= _PRECISE or EventFeature.EARLIER in result.features:  # it had happened by then
        return Timing(_around(after))
    return Timing(_around(after), late=True)


def _around(after: int) -> str:
    if after == 0:
        return "told on the due day"
    return f"told {shown_days(abs(after))} {'after' if after > 0 else 'before'} the due day"


def _told(claim: Proposition, due: date, result: Proposition, start: date, end: date, on: date | None) -> Timing | None:
    opening = claim.start or due
    if start > due:
        gap, named = (start - due).days, EventFeature.LATE in result.features
        return Timing(f"{shown_days(gap)} late", late=True, on=on) if gap <= (_LONGEST if named else _YEAR) else None
    if end < opening:
        early = (opening - end).days
        longest = _MONTH if (due - opening).days < _MONTH else _PRECISE
        return Timing(f"{shown_days(early)} early", on=on) if early <= longest else None
    if on is not None:
        return Timing(f"on {on}", on=on)
    return Timing("in time")

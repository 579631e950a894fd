"""Whether the days that two statements leave open may be the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from service.language import When

_ALIKE = timedelta(days=31)  # between two statements, where one of them or both give no date
_LONGEST_FOR_A_DAY = 31  # a month may hold the day that is meant; "this year" is too wide
_LONGEST_FOR_A_WEEK = 92
_PRECISE = 7  # days


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two dates agree, in points, and the reason to show."""

    points: int
    reason: str


def compare_dates(one: When, other: When) -> Agreement | None:
    """How far the dates agree; None where they contradict."""
    if _other_hour(one, other):
        return None
    if one.due and other.due:
        return _both(one, other, one.due, other.due)
    if abs(one.said_on - other.said_on) > _ALIKE:
        return None
    due, later = one.due or other.due, max(one.said_on, other.said_on)
    if due is None:
        return Agreement(0, f"said within {abs(one.said_on - other.said_on).days} days, neither with a date")
    return Agreement(0, f"due: {due}, the other gives no date") if later <= due else None


def _other_hour(one: When, other: When) -> bool:
    """Whether both tell the part of the day, or a clock time, and differ in it.

    Clock times may be of two time zones, which differ by whole hours: it is their minutes that must agree.
    """
    parts = [{hour for hour in when.hours if hour.isalpha()} for when in (one, other)]
    minutes = [{hour.rpartition(":")[2] for hour in when.hours if ":" in hour} for when in (one, other)]
    return any(all(told) and told[0].isdisjoint(told[1]) for told in (parts, minutes))


def _both(one: When, other: When, its: date, others: date) -> Agreement | None:
    if its == others:
        return Agreement(2 if min(one.days, other.days) <= _PRECISE else 1, f"due: both {its}")
    inner, outer = sorted((one, other), key=lambda when: when.days)
    if not (outer.due and inner.due and outer.start <= inner.start and inner.due <= outer.due):
        return None
    limit = _LONGEST_FOR_A_DAY if inner.days <= 1 else _LONGEST_FOR_A_WEEK if inner.days <= _PRECISE else 366
    if outer.days > limit:
        return None
    return Agreement(1, f"due: {inner.due} lies in the {outer.days} days to {outer.due}")

"""The clocks of a claim: when to look, and when an article can have come out. `today` is always an argument."""

from collections.abc import Mapping
from datetime import date, timedelta

from service.domain.errors import InvalidValue
from service.domain.status import Status

# Days after publication to look at an outcome that gave no date of its own, by modality: a calendar entry
# is soon decided, a wish or a mere possibility may take a year.
REVIEW_AFTER_DAYS: Mapping[str, int] = {
    "scheduled": 30,
    "commitment": 180,
    "intention": 180,
    "expectation": 90,
    "possibility": 365,
    "demand": 90,
}

FIRST_NEWSPAPER = date(1605, 1, 1)  # the year of the Relation, commonly called the first printed newspaper
_AHEAD = timedelta(days=366)  # magazines are dated ahead; a year is a slip of the pen


def review_on(*, said_on: date, due: date | None, modality: str) -> date:
    """The day to look at a claim: the day after `due`, else a default number of days after `said_on`."""
    start, days = (due, 1) if due else (said_on, REVIEW_AFTER_DAYS[modality])
    return start + min(timedelta(days=days), date.max - start)


def undecided_status(review: date, today: date) -> Status:
    """What an undecided claim's status is on `today`: open before its review day, due from then on."""
    return Status.DUE if review <= today else Status.OPEN


def check_published_on(published_on: date, today: date, *, field: str = "published_on") -> None:
    """Raise `InvalidValue` for `field` unless an article can bear this date of publication."""
    if not FIRST_NEWSPAPER <= published_on <= today + _AHEAD:
        raise InvalidValue(field, f"Must lie between {FIRST_NEWSPAPER} and {today + _AHEAD}.")

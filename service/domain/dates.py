"""Which dates can be true together: those of a claim, and those of a decision on it. Pure: `today` is given.

The rule stands once, here. The database's own checks agree with it (a test holds them together), but for the word
"tomorrow": the database knows when a decision was recorded and not what day a rehearsal takes for today, so it allows a
year.

A claim that something will *not* happen is fulfilled by its last day's passing, so that day counts as the day of its
fulfilment: where nobody names another, it goes on record, and no later one is accepted.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from service.domain.errors import InvalidValue
from service.domain.proposal import Judgement
from service.domain.status import Outcome

_ZONES = timedelta(days=1)  # somewhere it is already tomorrow
_NEGATIVE = "negative"
Said = TypeVar("Said", bound=Judgement)


class Dated(Protocol):
    """What the rule asks of a claim."""

    @property
    def said_on(self) -> date:
        """The day on which it was published."""

    @property
    def due(self) -> date | None:
        """The last day on which it would be on time."""

    @property
    def polarity(self) -> str:
        """Whether something is to happen or not to happen."""


def check_due(due: date | None, said_on: date) -> None:
    """Raise `InvalidValue` where a claim would be due before it was said."""
    if due is not None and due < said_on:
        raise InvalidValue("due", f"Must not lie before the day on which it was said, {said_on}.")


def check_review_on(review_on: date, said_on: date) -> None:
    """Raise `InvalidValue` where a claim would be looked at before it was said."""
    if review_on < said_on:
        raise InvalidValue("review_on", f"Must not lie before the day on which it was said, {said_on}.")


def check_not_ahead(happened_on: date | None, today: date) -> None:
    """Raise `InvalidValue` for a day that has come nowhere on earth."""
    if happened_on is not None and happened_on > today + _ZONES:
        raise InvalidValue("happened_on", f"Must not lie in the future: {today + _ZONES} at the latest.")


def check_decision(judgement: Judgement, claim: Dated, today: date) -> None:
    """Raise `InvalidValue`, which says what would be right, where the days of a decision and its claim disagree."""
    happened_on, due = judgement.happened_on, claim.due
    check_not_ahead(happened_on, today)
    if happened_on is not None and happened_on < claim.said_on:
        raise InvalidValue("happened_on", f"Must not lie before the day on which it was said, {claim.said_on}.")
    if judgement.outcome is Outcome.FULFILLED and happened_on and due and happened_on > due:
        raise InvalidValue("happened_on", _on_time(claim, due))
    if judgement.outcome is Outcome.FULFILLED_LATE:
        _check_late(happened_on, due, today)


def on_record(judgement: Said, claim: Dated, today: date) -> Said:
    """The judgement as it is recorded: what was not to happen and did not is fulfilled on its last day."""
    last = claim.due
    fulfilled = judgement.outcome is Outcome.FULFILLED and claim.polarity == _NEGATIVE
    if not fulfilled or judgement.happened_on or last is None or last > today + _ZONES:
        return judgement
    return replace(judgement, happened_on=last)


def agreeing(judgement: Said, claim: Dated, today: date) -> Said | None:
    """The judgement, without its day where that cannot be; None where it cannot be without one either.

    For what rules conclude: a day that they read wrong is no reason to give up the rest.
    """
    for tried in (judgement, replace(judgement, happened_on=None)):
        try:
            check_decision(tried, claim, today)
        except InvalidValue:
            continue
        return tried
    return None


def _on_time(claim: Dated, due: date) -> str:
    if claim.polarity == _NEGATIVE:
        return f"Must not lie after the due date, {due}: what was not to happen is fulfilled on its last day."
    return f"Must not lie after the due date, {due}: what happens later is fulfilled_late."


def _check_late(happened_on: date | None, due: date | None, today: date) -> None:
    if due is None:
        raise InvalidValue("outcome", "Only a claim with a due date can be late: say fulfilled, or give it a due date.")
    if happened_on is not None and happened_on <= due:
        raise InvalidValue("happened_on", f"Must lie after the due date, {due}: what happens by then is fulfilled.")
    if due >= today + _ZONES:
        raise InvalidValue("outcome", f"Nothing is late until the due date, {due}, has passed: say fulfilled.")

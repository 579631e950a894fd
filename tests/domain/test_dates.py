"""Which dates of a claim and of a decision on it can be true together."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from service.domain import dates
from service.domain.errors import InvalidValue
from service.domain.proposal import Judgement
from service.domain.status import Outcome, UnresolvableReason

SAID, DUE, TODAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 10)
TOMORROW, DAY = TODAY + timedelta(days=1), timedelta(days=1)
F, L, P, N, U = Outcome


@dataclass(frozen=True)
class Claimed:
    said_on: date = SAID
    due: date | None = DUE
    polarity: str = "positive"


def judged(outcome: Outcome, day: date | None) -> Judgement:
    reason = UnresolvableReason.NO_EVIDENCE if outcome is Outcome.UNRESOLVABLE else None
    return Judgement(outcome=outcome, reason=reason, happened_on=day)


@pytest.mark.parametrize(
    ("outcome", "day", "claim", "wrong", "right"),
    [
        *((outcome, SAID - DAY, Claimed(), "happened_on", str(SAID)) for outcome in Outcome),
        *((outcome, TOMORROW + DAY, Claimed(), "happened_on", str(TOMORROW)) for outcome in Outcome),
        (F, SAID, Claimed(), None, ""),
        (F, DUE, Claimed(), None, ""),
        (F, DUE + DAY, Claimed(), "happened_on", "fulfilled_late"),
        (F, TOMORROW, Claimed(due=None), None, ""),
        (F, DUE, Claimed(polarity="negative"), None, ""),
        (F, DUE + DAY, Claimed(polarity="negative"), "happened_on", "fulfilled on its last day"),
        (L, DUE + DAY, Claimed(), None, ""),
        (L, None, Claimed(), None, ""),
        (L, DUE, Claimed(), "happened_on", "fulfilled"),
        (L, DUE - DAY, Claimed(), "happened_on", "fulfilled"),
        (L, DUE, Claimed(due=None), "outcome", "due date"),
        (L, None, Claimed(due=None), "outcome", "due date"),
        (L, None, Claimed(due=TOMORROW), "outcome", "fulfilled"),
        (L, None, Claimed(due=TODAY), None, ""),
        *((outcome, DUE + DAY, Claimed(), None, "") for outcome in (P, N, U)),
        *((outcome, SAID, Claimed(), None, "") for outcome in (P, N, U)),
        *((outcome, None, Claimed(), None, "") for outcome in Outcome),
    ],
)
def test_a_decision_agrees_with_its_claim_or_is_told_what_would_be_right(
    outcome: Outcome, day: date | None, claim: Claimed, wrong: str | None, right: str
) -> None:
    if wrong is None:
        dates.check_decision(judged(outcome, day), claim, TODAY)
        return
    with pytest.raises(InvalidValue) as refused:
        dates.check_decision(judged(outcome, day), claim, TODAY)
    assert refused.value.field == wrong
    assert right in refused.value.message


@pytest.mark.parametrize(
    ("outcome", "day", "claim", "recorded"),
    [
        (F, None, Claimed(polarity="negative"), DUE),
        (F, SAID, Claimed(polarity="negative"), SAID),
        (F, None, Claimed(polarity="negative", due=TOMORROW), TOMORROW),
        (F, None, Claimed(polarity="negative", due=TOMORROW + DAY), None),
        (F, None, Claimed(polarity="negative", due=None), None),
        (N, None, Claimed(polarity="negative"), None),
        (F, None, Claimed(), None),
    ],
)
def test_what_was_not_to_happen_is_fulfilled_on_its_last_day(
    outcome: Outcome, day: date | None, claim: Claimed, recorded: date | None
) -> None:
    assert dates.on_record(judged(outcome, day), claim, TODAY).happened_on == recorded


@pytest.mark.parametrize(
    ("outcome", "day", "claim", "left"),
    [
        (F, DUE, Claimed(), judged(F, DUE)),
        (F, DUE + DAY, Claimed(polarity="negative"), judged(F, None)),
        (N, TOMORROW + DAY, Claimed(), judged(N, None)),
        (L, TOMORROW, Claimed(due=TOMORROW), None),
    ],
)
def test_what_rules_conclude_loses_a_day_that_cannot_be(
    outcome: Outcome, day: date, claim: Claimed, left: Judgement | None
) -> None:
    assert dates.agreeing(judged(outcome, day), claim, TODAY) == left


@pytest.mark.parametrize(("due", "possible"), [(None, True), (SAID, True), (DUE, True), (SAID - DAY, False)])
def test_no_claim_is_due_before_it_was_said(due: date | None, possible: bool) -> None:
    if possible:
        dates.check_due(due, SAID)
    else:
        with pytest.raises(InvalidValue, match=str(SAID)):
            dates.check_due(due, SAID)

"""When to look at a claim, and which dates can be true."""

from datetime import date

import pytest

from service.detect import Modality
from service.domain import clocks
from service.domain.errors import InvalidValue

SAID = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("due", "modality", "review"),
    [
        (date(2026, 3, 6), "expectation", date(2026, 3, 7)),
        (date(2026, 12, 31), "scheduled", date(2027, 1, 1)),
        (None, "scheduled", date(2026, 4, 1)),
        (None, "possibility", date(2027, 3, 2)),
        (date(9999, 12, 31), "scheduled", date(9999, 12, 31)),
    ],
)
def test_review_day(due: date | None, modality: str, review: date) -> None:
    assert clocks.review_on(said_on=SAID, due=due, modality=modality) == review


def test_every_modality_has_a_default() -> None:
    assert set(clocks.REVIEW_AFTER_DAYS) == set(Modality)


@pytest.mark.parametrize(
    ("published_on", "possible"),
    [
        (date(1604, 12, 31), False),
        (date(1605, 1, 1), True),
        (SAID, True),
        (date(2026, 3, 3), True),
        (date(2027, 3, 3), True),
        (date(2027, 3, 4), False),
        (date(9999, 12, 31), False),
    ],
)
def test_dates_of_publication(published_on: date, possible: bool) -> None:
    if possible:
        clocks.check_published_on(published_on, SAID)
    else:
        with pytest.raises(InvalidValue):
            clocks.check_published_on(published_on, SAID)

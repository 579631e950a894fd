"""On which days a result happened, told on Wednesday, 15 May 2024."""

from datetime import date

import pytest

from service.language.temporal.event_days import days_of, is_year, time_lows
from service.language.words import Words
from tests.language.marked import marked_tokens

WEDNESDAY = date(2024, 5, 15)

CASES = [
    ("The yard *closed* on Monday.", "2024-05-13 2024-05-13"),
    ("The yard *closed* yesterday.", "2024-05-14 2024-05-14"),
    ("The yard *closed* overnight.", "2024-05-14 2024-05-15"),
    ("The yard *closed* at the weekend.", "2024-05-11 2024-05-12"),
    ("The yard *closed* three days ago.", "2024-05-12 2024-05-12"),
    ("The yard *closed* two weeks ago.", "2024-04-29 2024-05-03"),
    ("The yard *closed* on the 8th.", "2024-05-08 2024-05-08"),
    ("The yard *closed* on Aug. 12, 2023.", "2023-08-12 2023-08-12"),
    ("The yard *closed* last week.", "2024-05-06 2024-05-12"),
    ("The yard *closed* last month.", "2024-04-01 2024-04-30"),
    ("The yard *closed* this month.", "2024-05-01 2024-05-15"),
    ("The yard *closed* in March.", "2024-03-01 2024-03-31"),
    ("The yard *closed* last June.", "2023-06-01 2023-06-30"),
    ("The yard *closed* this spring.", "2024-03-01 2024-05-15"),
    ("The yard *closed* last year.", "2023-01-01 2023-12-31"),
    ("The yard *closed* in 2019.", "2019-01-01 2019-12-31"),
    ("The yard *closed*.", None),
    ("She *may* have left.", None),
    ("The yard *closed* after Friday's vote.", None),
    ("The yard has been *closed* since Monday.", None),
    ("They *shelved* the strike that was due to begin on Friday.", None),
]


@pytest.mark.parametrize(("marked", "days"), CASES)
def test_the_days_of_an_event(marked: str, days: str | None) -> None:
    tokens, token = marked_tokens(marked)
    words = Words(tokens)

    found = days_of(words.words, 0, len(words.words), words.range(token, token + 1).start, WEDNESDAY)

    assert (f"{found[0]} {found[1]}" if found else None) == days


@pytest.mark.parametrize("year", [date.min, date.max])
def test_the_ends_of_the_calendar_tell_nothing(year: date) -> None:
    tokens, _ = marked_tokens("It *closed* on Monday.")

    assert days_of(Words(tokens).words, 0, 5, 1, year) is None


def test_names_of_days_and_months_and_figures_of_years() -> None:
    assert {"monday", "mon", "march"} <= time_lows()
    assert "week" not in time_lows()
    assert [is_year(low) for low in ("2019", "1850", "201", "20x9")] == [True, False, False, False]

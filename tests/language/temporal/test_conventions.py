"""Calendar arithmetic by the conventions of news; 15 May 2024 is a Wednesday."""

from datetime import date

import pytest

from service.language.temporal import conventions as calendar
from service.language.temporal.conventions import Finder, Period, PeriodPart, Season, Unit

WEDNESDAY = date(2024, 5, 15)
MAY, YEAR = calendar.month_of(2024, 5), calendar.year_of(2024)
QUARTER, DECADE = calendar.containing(WEDNESDAY, Unit.QUARTER), calendar.containing(WEDNESDAY, Unit.DECADE)


def days(period: Period) -> str:
    return f"{period.start} {period.end}"


@pytest.mark.parametrize(
    ("count", "unit", "found"),
    [
        (36, Unit.HOUR, "2024-05-16"),
        (3, Unit.DAY, "2024-05-18"),
        (2, Unit.WEEK, "2024-05-29"),
        (9, Unit.MONTH, "2025-02-15"),
        (1, Unit.QUARTER, "2024-08-15"),
        (1, Unit.DECADE, "2034-05-15"),
    ],
)
def test_so_many_units_later(count: int, unit: Unit, found: str) -> None:
    assert str(calendar.after(WEDNESDAY, count, unit)) == found


def test_a_month_too_short_for_the_day_ends_with_it() -> None:
    assert calendar.after_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("unit", "here", "after"),
    [
        (Unit.DAY, "2024-05-15 2024-05-15", "2024-05-16 2024-05-16"),
        (Unit.WEEKEND, "2024-05-18 2024-05-19", "2024-05-25 2024-05-26"),
        (Unit.WEEK, "2024-05-13 2024-05-19", "2024-05-20 2024-05-26"),
        (Unit.MONTH, "2024-05-01 2024-05-31", "2024-06-01 2024-06-30"),
        (Unit.QUARTER, "2024-04-01 2024-06-30", "2024-07-01 2024-09-30"),
        (Unit.SEASON, "2024-03-01 2024-05-31", "2024-06-01 2024-08-31"),
        (Unit.HALF, "2024-01-01 2024-06-30", "2024-07-01 2024-12-31"),
        (Unit.YEAR, "2024-01-01 2024-12-31", "2025-01-01 2025-12-31"),
        (Unit.DECADE, "2020-01-01 2029-12-31", "2030-01-01 2039-12-31"),
        (Unit.CENTURY, "2001-01-01 2100-12-31", "2101-01-01 2200-12-31"),
    ],
)
def test_the_period_around_a_day_and_the_next_one(unit: Unit, here: str, after: str) -> None:
    assert days(calendar.containing(WEDNESDAY, unit)) == here
    assert days(calendar.following(WEDNESDAY, unit)) == after


@pytest.mark.parametrize(("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")])
def test_easter(year: int, day: str) -> None:
    assert str(calendar.easter(year)) == day


@pytest.mark.parametrize(
    ("period", "index", "unit", "found"),
    [
        (MAY, 2, Unit.WEEK, "2024-05-08 2024-05-14"),
        (MAY, -1, Unit.DAY, "2024-05-31 2024-05-31"),
        (MAY, 1, Unit.HALF, "2024-05-01 2024-05-15"),
        (MAY, -1, Unit.HALF, "2024-05-16 2024-05-31"),
        (YEAR, 3, Unit.QUARTER, "2024-07-01 2024-09-30"),
        (YEAR, -1, Unit.MONTH, "2024-12-01 2024-12-31"),
        (QUARTER, 1, Unit.MONTH, "2024-04-01 2024-04-30"),
        (DECADE, 2, Unit.HALF, "2025-01-01 2029-12-31"),
        (QUARTER, 1, Unit.HALF, None),
        (MAY, 6, Unit.WEEK, None),
        (MAY, 3, Unit.HALF, None),
        (MAY, 1, Unit.QUARTER, None),
    ],
)
def test_a_numbered_part(period: Period, index: int, unit: Unit, found: str | None) -> None:
    if found is None:
        with pytest.raises(ValueError, match="no such part"):
            calendar.nth_part(period, index, unit)
    else:
        assert days(calendar.nth_part(period, index, unit)) == found


@pytest.mark.parametrize(
    ("period", "part", "found"),
    [
        (MAY, PeriodPart.EARLY, "2024-05-01 2024-05-10"),
        (MAY, PeriodPart.MID, "2024-05-11 2024-05-20"),
        (YEAR, PeriodPart.LATE, "2024-07-01 2024-12-31"),
        (DECADE, PeriodPart.MID, "2024-01-01 2026-12-31"),
        (calendar.containing(WEDNESDAY, Unit.WEEK), PeriodPart.LATE, "2024-05-13 2024-05-19"),
    ],
)
def test_an_early_a_middle_and_a_late_part(period: Period, part: PeriodPart, found: str) -> None:
    assert days(calendar.part_of(period, part)) == found


@pytest.mark.parametrize(
    ("find", "found"),
    [
        (calendar.first_weekday(1), "2024-05-20 2024-05-20"),
        (calendar.nth_weekday(2, 1), "2024-06-04 2024-06-04"),
        (calendar.nth_weekday(5, -1), "2024-05-31 2024-05-31"),
        (calendar.first_date(2, 29), "2028-02-29 2028-02-29"),
        (calendar.first_day_number(3), "2024-06-03 2024-06-03"),
        (calendar.first_month(5, PeriodPart.EARLY), "2025-05-01 2025-05-10"),
        (calendar.first_season(Season.WINTER), "2024-12-01 2025-02-28"),
        (calendar.first_quarter(1), "2025-01-01 2025-03-31"),
        (calendar.first_from_easter(-2), "2025-04-18 2025-04-18"),
    ],
)
def test_the_first_that_is_not_over(find: Finder, found: str) -> None:
    assert days(find(WEDNESDAY)) == found


def test_the_opening_of_a_period() -> None:
    assert days(calendar.opening(MAY, 2, Unit.WEEK)) == "2024-05-01 2024-05-14"
    with pytest.raises(ValueError, match="no such part"):
        calendar.opening(MAY, 6, Unit.WEEK)


def test_what_covers_what() -> None:
    assert YEAR.covers(MAY)
    assert not MAY.covers(YEAR)
    assert not MAY.covers(calendar.month_of(2024, 6))

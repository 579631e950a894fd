"""Calendar arithmetic by the conventions of news writing: which days a period covers, and which comes next.

Knows dates, no words. Whatever leaves the calendar (30 February, the year 10000) raises ValueError or
OverflowError, as `datetime` does.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

MIDDLE = 15  # the day of a month with which its first half ends
SUNDAY = 7
LONGEST_GAP = 8  # years from one 29 February to the next, across a century that is no leap year


class Unit(IntEnum):
    """How long a period is, from fine to coarse."""

    HOUR = 0
    DAY = 1
    WEEKEND = 2
    WEEK = 3
    MONTH = 4
    QUARTER = 5
    SEASON = 6
    HALF = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


class PeriodPart(StrEnum):
    """A part of a period. The late part ends with the period."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Season(IntEnum):
    """The northern seasons; the value is the last month."""

    WINTER = 2
    SPRING = 5
    SUMMER = 8
    AUTUMN = 11


class Period(NamedTuple):
    """The days from `start` to `end`, both included."""

    start: date
    end: date
    unit: Unit

    def covers(self, other: "Period") -> bool:
        """Whether each day of `other` is a day of this period."""
        return self.start <= other.start and other.end <= self.end


# Gives the first period of some kind (Thursdays, Marches) that is not over before a day.
Finder = Callable[[date], Period]


def one_day(day: date) -> Period:
    """The period of one day."""
    return Period(day, day, Unit.DAY)


def after_days(day: date, count: int) -> date:
    """The day `count` days after `day`."""
    return day + timedelta(days=count)


def after_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a month too short for it."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, count: int, unit: Unit) -> date:
    """The day that lies `count` units after `day`; hours count by whole days."""
    if unit is Unit.HOUR:
        return after_days(day, count // 24)
    if unit in _DAYS:
        return after_days(day, count * _DAYS[unit])
    return after_months(day, count * _MONTHS[unit])


_DAYS = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6}
_MONTHS |= {Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


def months_from(start: date, count: int, unit: Unit) -> Period:
    """The `count` months that begin on `start`, the first day of a month."""
    last = after_months(start, count - 1)
    return Period(start, last.replace(day=monthrange(last.year, last.month)[1]), unit)


def month_of(year: int, month: int) -> Period:
    """A month of a year."""
    return months_from(date(year, month, 1), 1, Unit.MONTH)


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), Unit.YEAR)


def years_of(first: int, last: int, unit: Unit) -> Period:
    """The years from `first` to `last`."""
    return Period(date(max(first, 1), 1, 1), date(last, 12, 31), unit)


def season_of(year: int, season: Season) -> Period:
    """The season that ends in `year`; a winter begins in the December before."""
    end = date(year, season, 1)
    return months_from(after_months(end, -2), 3, Unit.SEASON)


def containing(day: date, unit: Unit) -> Period:
    """The calendar period of this unit that `day` lies in; weeks run Monday to Sunday.

    A day before Saturday lies in the weekend to come. Decades run from 0 to 9; centuries from 1 to 100.
    """
    if unit <= Unit.DAY:
        return one_day(day)
    if unit <= Unit.WEEK:
        sunday = after_days(day, SUNDAY - day.isoweekday())
        return Period(after_days(sunday, -1 if unit is Unit.WEEKEND else -6), sunday, unit)
    if unit <= Unit.YEAR:
        return _months_containing(day, unit)
    if unit is Unit.DECADE:
        return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9, unit)
    return years_of((day.year - 1) // 100 * 100 + 1, (day.year - 1) // 100 * 100 + 100, unit)


def _months_containing(day: date, unit: Unit) -> Period:
    if unit is Unit.SEASON:
        return min((first_season(season)(day) for season in Season), key=lambda period: period.end)
    length = _MONTHS[unit]
    return months_from(date(day.year, (day.month - 1) // length * length + 1, 1), length, unit)


def following(day: date, unit: Unit) -> Period:
    """The calendar period of this unit after the one that `day` lies in."""
    return containing(after_days(containing(day, unit).end, 1), unit)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Butcher (1876) as Meeus gives it (1991, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def first_from_easter(days: int) -> Finder:
    """Finds the first day that is so many days after an Easter Sunday."""
    return lambda day: one_day(_first_valid(day, lambda year: after_days(easter(year), days)))


def nth_part(period: Period, index: int, unit: Unit) -> Period:
    """The half, quarter, month, week (of seven days) or day number `index` of a period; -1 is its last.

    Raises ValueError where the period has no such part.
    """
    if unit in _DAYS:
        length = _DAYS[unit]
        start = after_days(period.end, 1 - length) if index < 0 else after_days(period.start, length * (index - 1))
        part = Period(start, after_days(start, length - 1), unit)
    elif unit is Unit.HALF and period.unit is Unit.MONTH:
        part = _half_of_month(period, index)
    else:
        part = _months_of(period, index, unit)
    if not period.covers(part):
        raise ValueError("no such part")
    return part


def _months_of(period: Period, index: int, unit: Unit) -> Period:
    """A part of a quarter or longer, in whole months; half of it is half of its own length."""
    whole = _MONTHS.get(period.unit, 0)
    length, odd = (whole // 2, whole % 2) if unit is Unit.HALF else (_MONTHS[unit], 0)
    if odd or not length < whole:
        raise ValueError("no such part")
    number = whole // length if index < 0 else index
    return months_from(after_months(period.start, length * (number - 1)), length, unit)


def _half_of_month(month: Period, index: int) -> Period:
    middle = after_days(month.start, MIDDLE - 1)
    if index == 1:
        return Period(month.start, middle, Unit.HALF)
    if index in {2, -1}:
        return Period(after_days(middle, 1), month.end, Unit.HALF)
    raise ValueError("no such part")


def opening(period: Period, count: int, unit: Unit) -> Period:
    """The first `count` days, weeks or months of a period; raises ValueError where it is no longer than that."""
    part = Period(period.start, after_days(after(period.start, count, unit), -1), unit)
    if not period.covers(part):
        raise ValueError("no such part")
    return part


def part_of(period: Period, part: PeriodPart) -> Period:
    """The early, middle or late part; the whole of a period that has no customary parts, such as a week.

    Of a month: up to the 10th, to the 20th, to its end. Of a year: up to 30 April, 30 June, 31 December.
    """
    cuts = _cuts(period)
    if cuts is None:
        return period
    early, middle = cuts
    if part is PeriodPart.EARLY:
        return Period(period.start, early, period.unit)
    if part is PeriodPart.MID:
        return Period(after_days(early, 1), middle, period.unit)
    return Period(after_days(middle, 1), period.end, period.unit)


def _cuts(period: Period) -> tuple[date, date] | None:
    """The last days of the early and of the middle part."""
    start, year = period.start, period.start.year
    match period.unit:
        case Unit.MONTH:
            return start.replace(day=10), start.replace(day=20)
        case Unit.SEASON | Unit.QUARTER:
            return months_from(start, 1, Unit.MONTH).end, months_from(start, 2, Unit.MONTH).end
        case Unit.YEAR:
            return date(year, 4, 30), date(year, 6, 30)
        case Unit.DECADE:
            return date(year + 3, 12, 31), date(year + 6, 12, 31)
        case Unit.CENTURY:
            return date(year + 33, 12, 31), date(year + 49, 12, 31)
    return None


def first_weekday(weekday: int) -> Finder:
    """Finds the first such day of the week (1 is Monday)."""
    return lambda day: one_day(after_days(day, (weekday - day.isoweekday()) % 7))


def nth_weekday(weekday: int, index: int) -> Finder:
    """Finds the first day that is number `index` of its weekday in its month; -1 is the last."""

    def in_month(month: Period) -> Period:
        if index < 0:
            last = month.end
            return one_day(after_days(last, -((last.isoweekday() - weekday) % 7)))
        return one_day(after_days(first_weekday(weekday)(month.start).start, 7 * (index - 1)))

    def find(day: date) -> Period:
        found = in_month(containing(day, Unit.MONTH))
        return found if found.end >= day else in_month(following(day, Unit.MONTH))

    return find


def first_date(month: int, number: int) -> Finder:
    """Finds the first such day of such a month."""
    return lambda day: one_day(_first_valid(day, lambda year: date(year, month, number)))


def _first_valid(day: date, in_year: Callable[[int], date]) -> date:
    """The first date of its kind on or after `day`: only 29 February is missing from some years."""
    for year in range(day.year, day.year + LONGEST_GAP + 1):
        try:
            found = in_year(year)
        except ValueError:
            continue
        if found >= day:
            return found
    raise ValueError("no such date")


def first_day_number(number: int) -> Finder:
    """Finds the first such day of any month, as in "on the 20th"."""

    def find(day: date) -> Period:
        for offset in range(3):  # of two months in a row, one has 31 days
            month = after_months(day.replace(day=1), offset)
            if number <= monthrange(month.year, month.month)[1] and month.replace(day=number) >= day:
                return one_day(month.replace(day=number))
        raise ValueError("no such day of the month")

    return find


def first_of_year(in_year: Callable[[int], Period], part: PeriodPart | None = None) -> Finder:
    """Finds the first of a yearly period, or of its part, that is not over."""

    def find(day: date) -> Period:
        years = (day.year, day.year + 1)
        periods = (in_year(year) for year in years)
        parts = (period if part is None else part_of(period, part) for period in periods)
        return next(period for period in parts if period.end >= day)

    return find


def first_month(month: int, part: PeriodPart | None = None) -> Finder:
    """Finds the first such month, or part of it, that is not over."""
    return first_of_year(lambda year: month_of(year, month), part)


def first_season(season: Season, part: PeriodPart | None = None) -> Finder:
    """Finds the first such season, or part of it, that is not over."""
    return first_of_year(lambda year: season_of(year, season), part)


def first_quarter(quarter: int) -> Finder:
    """Finds the first such quarter of a year that is not over."""
    return first_of_year(lambda year: nth_part(year_of(year), quarter, Unit.QUARTER))

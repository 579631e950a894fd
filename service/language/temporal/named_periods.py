"""Times that are named and longer than a month: seasons, years, quarters, decades, year-end."""

from datetime import date

from service.language.temporal.conventions import (
    Season,
    Unit,
    after_days,
    containing,
    first_of_year,
    first_season,
    nth_part,
    season_of,
    year_of,
    years_of,
)
from service.language.temporal.named_days import counts, is_year, modified, year_behind
from service.language.temporal.readings import Line, Reading, fixed, narrowed
from service.language.temporal.timewords import CODES, lexis


def read_season(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """This summer, in the autumn, next spring, winter 2026. Not a fall of prices."""
    season, last = lexis().seasons[line.low(at)], at + 1
    year, end = year_behind(line, last)
    if year is not None:
        if line.low(end) == "-" and line.low(end + 1).isdecimal():
            year, end = year + 1, end + 2
        elif season is Season.WINTER:
            year += 1
        return narrowed(line, Reading(at, end, fixed(season_of(year, season))))
    if not _is_season(line, at):
        return None
    find = first_season(season)
    running = containing(line.today, Unit.SEASON)
    start = max(containing(line.today, Unit.YEAR).end, running.end)
    reading = modified(line, at, last, find, lambda _day: find(after_days(start, 1)))
    return narrowed(line, reading) if reading else None


def _is_season(line: Line, at: int) -> bool:
    before, behind, words = line.low(at - 1), line.low(at + 1), lexis()
    if behind in words.of:
        return False
    if before in words.the:
        before = line.low(at - 2)
        return before in words.prepositions or before in words.parts or before in words.edge
    licensed = before in words.seasonal_links or before in words.parts or before in words.dashes
    return licensed or before in words.coming or before in words.bygone or before in words.this


def read_year(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """2027, mid-2027, fiscal 2027, 2026-27, the 2030s. Not 2,027 of anything, nor "to 2000 homes"."""
    year, last, words = int(line.low(at)), at + 1, lexis()
    before = line.low(at - 1)
    whole = before in words.the or before in words.parts or before == "-"
    if line.low(last) in words.decade_endings and year % 10 == 0 and whole:
        return narrowed(line, Reading(at, last + 1, fixed(years_of(year, year + 9, Unit.DECADE))))
    find = fixed(year_of(year))
    if line.low(last) in words.dashes and len(line.low(last + 1)) == 2 and line.low(last + 1).isdecimal():
        find, last = fixed(years_of(year, year // 100 * 100 + int(line.low(last + 1)), Unit.YEAR)), last + 2
    first = at
    while line.low(first - 1) in words.fiscal:
        first -= 1
    reading = narrowed(line, Reading(first, last, find))
    return reading if reading.first < at or _is_year_place(line, at, last) else None


def _is_year_place(line: Line, at: int, last: int) -> bool:
    before, behind, words = line.low(at - 1), line.low(last), lexis()
    if before in words.determiners:
        return behind[:1].isalnum() and behind not in words.function_words
    if before in words.year_joints:
        return is_year(line.low(at - 2)) or line.low(at - 2) in words.now
    if before not in words.prepositions and before not in words.comparing:
        return False
    return not (counts(line, last - 1) and (before in words.figure_links or behind in words.money))


def read_code(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Q4 or H2 with no year beside it."""
    number, unit = CODES[line.low(at)]
    if line.low(at - 1) not in lexis().prepositions:
        return None
    return Reading(at, at + 1, first_of_year(lambda year: nth_part(year_of(year), number, unit)))


def read_year_end(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Year-end or month-end, with or without "the" or a year."""
    words = lexis()
    period = containing(line.today, words.unit_ends[line.low(at)])
    year, last = year_behind(line, at + 1)
    if year is not None:
        period = year_of(year)
    first = at - (line.low(at - 1) in words.the)
    if line.low(first - 1) in words.before:
        first -= 1
    return Reading(first, last, fixed(period))

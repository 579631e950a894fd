"""Times that are named and longer than a month: seasons, years, quarters, decades, year-end."""

from datetime import date

from service.language.temporal.conventions import (
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
from service.language.temporal.timewords import (
    BYGONE,
    CODES,
    COMING,
    DASHES,
    DETERMINERS,
    FUNCTION_WORDS,
    MONEY,
    PARTS,
    PREPOSITIONS,
    SEASON_LINKS,
    SEASONS,
)


def read_season(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """This summer, in the autumn, next spring, winter 2026. Not a fall of prices."""
    season, last = SEASONS[line.low(at)], at + 1
    year, end = year_behind(line, last)
    if year is not None:
        if line.low(end) == "-" and line.low(end + 1).isdecimal():
            year, end = year + 1, end + 2
        elif season == min(SEASONS.values()):
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
    before, behind = line.low(at - 1), line.low(at + 1)
    if behind == "of":
        return False
    if before == "the":
        before = line.low(at - 2)
        return before in PREPOSITIONS or before in PARTS or before == "end"
    licensed = before in SEASON_LINKS or before in PARTS or before in DASHES
    return licensed or before in COMING or before in BYGONE or before == "this"


def read_year(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """2027, mid-2027, fiscal 2027, 2026-27, the 2030s. Not 2,027 of anything, nor "to 2000 homes"."""
    year, last = int(line.low(at)), at + 1
    if line.low(last) in {"s", "'s"} and year % 10 == 0 and line.low(at - 1) in {"the", "-", *PARTS}:
        return narrowed(line, Reading(at, last + 1, fixed(years_of(year, year + 9, Unit.DECADE))))
    find = fixed(year_of(year))
    if line.low(last) in DASHES and len(line.low(last + 1)) == 2 and line.low(last + 1).isdecimal():
        find, last = fixed(years_of(year, year // 100 * 100 + int(line.low(last + 1)), Unit.YEAR)), last + 2
    first = at
    while line.low(first - 1) in {"fiscal", "fy", "calendar", "year"}:
        first -= 1
    reading = narrowed(line, Reading(first, last, find))
    return reading if reading.first < at or _is_year_place(line, at, last) else None


def _is_year_place(line: Line, at: int, last: int) -> bool:
    before, behind = line.low(at - 1), line.low(last)
    if before in DETERMINERS:
        return behind[:1].isalnum() and behind not in FUNCTION_WORDS
    if before in {"and", "or", *DASHES}:
        return is_year(line.low(at - 2)) or line.low(at - 2) == "now"
    if before not in PREPOSITIONS and before not in {"than", "as"}:
        return False
    loose = before in {"to", "for", "from", "about", "around", "over", "within", "at", "of", "than", "as", "on"}
    return not (counts(line, last - 1) and (loose or behind in MONEY))


def read_code(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Q4 or H2 with no year beside it."""
    number, unit = CODES[line.low(at)]
    if line.low(at - 1) not in PREPOSITIONS:
        return None
    return Reading(at, at + 1, first_of_year(lambda year: nth_part(year_of(year), number, unit)))


def read_year_end(line: Line, at: int, _anchor: date | None) -> Reading | None:
    """Year-end or month-end, with or without "the" or a year."""
    unit = Unit.MONTH if line.low(at).startswith("month") else Unit.YEAR
    period = containing(line.today, unit)
    year, last = year_behind(line, at + 1)
    if year is not None:
        period = year_of(year)
    first = at - (line.low(at - 1) == "the")
    if line.low(first - 1) == "before":
        first -= 1
    return Reading(first, last, fixed(period))

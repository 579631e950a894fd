"""The time expressions of a sentence, each with its last day; knows nothing of the events they date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.detect.conventions import Period, Unit, after_days
from service.detect.durations import read_unit
from service.detect.named_days import (
    FIRST_YEAR,
    LAST_YEAR,
    YEAR_ENDS,
    Reader,
    is_year,
    read_code,
    read_day_part,
    read_day_word,
    read_feast,
    read_month,
    read_nth,
    read_numeric,
    read_season,
    read_weekday,
    read_year,
    read_year_end,
    read_yesterday,
)
from service.detect.readings import Line, Reading
from service.detect.timewords import (
    CLOCK_NAMES,
    CODES,
    DAY_PARTS,
    DAY_WORDS,
    DETERMINERS,
    FEAST_WORDS,
    FUNCTION_WORDS,
    MERIDIEMS,
    MONTHS,
    PARTS,
    PLURAL_UNITS,
    PREPOSITIONS,
    RANGE_WORDS,
    SEASONS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    ZONES,
    Link,
)
from service.detect.tokens import Tokens


_YEARS = [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]


def _readers() -> Mapping[str, Reader]:
    """The reader of each word that an expression can be built around."""
    readers: dict[str, Reader] = {}
    for words, reader in (
        (UNITS, read_unit),
        (PLURAL_UNITS, read_unit),
        (WEEKDAYS, read_weekday),
        (SHORT_WEEKDAYS, read_weekday),
        (MONTHS, read_month),
        (SEASONS, read_season),
        (DAY_PARTS, read_day_part),
        (DAY_WORDS, read_day_word),
        (FEAST_WORDS, read_feast),
        (YEAR_ENDS, read_year_end),
        (CODES, read_code),
        (("yesterday",), read_yesterday),
        (_YEARS, read_year),
        ((f"{number}{ending}" for number in range(1, 32) for ending in ("st", "nd", "rd", "th")), read_nth),
    ):
        readers |= dict.fromkeys(words, reader)
    return readers | {"night": _read_night}


def _read_night(line: Line, at: int, anchor: date | None) -> Reading | None:
    return read_day_part(line, at, anchor) or read_unit(line, at, anchor)


_READERS = _readers()
_LONG_UNITS = ("week", "month", "year", "decade", "century")
_HYPHENED = frozenset(
    f"{part}-{word}"
    for part in (*PARTS, "end")
    for word in (*MONTHS, *SEASONS, *_LONG_UNITS, *_YEARS, *(f"{year}s" for year in _YEARS))
)
_SPANS = frozenset(f"{year}-{(year + 1) % 100:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1))
_TIME_WORDS = _READERS.keys() | _HYPHENED | _SPANS
_DATE_LENGTHS = frozenset(range(8, 11))  # of 2026-2-1 and 11.02.2026
_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")
_PIECES = MONTHS.keys() | WEEKDAYS.keys() | SEASONS.keys() | PARTS.keys() | {"end", *_LONG_UNITS}
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?|[0-2]\d[0-5]\d")
_GAP = 9  # the longest stretch between two times that still belong together
_JOINTS = frozenset({",", ".", "(", "of", "on", "in", "at", "the", "early", "late", "later"})
_AND = frozenset({"and", "or", "&", ","})
_DAYTIME = frozenset({"morning", "afternoon", "evening", "night", "week", "weekend", "day", "month", "weeks"})


@dataclass(frozen=True, slots=True)
class Time:
    """Tokens [first, last) that name a time, the preposition before it included.

    `due` is the last day that an event so dated would be on time; None for a time that is over, comes
    again and again, or sets no last day. `core` is the first token after the preposition. `setting`
    tells that the time dates a noun (`of March`, `Friday's`, `the 2024 election`): `noun` is then the
    token from which that noun is to be sought, forwards, or -1 where it stands before the time.
    """

    first: int
    core: int
    last: int
    due: date | None
    link: Link
    setting: bool


def has_time(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens [first, last) hold a word that a time could be built around; never False wrongly."""
    lows = tokens.lows[first:last]
    if not _TIME_WORDS.isdisjoint(lows):
        return True
    return not _DATE_LENGTHS.isdisjoint(map(len, lows)) and any(map(_DATE.fullmatch, lows))


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading in its place: what it comes to on the day of publication, and the preposition before it."""

    reading: Reading
    period: Period | None
    link: Link
    start: int  # where the preposition begins
    bare: bool  # no preposition


def read_times(tokens: Tokens, first: int, last: int, published: date) -> list[Time]:
    """The times named in tokens [first, last), in order, as seen from the day of publication."""
    line = _line(tokens, first, last, published)
    found = _merged(line, _linked(line, _read(line)))
    return [_time(line, one) for one in found]


def _line(tokens: Tokens, first: int, last: int, today: date) -> Line:
    line = Line([], [], [], today)
    for place in range(first, last):
        low, word = tokens.lows[place], tokens.words[place]
        pieces = _pieces(word) if "-" in low or "/" in low else [word]
        line.lows.extend([low] if len(pieces) == 1 else map(str.lower, pieces))
        line.words.extend(pieces)
        line.places.extend([place] * len(pieces))
    return line


def _pieces(word: str) -> list[str]:
    """The words of a hyphened time ("mid-March", "3-5", "2026-27"); any other word is one piece."""
    if word.lower() in _READERS:
        return [word]
    left, mark, right = word.replace("/", "-").partition("-")
    if mark != word[len(left) : len(left) + 1] and not is_year(left):
        return [word]
    plural = right[-1:] == "s" and is_year(right[:-1])
    right = right[:-1] if plural else right
    if all(piece.lower() in _PIECES or (piece.isdecimal() and len(piece) <= 4) for piece in (left, right)):
        return [left, "-", right, *("s" if plural else "")]
    return [word]


def _read(line: Line) -> list[_Found]:
    found: list[_Found] = []
    anchor: date | None = None
    for at, low in enumerate(line.lows):
        reader = _READERS.get(low) or (read_numeric if low[:1].isdecimal() and len(low) >= 8 else None)
        one = _try(line, reader, at, anchor) if reader else None
        if one is None:
            continue
        while found and found[-1].reading.first >= one.reading.first:
            found.pop()
        if not found or found[-1].reading.last <= one.reading.first:
            found.append(one)
            anchor = one.period.end if one.period else None
    return found


def _try(line: Line, reader: Reader, at: int, anchor: date | None) -> _Found | None:
    try:
        reading = reader(line, at, anchor)
        period = reading.find(line.today) if reading and reading.find else None
    except (ValueError, OverflowError):  # no such day in the calendar
        return None
    return reading and _Found(reading, period, Link.AT, reading.first, bare=True)


def _linked(line: Line, found: list[_Found]) -> list[_Found]:
    linked = []
    for one in found:
        link, start = _link(line, one.reading.first)
        linked.append(replace(one, link=link, start=start, bare=start == one.reading.first))
    return linked


def _link(line: Line, first: int) -> tuple[Link, int]:
    """The preposition before word `first` and where it begins: by, no later than, before 5 p.m. on."""
    pair = line.lows[max(0, first - 2) : first]
    if pair in (["prior", "to"], ["ahead", "of"]):
        return Link.BEFORE, first - 2
    before = _before_clock(line, first - 1)
    clock = before < first - 1
    while line.low(before) in {"about", "around", "sometime", "early", "late", "later", "the"} and before >= first - 2:
        before -= 1
    word = line.low(before)
    if word in {"on", "of", "in", "at"} and (outer := _before_clock(line, before - 1)) < before - 1:
        clock, before, word = True, outer, line.low(outer)
    link = PREPOSITIONS.get(word)
    if word == "than" and line.low(before - 1) in {"later", "earlier", "sooner"}:
        return Link.AT, before - 1 - (line.low(before - 2) in {"no", "not"})
    if word == "as" and line.low(before - 2) == "as":
        return Link.AT, before - 2
    if link is None:
        return Link.AT, before + 1 if clock else first
    if link is Link.BEFORE and (clock or line.low(before - 1) in {"or", "not", "never", "n't"}):
        link = Link.AT
    if (word == "of" and line.low(before - 1) in {*_DAYTIME, "as"}) or line.low(before - 1) == "up":
        return Link.AT, before - 1 - (line.low(before - 2) == "the")
    return link, before


def _before_clock(line: Line, index: int) -> int:
    """The word before the clock time that ends at `index`; `index` itself where there is none."""
    end = index
    while line.low(end) in ZONES or line.low(end) == ",":
        end -= 1
    if line.low(end) in CLOCK_NAMES:
        return end - 1
    if line.low(end) in MERIDIEMS and _CLOCK.fullmatch(line.low(end - 1)):
        return end - 2
    if _CLOCK.fullmatch(line.low(end)) and (":" in line.low(end) or end < index):
        return end - 1
    return index


def _after_clock(line: Line, index: int) -> int:
    """The first word after the part of the day and the clock time that follow a date at `index`."""
    while line.low(index) in DAY_PARTS:
        index += 1
    clock = index + (line.low(index) in {"at", "by", "from"} or line.low(index) == ",")
    if line.low(clock) in CLOCK_NAMES:
        return clock + 1
    if not _CLOCK.fullmatch(line.low(clock)):
        return index
    end = clock + 1
    while line.low(end) in MERIDIEMS or line.low(end) in ZONES:
        end += 1
    return end if end > clock + 1 or ":" in line.low(clock) else index


def _merged(line: Line, found: list[_Found]) -> list[_Found]:
    merged: list[_Found] = []
    for one in found:
        both = _joined(line, merged[-1], one) if merged else None
        if both is None:
            merged.append(one)
        else:
            merged[-1] = both
    return merged


def _joined(line: Line, one: _Found, two: _Found) -> _Found | None:
    """The one time that two neighbours make together: a range, a pair, or a day within a week."""
    start = _after_clock(line, one.reading.last)
    gap = line.lows[start : two.reading.first]
    if len(gap) > _GAP or _is_possessive(line, one):
        return None
    try:
        joined = _join(one, two, _without_clock(line, gap, start))
    except (ValueError, OverflowError):  # no such day in the calendar
        return None
    return joined


def _without_clock(line: Line, gap: list[str], start: int) -> list[str]:
    end = start + len(gap)
    before = _before_clock(line, end - 1)
    return line.lows[start : before + 1] if before >= start - 1 else gap


def _join(one: _Found, two: _Found, gap: list[str]) -> _Found | None:
    reading = Reading(one.reading.first, two.reading.last, None)
    if one.period is None or two.period is None:
        close = _JOINTS.issuperset(gap)
        return replace(one, reading=reading, period=None) if close else None
    if gap and (gap[0] in RANGE_WORDS or gap[-1] in RANGE_WORDS) and len(gap) <= 2 and two.reading.find:
        later = two.reading.find(one.period.start)
        return _spanning(one, reading, one.period, later)
    if not gap or _JOINTS.issuperset(gap):
        return _nested(one, two, reading)
    if _AND.issuperset(gap) and one.period.unit == two.period.unit and two.reading.find:
        return _spanning(one, reading, one.period, two.reading.find(one.period.start))
    return None


def _spanning(one: _Found, reading: Reading, start: Period, end: Period) -> _Found | None:
    if end.end < start.start:
        return None
    period = Period(start.start, end.end, end.unit)
    return replace(one, reading=replace(reading, find=lambda _day: period), period=period)


def _nested(one: _Found, two: _Found, reading: Reading) -> _Found | None:
    """Of a finer and a coarser time side by side, the finer within the coarser; of two days, the later."""
    if two.link in {Link.BEFORE, Link.AFTER, Link.FROM} or one.period is None or two.period is None:
        return None
    fine, coarse = (one, two) if one.period.unit < two.period.unit else (two, one)
    if fine.reading.find is None or coarse.period is None:
        return None
    period = fine.reading.find(coarse.period.start)
    if not coarse.period.covers(period) and fine.period:
        period = max(one.period, two.period, key=lambda p: p.end) if one.period.unit == two.period.unit else fine.period
    return replace(one, reading=replace(reading, find=lambda _day: period), period=period)


def _is_possessive(line: Line, one: _Found) -> bool:
    return line.low(one.reading.last) in {"'s", "'"}


def _time(line: Line, one: _Found) -> Time:
    reading, link, period = one.reading, one.link, one.period
    last = reading.last + 1 if _is_possessive(line, one) else _after_clock(line, reading.last)
    due = None
    if period and link is not Link.AFTER:
        due = after_days(period.start, -1) if link is Link.BEFORE else period.end
    setting = _is_possessive(line, one) or link is Link.OF or _is_attributive(line, one)
    places = line.places
    return Time(places[one.start], places[reading.first], places[last - 1] + 1, due, link, setting)


def _is_attributive(line: Line, one: _Found) -> bool:
    """Whether the time stands within a noun phrase: the 2024 election, a Monday deadline, its June summit."""
    behind = line.low(one.reading.last)
    if not one.bare or not behind[:1].isalnum() or behind in FUNCTION_WORDS or behind in DAY_PARTS:
        return False
    before = line.low(one.reading.first - 1)
    month = one.period is not None and one.period.unit is Unit.MONTH and line.low(one.reading.last - 1) in MONTHS
    return before in DETERMINERS or (month and line.low(one.reading.first) in MONTHS)

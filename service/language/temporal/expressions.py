"""The time expressions of a sentence, each with its last day; knows nothing of the events they date."""

from datetime import date
from typing import NamedTuple

from service.language.temporal.conventions import Finder, Period, Unit, after_days, containing
from service.language.temporal.links import after_clock, before_clock, link_before
from service.language.temporal.named_days import read_numeric
from service.language.temporal.readers import line_of, readers
from service.language.temporal.readings import Line, Reader, Reading, fixed
from service.language.temporal.timewords import Link, lexis
from service.language.tokens import Tokens

NEAREST = 3  # days: "Friday's" match is the next one if that is nearer than the last one
_GAP = 9  # the longest stretch between two times that still belong together


class Time(NamedTuple):
    """Tokens [first, last) that name a time, the preposition before it included.

    `due` is the last day that an event so dated would be on time; None for a time that is over, comes
    again and again, or sets no last day. `core` is the first token after the preposition. `setting`
    tells that the time dates a noun (`of March`, `Friday's`, `the 2024 election`). `ahead` tells that it
    can only be one to come: it begins after the day of publication, and a weekday within three days.
    """

    first: int
    core: int
    last: int
    due: date | None
    link: Link
    setting: bool
    ahead: bool


class _Found(NamedTuple):
    """A reading in its place: what it comes to on the day of publication, and the preposition before it."""

    reading: Reading
    period: Period | None
    link: Link
    start: int  # where the preposition begins
    bare: bool  # no preposition
    opening: Finder | None = None  # of several times in a row, what finds the first


def read_times(tokens: Tokens, first: int, last: int, published: date) -> list[Time]:
    """The times named in tokens [first, last), in order, as seen from the day of publication."""
    line = line_of(tokens, first, last, published)
    found = _merged(line, _linked(line, _read(line)))
    return [_time(line, one) for one in found]


def _read(line: Line) -> list[_Found]:
    found: list[_Found] = []
    anchor: date | None = None
    known = readers()
    for at in [at for at, low in enumerate(line.lows) if low in known or "0" <= low < ":"]:
        one = _try(line, known.get(line.lows[at], read_numeric), at, anchor)
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
    return _Found(reading, period, Link.AT, reading.first, bare=True) if reading else None


def _linked(line: Line, found: list[_Found]) -> list[_Found]:
    linked = []
    for one in found:
        link, start = link_before(line, one.reading.first)
        if one.period and line.phrase_at(start, lexis().weeks_of):
            one = one._replace(period=containing(one.period.start, Unit.WEEK))
        linked.append(one._replace(link=link, start=start, bare=start == one.reading.first))
    return linked


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
    start = after_clock(line, one.reading.last)
    gap = line.lows[start : two.reading.first]
    if len(gap) > _GAP or _is_possessive(line, one):
        return None
    try:
        if (two.link is Link.TO and two.start <= start) or (len(gap) == 1 and gap[0] in lexis().range_words):
            return _union(one, two)
        phrase = two.link is Link.OF and _is_before_noun(line, two)
        return _join(one, two, _without_clock(line, gap, start), phrase=phrase)
    except (ValueError, OverflowError):  # no such day in the calendar
        return None


def _without_clock(line: Line, gap: list[str], start: int) -> list[str]:
    end = start + len(gap)
    before = before_clock(line, end - 1)
    return line.lows[start : before + 1] if before >= start - 1 else gap


def _join(one: _Found, two: _Found, gap: list[str], *, phrase: bool) -> _Found | None:
    """Joins two times over the words of `gap`; `phrase` tells that the second stands before a noun of its own."""
    reading = Reading(one.reading.first, two.reading.last, None)
    if one.period is None or two.period is None:
        close = lexis().joints_within.issuperset(gap) and "," not in gap
        return one._replace(reading=reading, period=None) if close else None
    if not gap or lexis().joints_within.issuperset(gap):
        return None if phrase else _nested(one, two, reading)
    joined = lexis().joints_between.issuperset(gap) and one.period.unit == two.period.unit
    return _union(one, two) if joined else None


def _union(one: _Found, two: _Found) -> _Found | None:
    """From the first day of one to the last day of the other, where that comes later."""
    if one.period is None or two.reading.find is None:
        return None
    opening, closing = one.opening or one.reading.find or fixed(one.period), two.reading.find

    def find(day: date) -> Period:
        start = opening(day).start
        end = closing(start)
        return Period(start, end.end, end.unit)

    period = find(one.period.start)
    if period.end < period.start:
        return None
    return one._replace(reading=Reading(one.reading.first, two.reading.last, find), period=period, opening=opening)


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
    return one._replace(reading=reading._replace(find=fixed(period)), period=period)


def _is_possessive(line: Line, one: _Found) -> bool:
    return line.low(one.reading.last) in lexis().possessive


def _time(line: Line, one: _Found) -> Time:
    reading, link, period = one.reading, one.link, one.period
    last = reading.last + 1 if _is_possessive(line, one) else after_clock(line, reading.last)
    due = _last_day(period, link) if period else None
    setting = _is_possessive(line, one) or link is Link.OF or _is_attributive(line, one)
    places = line.places
    ahead = period is not None and _is_ahead(line, reading, period)
    return Time(places[one.start], places[reading.first], places[last - 1] + 1, due, link, setting, ahead)


def _is_ahead(line: Line, reading: Reading, period: Period) -> bool:
    weekday = reading.last - reading.first == 1 and line.low(reading.first) in lexis().weekdays
    days = (period.start - line.today).days + (line.low(reading.first) in lexis().evening_ahead)
    return 0 < days <= NEAREST if weekday else days > 0


def _last_day(period: Period, link: Link) -> date | None:
    if link is Link.BEFORE:
        return after_days(period.start, -1) if period.start > date.min else None
    return None if link is Link.AFTER else period.end


def _is_attributive(line: Line, one: _Found) -> bool:
    """Whether the time stands within a noun phrase: the 2024 election, a Monday deadline, its June summit."""
    if not one.bare or not _is_before_noun(line, one):
        return False
    before = line.low(one.reading.first - 1)
    month = (
        one.period is not None and one.period.unit is Unit.MONTH and line.low(one.reading.last - 1) in lexis().months
    )
    return before in lexis().determiners or (month and line.low(one.reading.first) in lexis().months)


def _is_before_noun(line: Line, one: _Found) -> bool:
    behind = line.low(one.reading.last)
    return behind[:1].isalnum() and behind not in lexis().function_words and behind not in lexis().day_parts

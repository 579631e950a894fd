"""The preposition before a time, and the hours of the day around it, which no day depends on."""

import re

from service.language.temporal.readings import Line
from service.language.temporal.timewords import CLOCK_NAMES, DAY_PARTS, MERIDIEMS, PREPOSITIONS, ZONES, Link

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?|[0-2]\d[0-5]\d")
_LOOSE = frozenset({"about", "around", "sometime", "early", "late", "later", "the"})
_DAYTIME = frozenset({"morning", "afternoon", "evening", "night", "week", "weekend", "day", "month", "weeks"})


def link_before(line: Line, first: int) -> tuple[Link, int]:
    """The preposition before word `first` and where it begins: by, no later than, before 5 p.m. on."""
    phrase = _phrase_before(line, first)
    if phrase is not None:
        return phrase
    before = before_clock(line, first - 1)
    clock = before < first - 1
    while line.low(before) in _LOOSE and before >= first - 2:
        before -= 1
    word = line.low(before)
    if word in {"on", "of", "in", "at"} and (outer := before_clock(line, before - 1)) < before - 1:
        clock, before, word = True, outer, line.low(outer)
    if word == "than" and line.low(before - 1) in {"later", "earlier", "sooner"}:
        return Link.AT, before - 1 - (line.low(before - 2) in {"no", "not"})
    if word == "as" and line.low(before - 2) == "as":
        return Link.AT, before - 2
    link = PREPOSITIONS.get(word)
    if link is None:
        return Link.AT, before + 1 if clock else first
    return _in_context(line, before, link, clock=clock)


def _phrase_before(line: Line, first: int) -> tuple[Link, int] | None:
    """The prepositions of several words: prior to, ahead of, between now and."""
    if line.lows[max(0, first - 2) : first] in (["prior", "to"], ["ahead", "of"]):
        return Link.BEFORE, first - 2
    if line.lows[max(0, first - 3) : first] == ["between", "now", "and"]:
        return Link.AT, first - 3
    return None


def _in_context(line: Line, before: int, link: Link, *, clock: bool) -> tuple[Link, int]:
    """A preposition after others: on or before, not before, the night of, up to. Before an hour of D is on D."""
    outer = line.low(before - 1)
    if link is Link.BEFORE and (clock or outer in {"or", "not", "never", "n't"}):
        return Link.AT, before
    if (line.low(before) == "of" and outer in {*_DAYTIME, "as"}) or outer == "up":
        return Link.AT, before - 1 - (line.low(before - 2) == "the")
    return link, before


def before_clock(line: Line, index: int) -> int:
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


def after_clock(line: Line, index: int) -> int:
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

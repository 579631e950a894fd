"""The preposition before a time, and the hours of the day around it, which no day depends on."""

import re

from service.language.temporal.readings import Line
from service.language.temporal.timewords import Link, lexis

_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?|[0-2]\d[0-5]\d")


def link_before(line: Line, first: int) -> tuple[Link, int]:
    """The preposition before word `first` and where it begins: by, no later than, before 5 p.m. on."""
    words = lexis()
    if phrase := line.phrase_before(first, words.link_phrases):
        return words.link_phrases[phrase], first - len(phrase)
    before = before_clock(line, first - 1)
    clock = before < first - 1
    while line.low(before) in words.loose and before >= first - 2:
        before -= 1
    word = line.low(before)
    if word in words.clocked and (outer := before_clock(line, before - 1)) < before - 1:
        clock, before, word = True, outer, line.low(outer)
    if phrase := line.phrase_before(before + 1, words.bounding_phrases):
        return words.bounding_phrases[phrase], before + 1 - len(phrase)
    link = words.prepositions.get(word)
    if link is None:
        return Link.AT, before + 1 if clock else first
    return _in_context(line, before, link, clock=clock)


def _in_context(line: Line, before: int, link: Link, *, clock: bool) -> tuple[Link, int]:
    """A preposition after others: on or before, not before, the night of, up to. Before an hour of D is on D."""
    outer, words = line.low(before - 1), lexis()
    if link is Link.BEFORE and (clock or outer in words.not_before):
        return Link.AT, before
    if (link is Link.OF and outer in words.moments_of) or outer in words.upto:
        return Link.AT, before - 1 - (line.low(before - 2) in words.the)
    return link, before


def before_clock(line: Line, index: int) -> int:
    """The word before the clock time that ends at `index`; `index` itself where there is none."""
    end, words = index, lexis()
    while line.low(end) in words.zones or line.low(end) == ",":
        end -= 1
    if line.low(end) in words.clock_names:
        return end - 1
    if line.low(end) in words.meridiems and _CLOCK.fullmatch(line.low(end - 1)):
        return end - 2
    if _CLOCK.fullmatch(line.low(end)) and (":" in line.low(end) or end < index):
        return end - 1
    return index


def after_clock(line: Line, index: int) -> int:
    """The first word after the part of the day and the clock time that follow a date at `index`."""
    words = lexis()
    while line.low(index) in words.day_parts:
        index += 1
    clock = index + (line.low(index) in words.clock_links)
    if line.low(clock) in words.clock_names:
        return clock + 1
    if not _CLOCK.fullmatch(line.low(clock)):
        return index
    end = clock + 1
    while line.low(end) in words.meridiems or line.low(end) in words.zones:
        end += 1
    return end if end > clock + 1 or ":" in line.low(clock) else index

"""The words that times are built around, each with what reads the time: the gate, and a sentence made ready."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from service.language.temporal.durations import read_unit
from service.language.temporal.named_days import (
    day_number,
    is_year,
    read_day_part,
    read_day_word,
    read_feast,
    read_month,
    read_nth,
    read_weekday,
    read_yesterday,
)
from service.language.temporal.named_periods import read_code, read_season, read_year, read_year_end
from service.language.temporal.readings import Line, Reader, Reading
from service.language.temporal.timewords import CODES, FIRST_YEAR, LAST_YEAR, lexis
from service.language.tokens import Tokens

_YEARS = [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
_SPANS = [f"{year}-{(year + 1) % 100:02}" for year in range(FIRST_YEAR, LAST_YEAR + 1)]
_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}/\d{2}")


@cache
def readers() -> Mapping[str, Reader]:
    """The reader of each word that an expression can be built around."""
    words, found = lexis(), dict[str, Reader]()
    for built, reader in (
        (words.units, read_unit),
        (words.plural_units, read_unit),
        (words.weekdays, read_weekday),
        (words.short_weekdays, read_weekday),
        (words.months, read_month),
        (words.seasons, read_season),
        (words.day_parts, read_day_part),
        (words.day_parts & words.units.keys(), _read_part_or_unit),
        (words.day_words, read_day_word),
        (words.feast_words, read_feast),
        (words.unit_ends, read_year_end),
        (CODES, read_code),
        (words.yesterday, read_yesterday),
        (_YEARS, read_year),
        ([f"{number}{ending}" for number in range(1, 32) for ending in words.nth_endings], read_nth),
    ):
        found |= dict.fromkeys(built, reader)
    return found


def _read_part_or_unit(line: Line, at: int, anchor: date | None) -> Reading | None:
    """ "This night" is a part of a day, "for two nights" so many days."""
    return read_day_part(line, at, anchor) or read_unit(line, at, anchor)


@cache
def _time_words() -> frozenset[str]:
    """The tokens around which an expression can be built, hyphened ones among them."""
    words = lexis()
    parts, decades = (*words.parts, *words.edge), [f"{year}s" for year in _YEARS]
    built = (*words.months, *words.seasons, *words.long_units, *_YEARS, *decades)
    return frozenset((*readers(), *_SPANS, *(f"{part}-{word}" for part in parts for word in built)))


@cache
def _parted_words() -> frozenset[str]:
    """The words that a hyphened time may be made of, figures apart."""
    words = lexis()
    return words.edge.union(words.months, words.weekdays, words.seasons, words.parts, words.long_units)


def has_time(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens [first, last) hold a word that a time could be built around; never False wrongly."""
    lows = tokens.lows[first:last]
    if not _time_words().isdisjoint(lows):
        return True
    figures = [low for low in lows if "0" <= low < ":"]
    return bool(figures) and any(map(_DATE.fullmatch, figures))


def line_of(tokens: Tokens, first: int, last: int, today: date) -> Line:
    """Tokens [first, last) as a line, with hyphened times in pieces."""
    lows, words, places = tokens.lows[first:last], tokens.words[first:last], list(range(first, last))
    said = "".join(lows)
    if "-" not in said and "/" not in said:
        return Line(lows, words, places, today)
    hyphened = [place for place, low in zip(places, lows, strict=True) if "-" in low or "/" in low]
    parted = {place: pieces for place in hyphened if len(pieces := _pieces(tokens.words[place])) > 1}
    if not parted:
        return Line(lows, words, places, today)
    line = Line([], [], [], today)
    for place, low, word in zip(places, lows, words, strict=True):
        pieces = parted.get(place, [word])
        line.words.extend(pieces)
        line.lows.extend(map(str.lower, pieces) if place in parted else [low])
        line.places.extend([place] * len(pieces))
    return line


def _pieces(word: str) -> list[str]:
    """The words of a hyphened time ("mid-March", "3-5", "2026-27"); any other word is one piece."""
    if word.lower() in readers():
        return [word]
    left, mark, right = word.replace("/", "-").partition("-")
    if mark != word[len(left) : len(left) + 1] and not is_year(left):
        return [word]
    plural = right[-1:] == "s" and is_year(right[:-1])
    right = right[:-1] if plural else right
    if all(piece.lower() in _parted_words() or _is_figure(piece) for piece in (left, right)):
        return [left, "-", right, *("s" if plural else "")]
    return [word]


def _is_figure(piece: str) -> bool:
    return (piece.isdecimal() and len(piece) <= 4) or day_number(piece) is not None

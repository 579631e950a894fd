"""Readings: what a run of words says about days, before a preposition or a neighbour has its say."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from service.language.temporal.conventions import (
    Finder,
    Period,
    PeriodPart,
    after_days,
    nth_part,
    one_day,
    opening,
    part_of,
)
from service.language.temporal.timewords import CODES, lexis

NARROWINGS = 3  # "late in the second half of the first quarter of" is as deep as anyone writes


@dataclass(slots=True)
class Line:
    """The words of one sentence, hyphened times parted, and the day they were published.

    `places[i]` is the index among the text's tokens of the token that word i comes from.
    """

    lows: list[str]
    words: list[str]
    places: list[int]
    today: date

    def low(self, index: int) -> str:
        """The word at `index` in lower case; empty outside of the sentence."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def phrase_at(self, index: int, phrases: Collection[tuple[str, ...]]) -> int:
        """How many words the phrase has that begins at `index`; 0 where none of `phrases` does. `*` is any word."""
        first = self.low(index)
        found = [len(phrase) for phrase in phrases if phrase[0] == first and self._is_phrase(index, phrase)]
        return max(found) if found else 0

    def phrase_before(self, index: int, phrases: Collection[tuple[str, ...]]) -> tuple[str, ...]:
        """The longest of `phrases` that ends right before the word at `index`; () where none does."""
        last = self.low(index - 1)
        found = [phrase for phrase in phrases if phrase[-1] == last and self._is_phrase(index - len(phrase), phrase)]
        return max(found, key=len) if found else ()

    def _is_phrase(self, index: int, phrase: tuple[str, ...]) -> bool:
        return all(word in ("*", self.low(at)) for at, word in enumerate(phrase, index))


class Reading(NamedTuple):
    """Words [first, last) of a line and the period they stand for.

    `find` gives the first such period not over on a day, so that a neighbour can move it ("Monday" of
    next week); None where the time lies in the past or is no single one.
    """

    first: int
    last: int
    find: Finder | None


# Reads the time around a word of a line; the date is the last day of the time named before it, if any.
Reader = Callable[[Line, int, date | None], Reading | None]


def fixed(period: Period) -> Finder:
    """A finder of the one period, whatever the day."""
    return lambda _day: period


def bygone(first: int, last: int) -> Reading:
    """A time that is over."""
    return Reading(first, last, None)


def _each(find: Finder, change: Callable[[Period], Period]) -> Finder:
    """Finds the first changed period that is not over, even where the period around it is not over yet."""

    def found(day: date) -> Period:
        whole = find(day)
        changed = change(whole)
        return changed if changed.end >= day else change(find(after_days(whole.end, 1)))

    return found


def narrowed(line: Line, reading: Reading) -> Reading:
    """The reading with the words before it that pick a part: late, the end of, the first half of, Q2."""
    for _ in range(NARROWINGS):
        wider = _narrowed_once(line, reading)
        if wider is None:
            return reading
        reading = wider
    return reading


def _narrowed_once(line: Line, reading: Reading) -> Reading | None:
    before, words = reading.first - 1, lexis()
    if line.low(before) in words.the and line.low(before - 1) in words.part_links:
        before -= 1
    word = line.low(before)
    if word == "-":
        word = line.low(before := before - 1)
    if word in words.of:
        return _part_of_the(line, reading, before - 1)
    if word in words.loose_part_links and line.low(before - 1) in words.parts:
        word = line.low(before := before - 1)
    if word in words.parts and before >= reading.first - 3:
        part = words.parts[word]
        return _narrow(reading, before, lambda period: part_of(period, part))
    if word in CODES or (word in words.edge and before == reading.first - 1):
        return _part_of_the(line, reading, before)
    return None


def _part_of_the(line: Line, reading: Reading, noun: int) -> Reading | None:
    """The reading with "[the] NOUN [of]" before it, NOUN being at `noun`."""
    words = lexis()
    word, ordinal = line.low(noun), words.ordinals.get(line.low(noun - 1))
    if word in CODES:
        number, unit = CODES[word]
        return _narrow(reading, noun, lambda period: nth_part(period, number, unit))
    if word in words.remainders:
        return _narrow(reading, _with_article(line, noun), lambda period: period)
    if ordinal is not None and word in words.numbered_parts:
        part = words.numbered_parts[word]
        return _narrow(reading, _with_article(line, noun - 1), lambda period: nth_part(period, ordinal, part))
    if word in words.plural_units:
        return _stretch_of(line, reading, noun)
    return _edge(line, reading, noun) if word in words.part_nouns else None


def _stretch_of(line: Line, reading: Reading, noun: int) -> Reading | None:
    """The first three months of, the closing weeks of."""
    word, words = line.low(noun - 1), lexis()
    count = words.numbers.get(word) or (int(word) if word.isdecimal() else None)
    ordinal = noun - 1 if count is None else noun - 2
    place, unit = words.ordinals.get(line.low(ordinal)), words.plural_units[line.low(noun)]
    if place == -1:
        return _narrow(reading, _with_article(line, ordinal), lambda period: period)
    if place == 1 and count is not None:
        return _narrow(reading, _with_article(line, ordinal), lambda period: opening(period, count, unit))
    return None


def _edge(line: Line, reading: Reading, noun: int) -> Reading:
    """The start, middle or end of a period. Before its end is by its end; by its start is on its first day."""
    words = lexis()
    first, part = _with_article(line, noun), words.part_nouns[line.low(noun)]
    if part is PeriodPart.LATE and line.low(first - 1) in words.before:
        return _narrow(reading, first - 1, lambda period: period)
    if part is PeriodPart.EARLY and line.low(first - 1) in words.first_day_links:
        return _narrow(reading, first, lambda period: one_day(period.start))
    return _narrow(reading, first, lambda period: part_of(period, part))


def _with_article(line: Line, index: int) -> int:
    """Where the noun phrase at `index` begins when its article, or "very", is counted in."""
    while line.low(index - 1) in lexis().articles_within:
        index -= 1
    return index


def _narrow(reading: Reading, first: int, change: Callable[[Period], Period]) -> Reading:
    find = reading.find
    return reading._replace(first=first, find=None if find is None else _each(find, change))

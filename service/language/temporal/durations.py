"""Times that are counted in units: next week, in three days, over the coming months, two weeks from now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from service.language.temporal.conventions import (
    Finder,
    Period,
    Unit,
    after,
    after_days,
    containing,
    first_quarter,
    following,
)
from service.language.temporal.readings import Line, Reading, bygone, fixed, narrowed
from service.language.temporal.timewords import (
    APPROXIMATE,
    BYGONE,
    COMING,
    DETERMINERS,
    FILLERS,
    NUMBERS,
    ORDINALS,
    PART_NOUNS,
    PARTS,
    PLURAL_UNITS,
    RECURRENT,
    REMAINDERS,
    SUPERLATIVES,
    UNITS,
    VAGUE,
    VAGUE_COUNTS,
    WEEKDAYS,
)

LEFTMOST = 7  # words that may stand between "within" and its unit


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit at word `at`, with the count before it, if any, that begins at word `first`."""

    at: int
    first: int
    unit: Unit
    count: int | None  # None: no count at all
    counted: bool  # in the plural, or with a number, so that it measures a stretch of time


def number_of(word: str) -> int | None:
    """The number that a word or figure stands for. Raises ValueError for figures beyond all reason."""
    if word.isdecimal():
        return int(word)
    if word in NUMBERS:
        return NUMBERS[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in NUMBERS and ones in NUMBERS:
        return NUMBERS[tens] + NUMBERS[ones]
    return None


def read_unit(line: Line, at: int, anchor: date | None) -> Reading | None:
    """The reading around a unit of time, or None where it only measures ("for two years", "a year ago").

    `anchor` is the last day of the time named before in the sentence, for "the following week".
    """
    measure = _measure(line, at)
    for read in _READERS:
        reading = read(line, measure, anchor)
        if reading is not None:
            return reading
    return None


def _measure(line: Line, at: int) -> Measure:
    word = line.low(at)
    unit, factor = UNITS.get(word) or PLURAL_UNITS[word]
    first = at
    while line.low(first - 1) in FILLERS and first > at - 3:
        first -= 1
    count, first = _count_before(line, first)
    if count is None:
        vague = _VAGUENESS.isdisjoint(line.lows[first:at])
        return Measure(at, first, unit, None if vague else VAGUE_COUNTS[unit], word in PLURAL_UNITS)
    return Measure(at, first, unit, count * factor, counted=True)


_VAGUENESS = VAGUE | {"couple"}


def _count_before(line: Line, index: int) -> tuple[int | None, int]:
    """The count that ends before `index` (None when vague or absent) and where it begins."""
    word = line.low(index - 1)
    if word in VAGUE:
        return None, index - 2 if line.low(index - 2) == "a" else index - 1
    if word == "of" and line.low(index - 2) in {"couple", "handful"}:
        first = index - 3 if line.low(index - 3) == "a" else index - 2
        return (2 if line.low(index - 2) == "couple" else None), first
    count = number_of(word)
    if count is None:
        return None, index
    if line.low(index - 2) in {"to", "or", "-", "–"} and number_of(line.low(index - 3)) is not None:
        return count, index - 3
    return count, index - 1


def _recurrent(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """Times that are over or that come again and again take up their words and yield nothing."""
    before, behind = line.low(measure.first - 1), line.low(measure.at + 1)
    if before in BYGONE or behind == "ago" or line.low(measure.first - 2) == "earlier":
        return bygone(measure.first - 1, measure.at + 1)
    if before in RECURRENT or behind in {"old", "after", "before", "long"}:
        return bygone(measure.first, measure.at + 1)
    return None


def _coming(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """The next two weeks, the coming days, the next year: counted from today. "Next year" has no article."""
    first, behind = measure.first - 1, line.low(measure.at + 1)
    ahead = behind == "ahead" or (behind == "to" and line.low(measure.at + 2) == "come")
    if line.low(first) not in COMING:
        if not ahead or line.low(first) == "for":
            return None
        first += 1
    counted = measure.counted or measure.count is not None
    if not counted and not (line.low(first - 1) == "the" and measure.unit is not Unit.DAY):
        return None
    first -= line.low(first - 1) == "the"
    last = measure.at + (1 if not ahead else 2 if behind == "ahead" else 3)
    if not counted and measure.unit in {Unit.WEEKEND, Unit.QUARTER}:
        return None
    return Reading(first, last, fixed(_stretch(line.today, measure, single=not counted)))


def _stretch(start: date, measure: Measure, *, single: bool = False) -> Period:
    count = measure.count
    if count is None:
        count = 1 if single else VAGUE_COUNTS[measure.unit]
    return Period(start, after(start, count, measure.unit), measure.unit)


def _following(line: Line, measure: Measure, anchor: date | None) -> Reading | None:
    """The following week, the next day, two days later: counted from the time before, if there is one."""
    before, behind = line.low(measure.first - 1), line.low(measure.at + 1)
    counted = measure.counted or measure.count is not None
    if behind in {"later", "afterwards", "thereafter"} and counted and line.low(measure.at + 2) != "than":
        first, last = measure.first, measure.at + 2
    elif before in {"following", "subsequent", "next"}:
        first, last = measure.first - 1, measure.at + 1
        first -= line.low(first - 1) == "the"
        if before == "next" and not (measure.unit is Unit.DAY and first < measure.first - 1):
            return None
    else:
        return None
    if anchor is None:
        return None
    period = _stretch(anchor, measure) if counted else following(anchor, measure.unit)
    return Reading(first, last, fixed(period))


def _from_now(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """Two weeks from now, a week from Friday, three weeks' time."""
    link, pivot = line.low(measure.at + 1), line.low(measure.at + 2)
    if measure.count is None:
        return None
    if link in {"'", "'s"} and pivot == "time":
        first = measure.first - (line.low(measure.first - 1) in {"in", "within"})
        return Reading(first, measure.at + 3, fixed(_stretch(line.today, measure)))
    if link == "hence":
        return Reading(measure.first, measure.at + 2, fixed(_stretch(line.today, measure)))
    if link not in {"from", "on"} or (link == "on" and measure.unit is not Unit.WEEK):
        return None
    start = _pivot(line.today, pivot)
    if start is None:
        return None
    return Reading(measure.first, measure.at + 3, fixed(_stretch(start, measure)))


def _pivot(today: date, word: str) -> date | None:
    if word in {"now", "today"}:
        return today
    if word == "tomorrow":
        return after_days(today, 1)
    if word in WEEKDAYS:
        return after_days(today, (WEEKDAYS[word] - today.isoweekday()) % 7)
    return None


def _within(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """In three days, within weeks, over five years. Not "the first in three years", "within a day of"."""
    index, stop = measure.first - 1, measure.first - LEFTMOST
    while line.low(index) in APPROXIMATE and index > stop:
        index -= 1
    link = line.low(index)
    if link not in {"in", "within", "inside", "over"} or line.low(measure.at + 1) in {"of", "that"}:
        return None
    some = measure.count is not None
    if link == "over" and not _spread_over(line, measure, index):
        return None
    if link == "in" and (_is_superlative(line, index) or not (some or _is_matter(line, index, measure))):
        return None
    if not some and not measure.counted and line.low(measure.at - 1) not in {"the", "within"}:
        return None
    return Reading(index, measure.at + 1, fixed(_stretch(line.today, measure, single=not measure.counted)))


def _spread_over(line: Line, measure: Measure, over: int) -> bool:
    """Whether "over" means a stretch to be filled ("spend it over two years"), not "more than"."""
    return (
        measure.counted
        and measure.unit >= Unit.WEEK
        and line.low(over - 1) not in {"for", "well", "just", "of", "in", "a", "after", "within"}
    )


def _is_matter(line: Line, index: int, measure: Measure) -> bool:
    return "matter" in line.lows[index : measure.at]


def _is_superlative(line: Line, index: int) -> bool:
    """Whether words shortly before make "in ten years" look back: first, only, the biggest."""
    return any(
        line.low(at) in SUPERLATIVES or (line.low(at).endswith("est") and line.low(at - 1) in DETERMINERS)
        for at in range(index - 5, index)
    )


def _calendar(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """This week, next month, the end of the year, the fourth quarter."""
    if measure.count is not None:
        return None
    find = _calendar_finder(line, measure)
    if find is None:
        return None
    first = measure.first - 1
    if line.low(first) in {"of", "in", "by", "at", "until", "before"}:
        first += 1
    last = measure.at + 1 + _ending(line, measure.at)
    reading = narrowed(line, Reading(first, last, find))
    before = reading.first - 1
    before -= line.low(before) == "in"
    return bygone(before, reading.last) if line.low(before) == "earlier" else reading


def _ending(line: Line, at: int) -> int:
    """How many words make an end of the unit: the year's end, at year end."""
    if line.lows[at + 1 : at + 3] == ["'s", "end"]:
        return 2
    return int(line.low(at + 1) == "end" and line.low(at - 1) in {"at", "by", "before", "until", "the"})


def _calendar_finder(line: Line, measure: Measure) -> Finder | None:
    word, unit, today = line.low(measure.first - 1), measure.unit, line.today
    if measure.counted or unit is Unit.HOUR:
        return None
    if word in {"this", "current", "coming"} and unit is not Unit.DAY:
        return fixed(containing(today, unit))
    if word == "next" and unit is not Unit.DAY:
        return fixed(following(today, unit))
    if word in ORDINALS and unit is Unit.QUARTER and line.low(measure.at + 1) != "of":
        return first_quarter(ORDINALS[word]) if ORDINALS[word] > 0 else None
    return fixed(containing(today, unit)) if _is_current(line, measure) else None


def _is_current(line: Line, measure: Measure) -> bool:
    """Whether "the week", "year" is the current one: the end of the week, later in the year, the weekend."""
    if measure.unit is Unit.WEEKEND:
        return line.low(measure.at - 1) == "the"
    if _ending(line, measure.at) or (line.low(measure.at - 1) == "-" and line.low(measure.at - 2) in PARTS):
        return True
    before = measure.first - 1 - (line.low(measure.first - 1) == "the")
    noun = line.low(before - 1)
    if line.low(before) == "in":
        return noun in PARTS or noun == "earlier"
    if line.low(before) != "of":
        return False
    return noun in PART_NOUNS or noun in REMAINDERS or line.low(before - 2) in ORDINALS


_Reader = Callable[[Line, Measure, date | None], Reading | None]
_READERS: tuple[_Reader, ...] = (_recurrent, _coming, _following, _from_now, _within, _calendar)

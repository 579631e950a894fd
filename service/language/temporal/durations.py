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
from service.language.temporal.timewords import VAGUE_COUNTS, lexis

SUPERLATIVE = "est"
LEFTMOST = 7  # words that may stand between "within" and its unit


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit at word `at`, with the count before it, if any, that begins at word `first`."""

    at: int
    first: int
    unit: Unit
    count: int | None  # None: no count at all
    size: int  # of how many units its word tells: two weeks a fortnight
    counted: bool  # in the plural, or with a number, so that it measures a stretch of time


def number_of(word: str) -> int | None:
    """The number that a word or figure stands for. Raises ValueError for figures beyond all reason."""
    if word.isdecimal():
        return int(word)
    if word in lexis().numbers:
        return lexis().numbers[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in lexis().numbers and ones in lexis().numbers:
        return lexis().numbers[tens] + lexis().numbers[ones]
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
    word, words = line.low(at), lexis()
    unit = words.units[word] if word in words.units else words.plural_units[word]
    first = at
    while line.low(first - 1) in words.fillers and first > at - 3:
        first -= 1
    count, first = _count_before(line, first)
    size = words.multiples.get(word, 1)
    if count is None:
        said = line.lows[first:at]
        vague = words.vague.isdisjoint(said) and words.counting_nouns.keys().isdisjoint(said)
        return Measure(at, first, unit, None if vague else VAGUE_COUNTS[unit], size, word in words.plural_units)
    return Measure(at, first, unit, count * size, size, counted=True)


def _count_before(line: Line, index: int) -> tuple[int | None, int]:
    """The count that ends before `index` (None when vague or absent) and where it begins."""
    word, words = line.low(index - 1), lexis()
    if word in words.vague:
        return None, index - 1 - (line.low(index - 2) in words.indefinite)
    if word in words.of and line.low(index - 2) in words.counting_nouns:
        return words.counting_nouns[line.low(index - 2)] or None, index - 2 - (line.low(index - 3) in words.indefinite)
    count = number_of(word)
    if count is None:
        return None, index
    if line.low(index - 2) in words.count_joints and number_of(line.low(index - 3)) is not None:
        return count, index - 3
    return count, index - 1


def _recurrent(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """Times that are over or that come again and again take up their words and yield nothing."""
    before, behind = line.low(measure.first - 1), line.low(measure.at + 1)
    words = lexis()
    if before in words.bygone or behind in words.ago or line.low(measure.first - 2) in words.earlier:
        return bygone(max(measure.first - 1, 0), measure.at + 1)
    measured = behind in words.measured and (measure.counted or measure.count is not None)
    if before in words.recurrent or measured:
        return bygone(measure.first, measure.at + 1)
    return None


def _coming(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """The next two weeks, the coming days, the next year: counted from today. "Next year" has no article."""
    first, words = measure.first - 1, lexis()
    ahead = line.phrase_at(measure.at + 1, words.ahead)
    if line.low(first) not in words.coming:
        if not ahead or line.low(first) in words.unbounded:
            return None
        first += 1
    counted, definite = measure.counted or measure.count is not None, line.low(first - 1) in words.the
    owns = line.low(measure.at + 1) in words.possessive  # "the next month's round" is that of next month
    if not counted and (owns or not definite or measure.unit is Unit.DAY):
        return None
    first -= definite
    last = measure.at + 1 + ahead
    if not counted and measure.unit in {Unit.WEEKEND, Unit.QUARTER}:
        return None
    return Reading(first, last, fixed(_stretch(line.today, measure, single=not counted)))


def _stretch(start: date, measure: Measure, *, single: bool = False) -> Period:
    count = measure.count
    if count is None:
        count = measure.size if single else VAGUE_COUNTS[measure.unit]
    return Period(start, after(start, count, measure.unit), measure.unit)


def _after_next(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """The week after next, the month after next."""
    behind = line.phrase_at(measure.at + 1, lexis().after_next)
    if not behind or measure.counted or measure.unit <= Unit.DAY:
        return None
    first = measure.first - (line.low(measure.first - 1) in lexis().the)
    skipped = following(line.today, measure.unit)
    return Reading(first, measure.at + 1 + behind, fixed(following(skipped.end, measure.unit)))


def _following(line: Line, measure: Measure, anchor: date | None) -> Reading | None:
    """The following week, the next day, two days later: counted from the time before, if there is one."""
    before, behind, words = line.low(measure.first - 1), line.low(measure.at + 1), lexis()
    counted = measure.counted or measure.count is not None
    if behind in words.later and counted and line.low(measure.at + 2) not in words.than:
        first, last = measure.first, measure.at + 2
    elif before in words.following:
        first, last = measure.first - 1, measure.at + 1
        first -= line.low(first - 1) in words.the
        if before in words.next and not (measure.unit is Unit.DAY and first < measure.first - 1):
            return None
    else:
        return None
    if anchor is None:
        return None
    period = _stretch(anchor, measure) if counted else following(anchor, measure.unit)
    return Reading(first, last, fixed(period))


def _from_now(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """Two weeks from now, a week from Friday, three weeks' time."""
    link, pivot, words = line.low(measure.at + 1), line.low(measure.at + 2), lexis()
    if measure.count is None:
        return None
    if owned := line.phrase_at(measure.at + 1, words.own_time):
        first = measure.first - (line.low(measure.first - 1) in words.within)
        return Reading(first, measure.at + 1 + owned, fixed(_stretch(line.today, measure)))
    if link in words.hence:
        return Reading(measure.first, measure.at + 2, fixed(_stretch(line.today, measure)))
    if link not in words.pivot_links and not (link in words.week_pivot_links and measure.unit is Unit.WEEK):
        return None
    start = _pivot(line.today, pivot)
    if start is None:
        return None
    return Reading(measure.first, measure.at + 3, fixed(_stretch(start, measure)))


def _pivot(today: date, word: str) -> date | None:
    words = lexis()
    if word in words.now:
        return today
    if word in words.pivot_days:
        return after_days(today, words.pivot_days[word])
    if word in words.weekdays:
        return after_days(today, (words.weekdays[word] - today.isoweekday()) % 7)
    return None


def _within(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """In three days, within weeks, over five years. Not "the first in three years", "within a day of"."""
    index, stop, words = measure.first - 1, measure.first - LEFTMOST, lexis()
    while line.low(index) in words.approximate and index > stop:
        index -= 1
    link = line.low(index)
    if link not in words.within or line.low(measure.at + 1) in words.length_bars:
        return None
    some = measure.count is not None
    if link in words.spread and not _spread_over(line, measure, index):
        return None
    if link in words.inside and not _looks_ahead(line, measure, index):
        return None
    if not some and not measure.counted and line.low(measure.at - 1) not in words.stated_length:
        return None
    return Reading(index, measure.at + 1, fixed(_stretch(line.today, measure, single=not measure.counted)))


def _looks_ahead(line: Line, measure: Measure, index: int) -> bool:
    """Whether "in" means a time to come ("in three days", "in a matter of days"), not "the first in three years"."""
    counted = measure.count is not None or _is_matter(line, index, measure)
    return counted and not _is_superlative(line, index)


def _spread_over(line: Line, measure: Measure, over: int) -> bool:
    """Whether "over" means a stretch to be filled ("spend it over two years"), not "more than"."""
    return measure.counted and measure.unit >= Unit.WEEK and line.low(over - 1) not in lexis().spread_bars


def _is_matter(line: Line, index: int, measure: Measure) -> bool:
    return not lexis().matter.isdisjoint(line.lows[index : measure.at])


def _is_superlative(line: Line, index: int) -> bool:
    """Whether words shortly before make "in ten years" look back: first, only, the biggest."""
    words = lexis()
    return any(
        line.low(at) in words.superlatives
        or (line.low(at).endswith(SUPERLATIVE) and line.low(at - 1) in words.determiners)
        for at in range(index - 5, index)
    )


def _calendar(line: Line, measure: Measure, _anchor: date | None) -> Reading | None:
    """This week, next month, the end of the year, the fourth quarter."""
    if measure.count is not None:
        return None
    find = _calendar_finder(line, measure)
    if find is None:
        return None
    first, words = measure.first - 1, lexis()
    if line.low(first) in words.calendar_links:
        first += 1
    last = measure.at + 1 + _ending(line, measure.at)
    reading = narrowed(line, Reading(first, last, find))
    before = reading.first - 1
    before -= line.low(before) in words.inside
    return bygone(before, reading.last) if line.low(before) in words.earlier else reading


def _ending(line: Line, at: int) -> int:
    """How many words make an end of the unit: the year's end, at year end."""
    words = lexis()
    if owned := line.phrase_at(at + 1, words.own_end):
        return owned
    return int(line.low(at + 1) in words.edge and line.low(at - 1) in words.edge_links)


def _calendar_finder(line: Line, measure: Measure) -> Finder | None:
    word, unit, today, words = line.low(measure.first - 1), measure.unit, line.today, lexis()
    if measure.counted or unit is Unit.HOUR:
        return None
    if word in words.current and unit is not Unit.DAY:
        return fixed(containing(today, unit))
    if word in words.next and unit is not Unit.DAY:
        return fixed(following(today, unit))
    if word in words.ordinals and unit is Unit.QUARTER and line.low(measure.at + 1) not in words.of:
        return first_quarter(words.ordinals[word]) if words.ordinals[word] > 0 else None
    return fixed(containing(today, unit)) if _is_current(line, measure) else None


def _is_current(line: Line, measure: Measure) -> bool:
    """Whether "the week", "year" is the current one: the end of the week, later in the year, the weekend."""
    words = lexis()
    if measure.unit is Unit.WEEKEND:
        return line.low(measure.at - 1) in words.the
    if _ending(line, measure.at) or (line.low(measure.at - 1) == "-" and line.low(measure.at - 2) in words.parts):
        return True
    before = measure.first - 1 - (line.low(measure.first - 1) in words.the)
    noun = line.low(before - 1)
    if line.low(before) in words.inside:
        return noun in words.parts or noun in words.earlier
    if line.low(before) not in words.of:
        return False
    return noun in words.part_nouns or noun in words.remainders or line.low(before - 2) in words.ordinals


_Reader = Callable[[Line, Measure, date | None], Reading | None]
_READERS: tuple[_Reader, ...] = (_after_next, _recurrent, _coming, _following, _from_now, _within, _calendar)

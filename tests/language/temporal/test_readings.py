"""Readings: phrases in a line, and the words that pick a part of a period."""

import pytest

from service.language.temporal.conventions import month_of, year_of
from service.language.temporal.readings import Reading, bygone, fixed, narrowed
from tests.language.temporal.lines import days, line, marked_line

MARCH, YEAR = fixed(month_of(2026, 3)), fixed(year_of(2026))
PHRASES = (("after", "next"), ("after",), ("the", "*", "after"))

PARTS = [
    ("late in *March*", "late in march", "2026-03-21 2026-03-31"),
    ("the end of *March*", "the end of march", "2026-03-21 2026-03-31"),
    ("before the end of *March*", "before the end of march", "2026-03-01 2026-03-31"),
    ("by the start of *March*", "the start of march", "2026-03-01 2026-03-01"),
    ("the first half of *March*", "the first half of march", "2026-03-01 2026-03-15"),
    ("the second week of *March*", "the second week of march", "2026-03-08 2026-03-14"),
    ("the first two weeks of *March*", "the first two weeks of march", "2026-03-01 2026-03-14"),
    ("the closing days of *March*", "the closing days of march", "2026-03-01 2026-03-31"),
    ("the rest of *March*", "the rest of march", "2026-03-01 2026-03-31"),
    ("the mayor of *March*", "march", "2026-03-01 2026-03-31"),
    ("Q2 *2026*", "q2 2026", "2026-04-01 2026-06-30"),
    ("mid *2026*", "mid 2026", "2026-05-01 2026-06-30"),
]


@pytest.mark.parametrize(("marked", "words", "found"), PARTS)
def test_a_part_of_a_period(marked: str, words: str, found: str) -> None:
    read, index = marked_line(marked)

    reading = narrowed(read, Reading(index, index + 1, YEAR if "2026" in marked else MARCH))

    assert (" ".join(read.lows[reading.first : reading.last]), days(reading)) == (words, found)


def test_what_is_over_stays_over() -> None:
    read, index = marked_line("the end of *March*")

    assert days(narrowed(read, bygone(index, index + 1))) == "over"


def test_a_part_that_is_over_is_the_next_ones() -> None:
    read, index = marked_line("early *May*")

    found = narrowed(read, Reading(index, index + 1, lambda day: month_of(2024 if day.month < 6 else 2025, 5)))

    assert days(found) == "2025-05-01 2025-05-10"


def test_phrases_of_a_line() -> None:
    read = line("the week after next")

    assert [read.phrase_at(index, PHRASES) for index in range(4)] == [3, 0, 2, 0]
    assert (read.phrase_before(4, PHRASES), read.phrase_before(2, PHRASES)) == (("after", "next"), ())
    assert (read.low(1), read.low(-1), read.low(4)) == ("week", "", "")

"""Times that are counted in units, or named by one; seen from Wednesday, 15 May 2024."""

from datetime import date

import pytest

from service.language.temporal.durations import number_of, read_unit
from tests.language.temporal.lines import told

BEFORE = date(2024, 6, 3)  # the last day of the time named before

UNITS = [
    ("the court rules next *week*", ("next week", "2024-05-20 2024-05-26")),
    ("in three *days*", ("in three days", "2024-05-15 2024-05-18")),
    ("within *days*", ("within days", "2024-05-15 2024-05-22")),
    ("over two *years*", ("over two years", "2024-05-15 2026-05-15")),
    ("two *weeks* from now", ("two weeks from now", "2024-05-15 2024-05-29")),
    ("the *week* after next", ("the week after next", "2024-05-27 2024-06-02")),
    ("the next two *weeks*", ("the next two weeks", "2024-05-15 2024-05-29")),
    ("by the end of the *year*", ("the end of the year", "2024-07-01 2024-12-31")),
    ("in the fourth *quarter*", ("fourth quarter", "2024-10-01 2024-12-31")),
    ("the following *week*", ("the following week", "2024-06-10 2024-06-16")),
    ("three *weeks* later", ("three weeks later", "2024-06-03 2024-06-24")),
    ("a *year* ago", ("a year", "over")),
    ("last *month*", ("last month", "over")),
    ("every *week*", ("week", "over")),
    ("for two *years*", None),
    ("the first in three *years*", None),
]


@pytest.mark.parametrize(("marked", "found"), UNITS)
def test_a_unit_of_time(marked: str, found: tuple[str, str] | None) -> None:
    assert told(read_unit, marked, BEFORE) == found


@pytest.mark.parametrize(
    ("word", "number"),
    [("three", 3), ("12", 12), ("twenty-one", 21), ("dozen", 12), ("a", 1), ("many", None), ("twenty-many", None)],
)
def test_the_number_of_a_word(word: str, number: int | None) -> None:
    assert number_of(word) == number

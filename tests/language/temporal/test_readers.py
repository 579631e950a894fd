"""Which words a time can be built around, and a sentence made ready for it."""

import pytest

from service.language.temporal.readers import has_time, line_of, readers
from service.language.tokens import tokenize
from tests.language.temporal.lines import WEDNESDAY, line, told

READERS = {
    "week": "read_unit", "monday": "read_weekday", "mon": "read_weekday", "march": "read_month",
    "summer": "read_season", "evening": "read_day_part", "today": "read_day_word", "christmas": "read_feast",
    "year-end": "read_year_end", "q3": "read_code", "yesterday": "read_yesterday", "2027": "read_year",
    "20th": "read_nth", "council": "",
}  # fmt: skip


def test_each_word_has_its_reader() -> None:
    assert {word: getattr(readers().get(word), "__name__", "") for word in READERS} == READERS


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("this *night*", ("this night", "2024-05-15 2024-05-15")),
        ("in two *nights*", ("in two nights", "2024-05-15 2024-05-17")),
        ("for two *nights*", None),
    ],
)
def test_a_night_is_a_part_of_a_day_or_a_unit(marked: str, found: tuple[str, str] | None) -> None:
    assert told(readers()["night" if "*night*" in marked else "nights"], marked) == found


@pytest.mark.parametrize(
    ("text", "lows", "places"),
    [
        ("in mid-March", ["in", "mid", "-", "march"], [0, 1, 1, 1]),
        ("on 3-5 June", ["on", "3", "-", "5", "june"], [0, 1, 1, 1, 2]),
        ("by 2026/27", ["by", "2026", "-", "27"], [0, 1, 1, 1]),
        ("the mid-2020s", ["the", "mid", "-", "2020", "s"], [0, 1, 1, 1, 1]),
        ("in two-week steps", ["in", "two-week", "steps"], [0, 1, 2]),
        ("a well-known man", ["a", "well-known", "man"], [0, 1, 2]),
    ],
)
def test_hyphened_times_are_parted(text: str, lows: list[str], places: list[int]) -> None:
    found = line(text)

    assert (found.lows, found.places) == (lows, places)
    assert len(found.words) == len(lows)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("in mid-March", True),
        ("by 2026/27", True),
        ("on 3.5.2026", True),
        ("three days later", True),
        ("in 1.5 of them", False),
        ("nobody was there", False),
    ],
)
def test_the_gate_lets_every_time_through(text: str, time: bool) -> None:
    tokens = tokenize(text)

    assert has_time(tokens, 0, len(tokens)) is time


def test_a_line_is_a_part_of_the_text() -> None:
    tokens = tokenize("On Monday it rained. In mid-March it will end.")

    found = line_of(tokens, 5, len(tokens), WEDNESDAY)

    assert (found.lows[:4], found.places[:4]) == (["in", "mid", "-", "march"], [5, 6, 6, 6])

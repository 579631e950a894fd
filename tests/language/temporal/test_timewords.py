"""The words of time, as the lists of temporal.toml give them."""

import pytest

from service.language.temporal.conventions import PeriodPart, Season, Unit
from service.language.temporal.timewords import CODES, VAGUE_COUNTS, Link, lexis


@pytest.mark.parametrize(
    ("table", "word", "meaning"),
    [
        ("weekdays", "thursday", 4),
        ("months", "september", 9),
        ("months", "sept.", 9),
        ("seasons", "fall", Season.AUTUMN),
        ("units", "week", Unit.WEEK),
        ("plural_units", "months", Unit.MONTH),
        ("multiples", "fortnight", 2),
        ("numbers", "twelve", 12),
        ("ordinals", "last", -1),
        ("parts", "late", PeriodPart.LATE),
        ("feasts", "christmas", 1225),
        ("prepositions", "before", Link.BEFORE),
        ("prepositions", "since", Link.AFTER),
        ("bounding_phrases", ("no", "later", "than"), Link.AT),
    ],
)
def test_what_a_word_means(table: str, word: object, meaning: object) -> None:
    assert getattr(lexis(), table)[word] == meaning


@pytest.mark.parametrize(
    ("name", "word", "listed"),
    [("recurrent", "every", True), ("bygone", "last", True), ("next", "last", False), ("acts", "said", True)],
)
def test_which_words_a_list_holds(name: str, word: str, listed: bool) -> None:
    assert (word in getattr(lexis(), name)) is listed


def test_codes_and_vague_counts() -> None:
    assert CODES == {
        "q1": (1, Unit.QUARTER), "q2": (2, Unit.QUARTER), "q3": (3, Unit.QUARTER), "q4": (4, Unit.QUARTER),
        "h1": (1, Unit.HALF), "h2": (2, Unit.HALF),
    }  # fmt: skip
    assert VAGUE_COUNTS.keys() == set(Unit) - {Unit.SEASON, Unit.HALF}

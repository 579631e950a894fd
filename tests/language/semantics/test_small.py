"""Small words by their work, and words of which one alone is true of a thing."""

import pytest

from service.language.semantics.small import contrary, contrasting, small


@pytest.mark.parametrize(
    ("name", "member", "stranger"),
    [
        ("personal", "she", "her"),
        ("late", "overdue", "early"),
        ("plan_nouns", "deadlin", "deadline"),
        ("units", "decad", "decades"),
        ("steps", "draft", "law"),
        ("carriers", "clinch", "hold"),
    ],
)
def test_members(name: str, member: str, stranger: str) -> None:
    assert member in small(name)
    assert stranger not in small(name)


@pytest.mark.parametrize(
    ("word", "other", "contrasted"),
    [("first", "last", True), ("old", "new", True), ("first", "old", False), ("dock", "new", False)],
)
def test_contraries(word: str, other: str, contrasted: bool) -> None:
    assert (other in contrary(word)) is contrasted
    assert word not in contrary(word)


def test_contrasting_words_are_those_of_all_groups() -> None:
    assert {"first", "northern", "junior"} <= contrasting()


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        small("weather")

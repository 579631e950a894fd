"""The names of a page: their fullest forms, persons, and what is said of them."""

import pytest

from service.language.entities.names import Names, may_be_person
from service.language.layout.pages import read_page

STORY = """Mary Hill, the mayor of Corve, met Sir Tom Reed of the Ferry Safety Board (FSB) on Monday. Hill was late.
The FSB waited. Mr. Reed left. The board will meet Acme again."""


@pytest.fixture
def names() -> Names:
    return Names(read_page(STORY))


@pytest.mark.parametrize(
    ("key", "fullest"),
    [
        ("hill", "Mary Hill"),
        ("mary hill", "Mary Hill"),
        ("reed", "Tom Reed"),
        ("fsb", "Ferry Safety Board"),
        ("acme", "Acme"),
        ("bolt", None),
    ],
)
def test_the_fullest_form(names: Names, key: str, fullest: str | None) -> None:
    found = names.known(tuple(key.split()))

    assert (found.text if found else None) == fullest


@pytest.mark.parametrize(
    ("key", "person", "woman"),
    [("hill", True, True), ("reed", True, False), ("fsb", False, None), ("acme", False, None)],
)
def test_persons(names: Names, key: str, person: bool, woman: bool | None) -> None:
    found = names.known((key,))
    assert found is not None

    assert (found.person, found.woman) == (person, woman)


@pytest.mark.parametrize(("noun", "name"), [("mayor", "Mary Hill"), ("board", "Ferry Safety Board"), ("king", None)])
def test_what_a_noun_means(names: Names, noun: str, name: str | None) -> None:
    found = names.described_as(noun)

    assert (found.text if found else None) == name


def test_the_names_in_a_range_are_in_their_order(names: Names) -> None:
    assert [name.text for name, _ in names.named_in(0, 14)] == ["Mary Hill", "Corve", "Tom Reed"]


def test_a_body_is_no_person(names: Names) -> None:
    board, hill = names.known(("fsb",)), names.known(("hill",))
    assert board is not None
    assert hill is not None

    assert (may_be_person(board), may_be_person(hill)) == (False, True)

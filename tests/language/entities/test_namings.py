"""How a text names persons and bodies: the form to show, what it tells of them, and the letters that stand for them."""

import pytest

from service.language import read
from service.language.entities.namings import Naming, is_common_word, one_name


def naming(text: str, name: str) -> Naming:
    """How the text names what this phrase of it names."""
    found = read(text).namings.of_text(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elin Haugmo", "elin haugmo"),
        ("Minister Elin Haugmo", "elin haugmo"),
        ("Mr. Haugmo", "haugmo"),
        ("George W. Bush", "george w bush"),  # whose full stop ends no sentence
        ("the Bank of Japan", "japan bank"),
        ("Hill and Moe", None),
        ("the minister", None),
        ("transport minister Elin Haugmo", None),
    ],
)
def test_a_text_that_is_one_name(text: str, name: str | None) -> None:
    assert one_name(text) == name


@pytest.mark.parametrize(("word", "common"), [("orange", True), ("bridge", True), ("haugmo", False)])
def test_a_word_with_a_meaning_of_its_own(word: str, common: bool) -> None:
    assert is_common_word(word) is common


@pytest.mark.parametrize(
    ("text", "phrase", "name", "shown"),
    [
        # The fullest form of the text stands for the short one and for letters.
        ("Minister Elin Haugmo spoke. Haugmo left.", "Haugmo", "elin haugmo", "Elin Haugmo"),
        ("The Ferry Safety Board (FSB) met. The FSB said so.", "FSB", "ferry safety board", "Ferry Safety Board"),
        ("U.S. troops will leave.", "U.S.", "united states", "United States"),
        ("Acme Group will close the plant.", "Acme Group", "acme", "Acme Group"),
    ],
)
def test_the_form_to_show(text: str, phrase: str, name: str, shown: str) -> None:
    found = naming(text, phrase)
    assert (found.name, found.shown) == (name, shown)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hill and Moe said so.", "Hill and Moe"),  # two names
        ("Japanese ministers will meet.", "Japanese"),  # whoever is called so
    ],
)
def test_what_names_nobody(text: str, phrase: str) -> None:
    assert read(text).namings.of_text(phrase) is None


@pytest.mark.parametrize(
    ("text", "phrase", "is_person", "may_be_person"),
    [
        ("Minister Elin Haugmo said so.", "Elin Haugmo", True, True),  # a title
        ("Mary Hill said so.", "Mary Hill", True, True),  # a given name
        ("Elin Haugmo said so.", "Elin Haugmo", None, True),
        ("Acme Group will close the plant.", "Acme Group", False, False),
        ("Japan will meet them.", "Japan", None, False),
    ],
)
def test_whether_it_is_a_person(text: str, phrase: str, is_person: bool | None, may_be_person: bool) -> None:
    found = naming(text, phrase)
    assert (found.is_person, found.may_be_person) == (is_person, may_be_person)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Elin Haugmo, the transport minister, said so.", "transport minister"),
        ("The transport minister, Elin Haugmo, said so.", "transport minister"),
        ("Minister Elin Haugmo said so.", "Minister"),
        ("Elin Haugmo, who left, said so.", None),
        ("Elin Haugmo said so.", None),
    ],
)
def test_the_line_that_tells_what_somebody_is(text: str, role: str | None) -> None:
    assert naming(text, "Elin Haugmo").role == role


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("The Ferry Safety Board (FSB) met. The FSB said so.", ("fsb",)),
        ("The Ferry Safety Board met. It said so.", ()),
    ],
)
def test_the_letters_that_stand_for_it(text: str, initials: tuple[str, ...]) -> None:
    assert naming(text, "Ferry Safety Board").initials == initials


@pytest.mark.parametrize(
    ("name", "shown"),
    [("acme", "Acme Inc."), ("japan", "Japan"), ("bolt", None)],
)
def test_a_name_as_it_is_compared_is_found_where_the_text_shows_it(name: str, shown: str | None) -> None:
    found = read("Acme Inc. will close its plant in Japan.").namings.of_name(name)
    assert (found and found.shown) == shown

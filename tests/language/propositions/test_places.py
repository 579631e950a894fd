"""Where the names and words of a proposition stand in the article."""

import pytest

from service.language.propositions.places import places_of
from tests.language.propositions.parts import parts

TWICE = "Orvana shares fell, and the firm will *close* a plant of Orvana in May"


@pytest.mark.parametrize(
    ("marked", "key", "before"),
    [
        ("Ruth Penn will *close* a plant in May", "ruth penn", ""),
        ("Orvana will *close* its plants in May", "plant", "Orvana will close its "),
        ("Orvana will *close* its plant in May", "close", "Orvana will "),
        # The clause comes before its sentence, and the first place within it before those behind.
        (TWICE, "orvana", "Orvana shares fell, and the firm will close a plant of "),
        ("Orvana will *close* a plant of Orvana in May", "orvana", ""),
        # What the clause does not name stands elsewhere in its sentence.
        (TWICE, "share", "Orvana "),
        # The head's stem stands where the head does, whatever stands before it.
        ("Close to Bonn Orvana will *close* its plant", "close", "Close to Bonn Orvana will "),
    ],
)
def test_where_it_stands(marked: str, key: str, before: str) -> None:
    found = places_of(parts(marked), [key])

    assert list(found) == [key]
    assert found[key].start == len(before)


@pytest.mark.parametrize(
    ("marked", "key", "text"),
    [
        ("Ruth Penn will *close* a plant in May", "ruth penn", "Ruth Penn"),
        ("Orvana will *close* its plants in May", "plant", "plants"),
        ("Orvana *closed* its plant in May", "close", "closed"),
        ("The Bank of Japan will *close* a branch", "japan bank", "Bank of Japan"),
    ],
)
def test_it_is_shown_as_the_article_has_it(marked: str, key: str, text: str) -> None:
    (place,) = places_of(parts(marked), [key]).values()

    assert place.of(marked.replace("*", "")) == text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], set()),
        (["orvana", "plant"], {"orvana", "plant"}),
        (["orvana", "bridge"], {"orvana"}),
        (["mine"], set()),  # of the sentence behind
    ],
)
def test_what_is_wanted_and_stands_in_the_sentence_has_a_place(wanted: list[str], found: set[str]) -> None:
    assert set(places_of(parts("Orvana will *close* its plant. The mine stays."), wanted)) == found

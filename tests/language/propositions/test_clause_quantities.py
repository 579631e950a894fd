"""How much and how many a clause tells."""

import pytest

from service.language import read
from service.language.propositions.clause_quantities import quantities_in

CASES = [
    ("It will hire 300 nurses.", [(300.0, "nurs")]),
    ("It sold two of the five towers.", [(2.0, "tower")]),
    ("It rose by 5 percent.", [(5.0, "%")]),
    ("It paid $2 million.", [(2_000_000.0, "$")]),
    ("It will hire 300 trained nurses.", [(300.0, "train"), (300.0, "nurs")]),
    ("It hired 20 nurses and 3 cooks.", [(20.0, "nurs"), (3.0, "cook")]),
    ("He left on 3 March 2025.", []),
    ("It opened in 2019.", []),
    ("It opened.", []),
]


@pytest.mark.parametrize(("text", "amounts"), CASES)
def test_numbers_with_what_they_count(text: str, amounts: list[tuple[float, str]]) -> None:
    article = read(text).article

    assert quantities_in(article, 0, len(article.words)) == amounts


def test_only_the_words_asked_for_count() -> None:
    article = read("It hired 20 nurses and 3 cooks.").article

    assert quantities_in(article, 4, len(article.words)) == [(3.0, "cook")]

"""Whether two nouns may speak of the same thing."""

import pytest

from service.language.semantics.lemmas import lemma
from service.language.semantics.nouns import is_among, is_known_noun, is_vague, same_noun, shared_nouns


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("law", "bill", True), ("ship", "vessel", True), ("deal", "accord", True), ("job", "staff", True),
        ("dock", "dock", True), ("zorb", "zorb", True), ("law", "ship", False), ("zorb", "law", False),
        ("bond-buying", "bond", True),
    ],
)  # fmt: skip
def test_the_same_noun(one: str, other: str, same: bool) -> None:
    assert same_noun(lemma(one), lemma(other)) is same


def test_words_that_others_may_stand_for() -> None:
    assert shared_nouns(["law", "dock"], ["bill", "rain"]) == [("law", "bill")]
    assert is_among("law", ("rain", "bill"))
    assert not is_among("law", ("rain",))


@pytest.mark.parametrize(
    ("word", "thing", "vague"), [("law", True, False), ("zorb", False, False), ("offici", False, True)]
)
def test_groups_and_vague_words(word: str, thing: bool, vague: bool) -> None:
    assert (is_known_noun(word), is_vague(word)) == (thing, vague)

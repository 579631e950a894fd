"""Stems, groups of synonyms, and the traits of events."""

import pytest

from service.language.semantics.semantic_lexicon import has_trait, is_small, noun, semantic_lexicon, stem


@pytest.mark.parametrize(("word", "found"), [("closing", "close"), ("docks", "dock"), ("controlled", "control")])
def test_stems(word: str, found: str) -> None:
    assert stem(word) == found


@pytest.mark.parametrize(
    ("word", "name", "member"),
    [
        ("the", "function", True),
        ("president", "titles", True),
        ("port", "function", False),
        ("may", "time_months", True),
    ],
)
def test_lists_of_small_words(word: str, name: str, member: bool) -> None:
    assert is_small(word, "counts", name) is member


@pytest.mark.parametrize(("one", "other", "same"), [("parliament", "legislature", True), ("parliament", "dock", False)])
def test_synonyms_have_one_name(one: str, other: str, same: bool) -> None:
    assert (noun(one) == noun(other)) is same


@pytest.mark.parametrize(
    ("group", "trait", "has"),
    [("meet", "symmetric", True), ("acquire", "once", True), ("cut", "once", False), ("zorb", "once", False)],
)
def test_traits(group: str, trait: str, has: bool) -> None:
    assert has_trait(group, trait) is has


def test_verbs_lead_to_their_groups() -> None:
    lexicon = semantic_lexicon()

    assert "acquire" in lexicon.verbs["take over"]
    assert lexicon.event_nouns["merger"] == ("merge",)
    assert lexicon.countries["dutch"] == "netherlands"

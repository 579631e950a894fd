"""One stem for all forms of a word."""

import pytest

from service.language.semantics.lemmas import lemma


@pytest.mark.parametrize(
    "forms",
    [
        "ferry ferries ferry's", "take took taken takes", "man men", "begin began begun", "vote votes voted voting",
        "initial initialled", "child children", "buy bought",
    ],
)  # fmt: skip
def test_all_forms_have_one_stem(forms: str) -> None:
    assert len({lemma(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("port", "portal"), ("new", "news"), ("general", "generation")])
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert lemma(one) != lemma(other)

"""The words of syntax.toml, and the modal verbs."""

import pytest

from service.language.forms import Marker, Pronoun
from service.language.syntax.syntax_words import modal_verbs, syntax_words


@pytest.mark.parametrize(
    ("table", "word", "meaning"),
    [
        ("markers", "unless", Marker.CONDITION),
        ("markers", "when", Marker.TIME),
        ("markers", "who", Marker.RELATIVE),
        ("subjects", "we", Pronoun.FIRST),
        ("subjects", "they", Pronoun.THIRD),
        ("modals", "wo", "will"),
        ("modals", "'d", "would"),
    ],
)
def test_what_a_word_means(table: str, word: str, meaning: str) -> None:
    assert getattr(syntax_words(), table)[word] == meaning


@pytest.mark.parametrize(
    ("name", "word", "listed"),
    [
        ("copulas", "be", True),
        ("copulas", "seem", False),
        ("strong_modals", "will", True),
        ("strong_modals", "can", False),
    ],
)
def test_which_words_a_list_holds(name: str, word: str, listed: bool) -> None:
    assert (word in getattr(syntax_words(), name)) is listed


def test_modal_verbs_have_their_base_forms() -> None:
    assert {"will", "would", "can", "ought"} <= modal_verbs()
    assert modal_verbs().isdisjoint(("have", "be", "'ll", "wo"))

"""Which single words tell of an event class."""

import pytest

from service.language.semantics.expressions import classes_of, expressions_of
from service.language.semantics.lemmas import lemma


@pytest.mark.parametrize(
    ("event_class", "word"),
    [
        ("sign+", "signed"),
        ("sign-", "vetoed"),
        ("postpone-", "delayed"),
        ("postpone-", "postponement"),
        ("fail-", "collapse"),
    ],
)
def test_a_word_that_tells_it_by_itself(event_class: str, word: str) -> None:
    assert lemma(word) in expressions_of(event_class)
    assert event_class in classes_of(lemma(word))


@pytest.mark.parametrize(
    ("event_class", "word"),
    [("postpone-", "put"), ("go_ahead+", "hold"), ("sign+", "enter")],
    ids=["that needs a particle", "that needs the passive", "that needs a preposition"],
)
def test_a_word_that_needs_others_tells_nothing_alone(event_class: str, word: str) -> None:
    assert lemma(word) not in expressions_of(event_class)


def test_an_unknown_class_has_no_words() -> None:
    assert expressions_of("nothing+") == frozenset()

"""How sure a text is of what is to come; the examples stand in the data."""

import pytest

from tests.language.examples import load, marked_clauses, sentences

EXAMPLES = load("certainty")["examples"]


@pytest.mark.parametrize(
    ("certainty", "sentence"), [(name, sentence) for name, by in EXAMPLES.items() for sentence in sentences(by)]
)
def test_how_sure_it_is(certainty: str, sentence: str) -> None:
    (clause,) = marked_clauses(sentence)

    assert clause.certainty == (None if certainty == "plain" else certainty)

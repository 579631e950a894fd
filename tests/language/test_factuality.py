"""What a text does not tell as a fact, class of words by class of words; the examples stand in the data itself."""

import pytest

from tests.language.examples import load, marked_clauses, sentences

DATA = load("factuality")
HITS, MISSES = (
    [(name, sentence) for name, table in DATA["class"].items() for sentence in sentences(table[key])]
    for key in ("hits", "misses")
)


@pytest.mark.parametrize(("name", "sentence"), HITS)
def test_what_is_not_told_as_a_fact(name: str, sentence: str) -> None:
    effects = {DATA["class"][name][key] for key in ("affirmed", "negated")} - {""}
    allowed = {value for effect in effects for value in DATA["effect"][effect].values()} - {"asserted"}

    assert {clause.factuality.value for clause in marked_clauses(sentence)} <= allowed


@pytest.mark.parametrize(("name", "sentence"), MISSES)
def test_what_is_told_as_a_fact_beside_such_words(name: str, sentence: str) -> None:
    assert {clause.factuality.value for clause in marked_clauses(sentence)} == {"asserted"}, name

"""What denies a clause, and what only looks as if it did; the examples stand in the data."""

import pytest

from tests.language.examples import load, marked_clauses, sentences

EXAMPLES = load("negation")["examples"]


@pytest.mark.parametrize("sentence", sentences(EXAMPLES["hits"]))
def test_what_is_denied(sentence: str) -> None:
    assert [clause.negated for clause in marked_clauses(sentence)] == [True]


@pytest.mark.parametrize("sentence", sentences(EXAMPLES["misses"]))
def test_what_denies_nothing(sentence: str) -> None:
    assert [clause.negated for clause in marked_clauses(sentence)] == [False]

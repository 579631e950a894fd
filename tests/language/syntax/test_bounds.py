"""Where the clause around a verb begins and ends."""

import pytest

from service.language.syntax.bounds import LONGEST_CLAUSE, Bounds, within_reach
from service.language.tokens import tokenize
from tests.language.marked import marked_clause, said


@pytest.mark.parametrize(
    ("marked", "around", "begun"),
    [
        (
            "On Monday, the minister will *sign* it, aides said.",
            "the minister will sign it",
            "the minister will sign",
        ),
        ("The minister, a farmer's son, will *sign*.", "will sign.", "The minister, a farmer's son, will sign"),
        ("The minister, who left, will *sign*.", "will sign.", "will sign"),
        ("It *rained*.", "It rained.", "It rained"),
    ],
)
def test_the_marks_around_a_clause(marked: str, around: str, begun: str) -> None:
    doc, clause = marked_clause(marked)
    bounds = doc.bounds(doc.sentences[0])

    assert said(doc, *bounds.around(clause.first, clause.head)) == around
    assert said(doc, bounds.begin(clause.first), clause.head + 1) == begun


@pytest.mark.parametrize(
    ("marked", "own"),
    [
        ("Ana will *open* the gate and Boris will close it.", "Ana will open the gate"),
        ("Ana will open the gate and Boris will *close* it.", "Boris will close it."),
        ("Ana will *open* the gate and close the door.", "Ana will open the gate"),
        ("Ana will open the gate and *close* the door.", "Ana will open the gate and close the door."),
        ("They said the gate and doors *opened*.", "They said the gate and doors opened."),
    ],
)
def test_the_conjunctions_around_a_clause(marked: str, own: str) -> None:
    doc, clause = marked_clause(marked)
    sentence = doc.sentences[0]
    bounds = Bounds(doc.tags, sentence.first, sentence.last, sentence.clauses)

    assert said(doc, *bounds.own(sentence.first, sentence.last, clause.head)) == own


def test_a_short_clause_is_taken_whole_and_a_long_one_around_its_verb() -> None:
    short, long = tokenize("it fell " * 3), tokenize("word " * 200 + "it fell " + "word " * 200)

    assert within_reach(short, 0, len(short), 1, 1) == (0, len(short))
    first, last = within_reach(long, 0, len(long), 200, 201)
    assert first < 200 < 201 < last
    assert LONGEST_CLAUSE - 10 <= long.end(last - 1) - long.starts[first] <= LONGEST_CLAUSE

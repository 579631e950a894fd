"""Clauses that a question word opens: what they name, and what they take for granted."""

import pytest

from tests.language.marked import marked_clause


@pytest.mark.parametrize(
    ("marked", "marker"),
    [
        ("What they *signed* was a draft.", "relative"),
        ("The club kept what it *won*.", "relative"),
        ("They asked what he *signed*.", "question"),
        ("What did they *sign*?", "question"),
        ("They did not say when it will *open*.", "other"),
        ("They did not say how soon it will *open*.", "other"),
        ("They asked when it will *open*.", "time"),
        ("They said how it will *open*.", "question"),
        ("They will leave when it *opens*.", "time"),
    ],
)
def test_what_a_question_word_opens(marked: str, marker: str) -> None:
    _, clause = marked_clause(marked)

    assert clause.marker == marker

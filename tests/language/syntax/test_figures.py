"""Verbs of having and being that their nouns make events."""

import pytest

from tests.language.marked import marked_clause


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("The firm *had* a loss.", True),
        ("The firm has *had* a loss.", True),
        ("The firm *had* sales of $3 million.", False),
        ("The firm *had* the vote.", False),
        ("The firm *has* a meeting.", False),
        ("Inflation *was* 4 percent.", True),
        ("Unemployment *stood* at 5 percent.", True),
        ("Inflation *is* 4 percent.", False),
        ("The tower *was* 40 metres tall.", False),
        ("Inflation *was* high.", False),
    ],
)
def test_what_a_noun_makes_an_event(marked: str, told: bool) -> None:
    _, clause = marked_clause(marked)

    assert clause.act is told

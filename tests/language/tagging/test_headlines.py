"""Which lines are written as headlines are."""

import pytest

from service.language.lexicon import load_lexicon
from service.language.tagging.headlines import is_terse
from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "first", "terse"),
    [
        ("Bank cuts rates", 0, True),
        ("The bank cuts rates", 0, False),
        ("The bank cuts rates", 1, True),
        ("He cuts rates", 0, False),
        ("Banks cut this", 0, False),
        ("Many banks cut", 0, False),
        ("Court jails him", 0, True),
    ],
)
def test_a_line_without_articles_and_pronouns(text: str, first: int, terse: bool) -> None:
    tokens = tokenize(text)

    assert is_terse(tokens, first, len(tokens), load_lexicon()) is terse

"""Where punctuation marks stand."""

import pytest

from service.language.layout.marks import tokens_ending_in
from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "marks", "found"),
    [
        ("Rain. It is.", ".", [1, 4]),
        ("At 5 p.m. it left.", ".", [2, 5]),
        ("Why? No!", "?!", [1, 3]),
        ("A 1.5 share", ".", []),
        ('"Go," he said', '"', [0, 3]),
        ("", ".", []),
    ],
)
def test_tokens_that_end_in_a_mark(text: str, marks: str, found: list[int]) -> None:
    assert tokens_ending_in(text, tokenize(text), marks) == found

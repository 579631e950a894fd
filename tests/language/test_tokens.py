"""Texts to tokens: what stands alone, what stays whole, and where."""

import pytest

from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rates rose.", ["Rates", "rose", "."]),
        ("She didn't vote.", ["She", "did", "n't", "vote", "."]),
        ("They’ll sell Oslo’s port.", ["They", "’ll", "sell", "Oslo", "’s", "port", "."]),
        ("The year-end sale", ["The", "year-end", "sale"]),
        ("U.S. shares", ["U.S.", "shares"]),
        ("at 9:45 a.m. on Feb. 3rd", ["at", "9:45", "a.m.", "on", "Feb.", "3rd"]),
        ("some 12,500 homes", ["some", "12,500", "homes"]),
        ("a $1.5bn deal", ["a", "$", "1.5", "bn", "deal"]),
        ('"No," he said', ['"', "No", ",", '"', "he", "said"]),
        ("Sen. Ortiz, 61", ["Sen.", "Ortiz", ",", "61"]),
        ("2026-27", ["2026-27"]),
        ("Ünal’s café", ["Ünal", "’s", "café"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


@pytest.mark.parametrize("text", ["The  port\n\ncloses .", "   It’s\tover", "a" * 50 + " b"])
def test_each_token_stands_where_it_says(text: str) -> None:
    tokens = tokenize(text)

    assert all(text[start : start + len(word)] == word for word, start in zip(tokens.words, tokens.starts, strict=True))
    assert [tokens.end(at) for at in range(len(tokens))] == [
        start + len(word) for word, start in zip(tokens.words, tokens.starts, strict=True)
    ]


def test_lower_case_has_straight_apostrophes() -> None:
    assert tokenize("Don’t WAIT").lows == ["do", "n't", "wait"]

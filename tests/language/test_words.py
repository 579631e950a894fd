"""Tokens to words: what names and quantities want in one piece, and what the looks of a word tell."""

import pytest

from service.language.tokens import tokenize
from service.language.words import Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oslo's port", ["Oslo", "port"]),
        ("the leaders' talks", ["the", "leaders", "talks"]),
        ("O'Brien of AT&T", ["O'Brien", "of", "AT&T"]),
        ("a $1.2bn deal", ["a", "$1.2bn", "deal"]),
        ("up 3.5% in May", ["up", "3.5%", "in", "May"]),
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("Amazon.com won", ["Amazon.com", "won"]),
        ("Yes, it did.", ["Yes", ",", "it", "did", "."]),
    ],
)
def test_pieces_are_joined(text: str, words: list[str]) -> None:
    assert [word.text for word in Words(tokenize(text)).words] == words


@pytest.mark.parametrize(
    ("text", "low", "looks"),
    [
        ("Oslo's", "oslo", {"possessive", "capital"}),
        ("leaders'", "leaders", {"possessive"}),
        ("U.S.", "u.s", {"capital", "initials"}),
        ("WHO", "who", {"capital", "initials"}),
        ("12,500", "12,500", {"number"}),
        ("€30m", "€30m", {"number"}),
        (";", ";", {"mark"}),
        ("port", "port", set()),
    ],
)
def test_what_the_looks_of_a_word_tell(text: str, low: str, looks: set[str]) -> None:
    word = Words(tokenize(text)).words[0]

    names = ("possessive", "capital", "initials", "number", "mark")
    assert (word.low, {name for name in names if getattr(word, name)}) == (low, looks)


def test_each_token_knows_its_word() -> None:
    words = Words(tokenize("It paid $1.2bn to O'Brien."))

    assert words.of_token == [0, 1, 2, 2, 2, 3, 4, 4, 4, 5]
    assert words.range(2, 5) == range(2, 3)
    assert words.range(3, 3) == range(0)

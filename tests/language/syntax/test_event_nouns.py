"""Event nouns that stand for a clause."""

import pytest

from service.language import read
from service.language.lexicon import load_lexicon
from service.language.syntax.event_nouns import Nouns
from service.language.vocabulary import load_vocabulary

CASES = [
    ("The upcoming summit is in Bonn.", [("summit", "schedule", "upcoming")]),
    ("It is scheduled for release.", [("release", "schedule", "scheduled")]),
    ("He fears a risk of collapse.", [("collapse", "possible", "risk")]),
    ("A summit next month is likely.", [("summit", "schedule", "next")]),
    ("The next summit is in Bonn.", []),
    ("They had expected a loss.", []),
    ("It is scheduled for March.", []),
    ("Calls for talks to resume grew.", []),
    ("The old summit was in Bonn.", []),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_nouns_with_what_licenses_them(text: str, found: list[tuple[str, str, str]]) -> None:
    doc = read(text)
    words = doc.tokens.words

    clauses = Nouns(doc.tags, doc.tokens.lows, load_vocabulary(), load_lexicon()).read(0, len(words))

    assert [(words[one.head], one.licenser, words[one.cue or 0]) for one in clauses] == found


def test_sentences_are_asked_for_in_order() -> None:
    doc = read("The upcoming vote is close. The planned strike is on.")
    nouns = Nouns(doc.tags, doc.tokens.lows, load_vocabulary(), load_lexicon())

    heads = [[doc.tokens.words[one.head] for one in nouns.read(part.first, part.last)] for part in doc.sentences]

    assert heads == [["vote"], ["strike"]]

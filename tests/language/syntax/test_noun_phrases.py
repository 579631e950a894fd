"""Noun phrases, read off the tags."""

import pytest

from service.language import Doc, read
from service.language.syntax.noun_phrases import NounPhrases, Phrase

CASES = [
    (
        "The Turkish central bank raised its main rate last week.",
        ["The Turkish central bank", "its main rate", "last week"],
    ),
    ("Rebels met the mayor of Bonn's deputy.", ["Rebels", "the mayor", "Bonn's deputy"]),
    ("He sold 300 old cars.", ["He", "300 old cars"]),
    ("A tall, thin man left.", ["A tall, thin man"]),
    ("Left alone, she wept.", ["she"]),
]


def phrases(doc: Doc) -> NounPhrases:
    return NounPhrases(doc.tags, doc.tokens.lows, 0, len(doc.tokens))


def said(doc: Doc, phrase: Phrase | None) -> str | None:
    return doc.span(phrase.first, phrase.last).of(doc.text) if phrase else None


@pytest.mark.parametrize(("text", "found"), CASES)
def test_the_phrases_of_a_sentence(text: str, found: list[str]) -> None:
    doc = read(text)

    assert [said(doc, phrase) for phrase in phrases(doc).between(0, len(doc.tokens))] == found


def test_the_phrase_in_which_a_word_stands() -> None:
    doc = read("He sold 300 old cars.")
    found = phrases(doc)

    assert [said(doc, found.covering(index)) for index in range(6)] == [
        "He", None, "300 old cars", "300 old cars", "300 old cars", None,
    ]  # fmt: skip
    assert [said(doc, phrase) for phrase in found.between(1, 5)] == ["300 old cars"]
    assert found.between(1, 4) == []

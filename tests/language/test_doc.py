"""`Doc`: what is asked of a text that was read once."""

from datetime import date

import pytest

from service.language import Stated, read
from service.language.layout.sentence_roles import Role

TEXT = """Ferry fares will rise

The board of Skerry Lines will raise its fares in April, its owner said. "We have no choice," Ada Moe told reporters.

Fares rose in 2011."""


def test_sentences_tokens_and_parts() -> None:
    doc = read(TEXT, title="Ferry fares will rise")

    assert doc.text == TEXT
    assert [sentence.role for sentence in doc.sentences] == [Role.HEADLINE, Role.BODY, Role.BODY, Role.BODY]
    assert [doc.tokens.words[clause.head] for sentence in doc.parsed for clause in sentence.clauses] == [
        "rise", "raise", "said", "have", "told", "rose",
    ]  # fmt: skip
    assert len(doc.tags) == len(doc.tokens) + 1


@pytest.mark.parametrize(
    ("at", "lemma"), [("raise", "raise"), ("aise its", "raise"), ("rose", "rise"), ("April", None), ("Ferry", None)]
)
def test_the_clause_at_a_character(at: str, lemma: str | None) -> None:
    found = read(TEXT).clause_at(TEXT.index(at))

    assert (found.lemma if found else None) == lemma


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("raise", "The board of Skerry Lines will raise its fares in April"),
        ("have", "We have no choice"),
        ("rose", "Fares rose in 2011."),
    ],
)
def test_the_range_of_a_clause(head: str, words: str) -> None:
    doc = read(TEXT)
    clause = doc.clause_at(TEXT.index(head))
    assert clause is not None

    span = doc.span(*doc.clause_range(clause, doc.bounds(doc.sentence_of(clause))))

    assert span.of(TEXT) == words


def test_attribution_arguments_and_proposition_come_from_the_same_reading() -> None:
    doc = read(TEXT)
    clause = doc.clause_at(TEXT.index("raise"))
    assert clause is not None
    subject = doc.arguments(doc.sentence_of(clause))[clause.head].subject
    assert subject is not None
    stated = Stated(polarity="positive", modality="expectation", conditional=False, speaker=None, due=None)

    assert doc.span(subject.first, subject.last).of(TEXT) == "The board of Skerry Lines"
    assert doc.attribution.speaker_at(doc.tokens.words.index("have")) == "Ada Moe"
    assert "skerry lines" in doc.article.entities
    assert doc.proposition(clause, stated, date(2024, 3, 1)).patient_nouns == ("fare",)


def test_no_clause_in_a_text_without_words() -> None:
    assert read("").clause_at(0) is None

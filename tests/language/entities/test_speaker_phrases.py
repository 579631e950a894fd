"""Noun phrases beside a verb, by word classes alone."""

import pytest

from service.language import Doc, read
from service.language.entities.speaker_phrases import PhraseFinder
from tests.language.marked import marked_doc


def finder(doc: Doc) -> PhraseFinder:
    return PhraseFinder(doc.tokens, doc.tags)


@pytest.mark.parametrize(
    ("marked", "phrase"),
    [
        ("On Friday the harbour master *said* no.", "the harbour master"),
        ("But the firm's new owner *said* no.", "the firm's new owner"),
        ("After the vote, Ana Lopez *said* no.", "Ana Lopez"),
        ("The minister of finance *said* no.", "The minister of finance"),
        ("The head of the union (FWU) *said* no.", "The head of the union (FWU)"),
        ("Then he saw that farmers *said* no.", "farmers"),
        ("Hill and Moe *said* no.", "Hill and Moe"),
    ],
)
def test_the_phrase_that_ends_before(marked: str, phrase: str) -> None:
    doc, verb = marked_doc(marked)

    found = finder(doc).ending(verb, 0)

    assert found is not None
    tokens = doc.tokens
    assert marked.replace("*", "")[tokens.starts[found[0]] : tokens.end(found[1] - 1)] == phrase


@pytest.mark.parametrize(
    ("marked", "phrase"),
    [
        ("said *the* minister on Friday", "the minister"),
        ("said *the* minister, Ana Lopez, who left", "Ana Lopez"),
        ("said *Ana* Lopez, a farmer", "Ana Lopez"),
        ("said *a* spokesman for the ministry but", "a spokesman for the ministry"),
        ("said *Hill* and Moe in", "Hill and Moe"),
        ("said *in* May", None),
    ],
)
def test_the_phrase_that_begins(marked: str, phrase: str | None) -> None:
    doc, first = marked_doc(marked)

    found = finder(doc).starting(first, len(doc.tokens))

    tokens = doc.tokens
    text = marked.replace("*", "")
    assert (text[tokens.starts[found[0]] : tokens.end(found[1] - 1)] if found else None) == phrase


@pytest.mark.parametrize(
    ("text", "strict", "loose"),
    [
        ("the port was closed", True, True),
        ("he with them", False, True),
        ("the old port", False, False),
        ("it shall be", True, True),
    ],
)
def test_a_clause_has_a_finite_verb(text: str, strict: bool, loose: bool) -> None:
    doc = read(text)
    phrases, last = finder(doc), len(doc.tokens)

    assert (phrases.has_clause(0, last), phrases.has_clause(0, last, loosely=True)) == (strict, loose)


@pytest.mark.parametrize(
    ("marked", "last"),
    [("She has also *said*", "She"), ("She on Friday *said*", "She"), ("Moe last week *said*", "Moe")],
)
def test_what_stands_between_a_subject_and_its_verb(marked: str, last: str) -> None:
    doc, verb = marked_doc(marked)

    assert doc.tokens.words[finder(doc).skip_between(verb, 0)] == last

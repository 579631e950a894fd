"""What the words that govern a clause make of its event."""

import pytest

from service.language.factuality.embedding import Embedding
from tests.language.factuality.wordings import effect, verbs, wording
from tests.language.marked import marked_clause

DENIED, DOUBTED = ("denied", "denied"), ("doubted", "denied")

# (sentence, what becomes of the event, the verb above, its "that", whether it completes that verb without one)
CASES = [
    ("He denied that they *signed*.", DENIED, "denied", "that", False),
    ("He denied it would *close*.", DENIED, "denied", None, True),
    ("He doubts that they *signed*.", DOUBTED, "doubts", "that", False),
    ("There is no evidence that they *signed*.", DOUBTED, "evidence", "that", False),
    ("Reports that they *signed* are false.", DENIED, None, "that", False),
    ("He claims falsely that they *signed*.", DENIED, "claims", "that", False),
    ("The hoax claimed they *signed*.", DENIED, "claimed", None, True),
    ("He was wrongly said to have *signed*.", DENIED, "said", None, False),
    ("They scrapped plans to *sell* it.", DENIED, "scrapped", None, False),
    ("She pretended to *sign*.", ("imagined", "imagined"), None, None, False),
    ("They came close to *signing*.", ("near", "asserted"), "came", None, False),
    ("They said that they *signed*.", None, "said", "that", False),
    ("He denied signing and *left*.", None, "signing", None, False),
]


@pytest.mark.parametrize(("marked", "found", "host", "that", "complement"), CASES)
def test_what_governs_a_clause(
    marked: str, found: tuple[str, str] | None, host: str | None, that: str | None, complement: bool
) -> None:
    doc, clause = marked_clause(marked)
    clauses, words, sentence = verbs(doc), doc.tokens.words, doc.sentences[0]
    number = next(number for number, one in enumerate(clauses) if one is clause)
    embedding = Embedding(wording(doc), clauses, sentence.first, sentence.last)

    above, opener = embedding.host(number), embedding.that(number)

    assert effect(embedding.effect(number)) == found
    assert (words[above.head] if above else None) == host
    assert (words[opener] if opener is not None else None) == that
    assert embedding.is_complement(number) is complement

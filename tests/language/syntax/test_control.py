"""Whom a clause is about that names no subject."""

import pytest

from service.language.syntax.arguments import ArgumentFinder
from service.language.syntax.control import Control
from tests.language.marked import marked_clause, said

CASES = [
    ("The firm agreed to *cut* jobs.", "The firm"),
    ("The envoy urged Iran to *halt* work.", "Iran"),
    ("She promised him to *leave*.", "She"),
    ("The men were told to *leave*.", "The men"),
    ("Leaders called for the army to *leave*.", "the army"),
    ("Acme's plan to *build* a mine failed.", "Acme"),
    ("The mayor, who *left*, wept.", "The mayor"),
    ("A bomb *planted* by rebels went off.", "A bomb"),
    ("Police saw smoke *rising* from it.", "smoke"),
    ("Shares rose and *fell*.", "Shares"),
    ("The firm *cut* jobs.", "The firm"),
    ("*Leave* now.", None),
]


@pytest.mark.parametrize(("marked", "subject"), CASES)
def test_the_subject_that_is_understood(marked: str, subject: str | None) -> None:
    doc, clause = marked_clause(marked)
    sentence = doc.sentence_of(clause)
    control = Control(ArgumentFinder(doc.tags, doc.tokens.lows, sentence.first, sentence.last, sentence.clauses))

    found = control.subject(clause)

    assert (said(doc, *found) if found else None) == subject

"""Sentences of tests: a word between asterisks is the one that is asked about."""

from service.language import Clause, Doc, read
from service.language.tokens import Tokens, tokenize


def marked_doc(marked: str) -> tuple[Doc, int]:
    """The text read, and the token that is marked."""
    before, _, _ = marked.split("*", 2)
    doc = read(marked.replace("*", ""))
    return doc, token_at(doc.tokens, len(before))


def marked_tokens(marked: str) -> tuple[Tokens, int]:
    """The tokens of the text, and the one that is marked."""
    before, _, _ = marked.split("*", 2)
    tokens = tokenize(marked.replace("*", ""))
    return tokens, token_at(tokens, len(before))


def marked_clause(marked: str) -> tuple[Doc, Clause]:
    """The text read, and the clause whose head is marked."""
    doc, head = marked_doc(marked)
    found = {clause.head: clause for sentence in doc.parsed for clause in sentence.clauses}
    return doc, found[head]


def token_at(tokens: Tokens, offset: int) -> int:
    """The token that begins at the character `offset`."""
    return tokens.starts.index(offset)


def said(doc: Doc, first: int, last: int) -> str:
    """The text of the tokens [first, last)."""
    return doc.span(first, last).of(doc.text)

"""What a claim says, as it stands: in the words of the article that was first to state it, or in its own."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from service.detect import Statement, detect
from service.domain.article import NewArticle, NewStatement
from service.domain.claim import Claim
from service.language import Clause, Doc, Stated, read
from service.store.watches import Keyed, keyed
from service.usecases.track import read_stored

# A claim, the statement that it was made of, and the fields of it that people have put right since.
Stating = tuple[Claim, NewStatement, Collection[str]]
_STATED = ("polarity", "modality", "conditional", "speaker", "due")  # of a claim and of a statement alike


def propositions_of(claim: Claim) -> list[Keyed]:
    """What the claim's own text says, where its event is known or can be found in it; else nothing."""
    doc = read(claim.text)
    clause = _clause_of(claim, doc)
    if clause is None:
        return []
    stated = Stated(**{name: getattr(claim, name) for name in _STATED})
    return [keyed(doc.proposition(clause, stated, claim.said_on))]


def stated_by(article: NewArticle, stating: Sequence[Stating]) -> list[tuple[Claim, Keyed]]:
    """What the claims say in the words of the article, which is read once; a claim whose clause is not found is left
    out."""
    found = read_stored(article, [_as_corrected(*one) for one in stating])
    return [(claim, told.keyed) for (claim, _, _), told in zip(stating, found, strict=True) if told]


def _as_corrected(claim: Claim, statement: NewStatement, corrected: Collection[str]) -> NewStatement:
    return replace(statement, **{name: getattr(claim, name) for name in _STATED if name in corrected})


def head_of(claim: Claim) -> str | None:
    """The main word of the claim's event in a text that somebody wrote: the one that it had, where that is the main
    word of a clause there too; else that of the first outcome found, if any."""
    doc = read(claim.text)
    if claim.head is not None and _clause_at_head(claim, claim.head, doc) is not None:
        return claim.head
    return next((claim.text[one.head.start : one.head.end] for one in _outcomes(claim, doc)), None)


def _clause_of(claim: Claim, doc: Doc) -> Clause | None:
    """The clause that the claim is about: that of its head, else the first outcome of its text."""
    if claim.head is not None:
        return _clause_at_head(claim, claim.head, doc)
    return next((one.clause for one in _outcomes(claim, doc)), None)


def _clause_at_head(claim: Claim, head: str, doc: Doc) -> Clause | None:
    """The first clause whose main word is the head, of those in the place of the claim's clause where that is known."""
    places = [found.start() for found in re.finditer(rf"\b{re.escape(head)}\b", claim.text)]
    first = claim.clause_start or 0
    clauses = (doc.clause_at(place) for place in sorted(places, key=lambda place: (place < first, place)))
    return next(filter(None, clauses), None)


def _outcomes(claim: Claim, doc: Doc) -> Iterator[Statement]:
    return (one for one in detect(doc, published=claim.said_on) if one.modality is not None)

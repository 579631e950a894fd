"""A marked clause with what factuality asks around it."""

from collections.abc import Sequence

from service.language import Clause, Doc
from service.language.factuality.patterns import Effect, load_patterns
from service.language.factuality.phrases import Wording
from service.language.forms import Form


def wording(doc: Doc) -> Wording:
    """The words of the text as the patterns want them."""
    return Wording(doc.tags, doc.tokens.lows, load_patterns())


def verbs(doc: Doc) -> Sequence[Clause]:
    """The clauses of the first sentence that have a verb, in order."""
    clauses = (clause for clause in doc.sentences[0].clauses if clause.form is not Form.NOUN)
    return sorted(clauses, key=lambda clause: clause.head)


def effect(found: Effect | None) -> tuple[str, str] | None:
    """What becomes of an event that is past, and of one to come."""
    return (found.past.value, found.future.value) if found else None

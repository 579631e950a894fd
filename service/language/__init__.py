"""Text to `Doc`, read once: tokens, sentences, clauses, names, times, quotations. Pure; knows no detection rule."""

from service.language.doc import Doc
from service.language.foreign import is_foreign
from service.language.layout.pages import Role, Sentence
from service.language.propositions.proposition import Proposition
from service.language.propositions.reading import Stated
from service.language.reader import read
from service.language.semantics.words import has_trait
from service.language.span import Span
from service.language.syntax.clauses import Clause

__all__ = [
    "Clause", "Doc", "Proposition", "Role", "Sentence", "Span", "Stated", "has_trait", "is_foreign", "read",
]  # fmt: skip

"""Text to `Doc`, read once: tokens, sentences, clauses, names, times, quotations. Pure; knows no detection rule."""

from service.language.doc import Doc
from service.language.foreign import is_foreign
from service.language.layout.pages import Role, Sentence
from service.language.reader import read
from service.language.span import Span
from service.language.syntax.clauses import Clause

__all__ = ["Clause", "Doc", "Role", "Sentence", "Span", "is_foreign", "read"]

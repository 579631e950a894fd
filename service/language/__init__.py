"""Text to `Doc`, read once: tokens, sentences, clauses, names, times, quotations. Pure; knows no detection rule."""

from service.language.doc import Doc
from service.language.entities.namings import Naming, is_common_word, one_name
from service.language.entities.runs import Name, same_name
from service.language.foreign import is_foreign
from service.language.forms import EventFeature, Factuality
from service.language.layout.pages import Role, Sentence
from service.language.propositions.proposition import Proposition
from service.language.propositions.reading import Stated
from service.language.quantities import Amount, same_amounts
from service.language.reader import read
from service.language.semantics.derivations import word_family
from service.language.semantics.event_classes import PLAN_EVENTS, EventClass, class_of, event_classes, of_noun, opposite
from service.language.semantics.expressions import classes_of, expressions_of
from service.language.semantics.lemmas import lemma
from service.language.semantics.nouns import is_among, is_vague, same_noun, shared_nouns
from service.language.semantics.semantic_lexicon import has_trait, is_small, noun, semantic_lexicon
from service.language.semantics.small import contrary, small
from service.language.span import Span
from service.language.syntax.clauses import Clause
from service.language.temporal.windows import When

__all__ = [
    "PLAN_EVENTS",
    "Amount",
    "Clause",
    "Doc",
    "EventClass",
    "EventFeature",
    "Factuality",
    "Name",
    "Naming",
    "Proposition",
    "Role",
    "Sentence",
    "Span",
    "Stated",
    "When",
    "class_of",
    "classes_of",
    "contrary",
    "event_classes",
    "expressions_of",
    "has_trait",
    "is_among",
    "is_common_word",
    "is_foreign",
    "is_small",
    "is_vague",
    "lemma",
    "noun",
    "of_noun",
    "one_name",
    "opposite",
    "read",
    "same_amounts",
    "same_name",
    "same_noun",
    "semantic_lexicon",
    "shared_nouns",
    "small",
    "word_family",
]  # fmt: skip

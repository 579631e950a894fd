"""The words that syntax asks for, from data/en/syntax.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from service.language.forms import Marker, Pronoun
from service.language.lexicon import load_lexicon
from service.language.tags import MODAL
from service.language.wordlists import Phrases, read_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxWords:
    """The lists of syntax.toml, where comments say what each holds."""

    copulas: frozenset[str]
    existing: frozenset[str]
    moving: frozenset[str]
    helping: frozenset[str]
    permitting: frozenset[str]
    witnessing: frozenset[str]
    wanting: frozenset[str]
    wishing: frozenset[str]
    having: frozenset[str]
    amounting: frozenset[str]
    learning: frozenset[str]
    free: frozenset[str]
    granted: frozenset[str]
    by_degree: frozenset[str]
    presupposed: frozenset[str]
    indefinite: frozenset[str]
    made_for: frozenset[str]
    named_or_cancelled: frozenset[str]
    past_auxiliaries: frozenset[str]
    strong_modals: frozenset[str]
    putative: frozenset[str]
    persons: frozenset[str]
    accompanying: frozenset[str]
    undated: frozenset[str]
    to: frozenset[str]
    this: frozenset[str]
    no: frozenset[str]
    of_purpose: frozenset[str]
    allotting: frozenset[str]
    limits: frozenset[str]
    spans: frozenset[str]
    units: frozenset[str]
    incumbent: Phrases
    in_order: frozenset[str]
    contrary: frozenset[str]
    months: frozenset[str]
    rising: frozenset[str]
    next: frozenset[str]
    markers: Mapping[str, Marker]
    subjects: Mapping[str, Pronoun]
    modals: Mapping[str, str]


@cache
def syntax_words() -> SyntaxWords:
    """The words, read once. Raises WordListError where the file does not fit."""
    return read_lists(SyntaxWords, "syntax")


@cache
def modal_verbs() -> frozenset[str]:
    """The modal verbs, by the base forms that clauses keep."""
    bases = syntax_words().modals
    return frozenset(bases.get(form, form) for form, tags in load_lexicon().tags.items() if MODAL in tags)

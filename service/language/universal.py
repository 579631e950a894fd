"""A reading in the terms of Universal Dependencies, so that treebanks can measure it."""

from collections.abc import Iterator
from typing import Any

from service.language.doc import Doc
from service.language.layout.pages import Sentence
from service.language.lexicon import load_lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.phrases import Phrase
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    AUXILIARIES,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINERS,
    NAME,
    NOT,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
    VERBS,
    WH,
)

# https://universaldependencies.org/u/pos/ for those of `Tag`; marks are PUNCT, or SYM for money.
_UNIVERSAL = {
    **dict.fromkeys(VERBS, "VERB"), **dict.fromkeys(AUXILIARIES, "AUX"), **dict.fromkeys(COMMON_NOUNS, "NOUN"),
    **dict.fromkeys(SUBJECT_PRONOUN + PRONOUN + OBJECT_PRONOUN + WH, "PRON"), **dict.fromkeys(DETERMINERS, "DET"),
    **dict.fromkeys(SUBORDINATOR + THAT, "SCONJ"), **dict.fromkeys(PREPOSITION + PARTICLE, "ADP"),
    **dict.fromkeys(TO + NOT + POSSESSIVE, "PART"),
    NAME: "PROPN", ADJECTIVE: "ADJ", ADVERB: "ADV", COORDINATOR: "CCONJ", NUMBER: "NUM",
}  # fmt: skip
_SYMBOLS = "$£€%&*"


def universal(doc: Doc) -> dict[str, Any]:
    """The tokens and verbal clauses of `doc`: `{"tokens": […], "clauses": […]}`, offsets being characters.

    UD calls a clause passive by its auxiliary or its subject, so a participle after its noun ("a bomb planted by
    rebels") is active there; the main verbs have and do are VERB, the copula is AUX.
    """
    verbs = {clause.verb: clause for sentence in doc.parsed for clause in sentence.clauses if clause.form != "noun"}
    return {
        "tokens": [_token(doc, index, verbs.get(index)) for index in range(len(doc.tokens))],
        "clauses": list(_clauses(doc)),
    }


def _token(doc: Doc, index: int, verb: Clause | None) -> dict[str, Any]:
    tag, lexicon = doc.tags[index], load_lexicon()
    part = _UNIVERSAL.get(tag, "SYM" if tag in _SYMBOLS else "PUNCT")
    if part == "AUX" and verb is not None and (verb.lemma != "be" or verb.subject == "there"):
        part = "VERB"
    low = doc.tokens.lows[index]
    lemma = lexicon.bases[low] if part in ("VERB", "AUX") else low
    return {"start": doc.tokens.starts[index], "end": doc.tokens.end(index), "pos": part, "lemma": lemma}


def _clauses(doc: Doc) -> Iterator[dict[str, Any]]:
    for sentence in doc.parsed:
        for clause in sentence.clauses:
            if clause.form != "noun":
                yield _clause(doc, sentence, clause)


def _clause(doc: Doc, sentence: Sentence, clause: Clause) -> dict[str, Any]:
    arguments = doc.arguments(sentence)[clause.head]
    return {
        "head": _range(doc, Phrase(clause.verb, clause.verb + 1)),
        "subject": _range(doc, arguments.subject),
        "object": _range(doc, arguments.object),
        "passive": clause.passive and clause.form != "participle",
        "negated": clause.negated,
    }


def _range(doc: Doc, phrase: Phrase | None) -> dict[str, int] | None:
    if phrase is None:
        return None
    span = doc.span(phrase.first, phrase.last)
    return {"start": span.start, "end": span.end}

"""A reading in the terms of Universal Dependencies, so that treebanks can measure it."""

from collections.abc import Iterator
from typing import Any

from service.language.doc import Doc
from service.language.forms import Form, Pronoun
from service.language.layout.pages import Sentence
from service.language.lexicon import load_lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.noun_phrases import NounPhrases, Phrase
from service.language.syntax.syntax_words import syntax_words
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
_PASSED = ADVERB + NOT  # between a copula and what it says


def universal(doc: Doc) -> dict[str, Any]:
    """The tokens and verbal clauses of `doc`: `{"tokens": […], "clauses": […]}`, offsets being characters.

    UD calls a clause passive by its auxiliary or its subject, so a participle after its noun ("a bomb planted by
    rebels") is active there; the main verbs have and do are VERB, the copula is AUX. What is said with a copula has
    the word said for its head: "the road is *open* to lorries", "she is a *judge*", "they were in *Oslo*".
    """
    verbs = {
        clause.verb: clause for sentence in doc.parsed for clause in sentence.clauses if clause.form is not Form.NOUN
    }
    return {
        "tokens": [_token(doc, index, verbs.get(index)) for index in range(len(doc.tokens))],
        "clauses": list(_clauses(doc)),
    }


def _token(doc: Doc, index: int, verb: Clause | None) -> dict[str, Any]:
    tag, lexicon = doc.tags[index], load_lexicon()
    part = _UNIVERSAL.get(tag, "SYM" if tag in _SYMBOLS else "PUNCT")
    if part == "AUX" and verb is not None and not _is_copula(verb, verb.lemma):
        part = "VERB"
    low = doc.tokens.lows[index]
    lemma = lexicon.bases[low] if part in ("VERB", "AUX") else low
    return {"start": doc.tokens.starts[index], "end": doc.tokens.end(index), "pos": part, "lemma": lemma}


def _is_copula(clause: Clause, lemma: str) -> bool:
    """Whether a form of `lemma` joins the subject of `clause` to what is said of it; in "there is" it does not."""
    return lemma in syntax_words().copulas and clause.subject is not Pronoun.THERE


def _clauses(doc: Doc) -> Iterator[dict[str, Any]]:
    for sentence in doc.parsed:
        phrases = NounPhrases(doc.tags, doc.tokens.lows, sentence.first, sentence.last)
        for clause in sentence.clauses:
            if clause.form is not Form.NOUN:
                yield _clause(doc, sentence, clause, phrases)


def _clause(doc: Doc, sentence: Sentence, clause: Clause, phrases: NounPhrases) -> dict[str, Any]:
    arguments = doc.arguments(sentence)[clause.head]
    head = _predicate(doc, clause, phrases)
    return {
        "head": _range(doc, Phrase(head, head + 1)),
        "subject": _range(doc, arguments.subject),
        "object": _range(doc, arguments.object),
        "passive": clause.passive and clause.form is not Form.PARTICIPLE,
        "negated": clause.negated,
        "factuality": clause.factuality.value,
    }


def _predicate(doc: Doc, clause: Clause, phrases: NounPhrases) -> int:
    """The token that UD makes the head of `clause`: its verb, or what a copula says of the subject."""
    verb, tags = clause.verb, doc.tags
    if not _is_copula(clause, load_lexicon().bases[doc.tokens.lows[verb]]):
        return verb
    said = verb + 1
    while tags[said] in _PASSED:
        said += 1
    said += tags[said] == PREPOSITION
    phrase = phrases.covering(said)
    if phrase is not None and phrase.first <= said:
        return phrase.last - 1
    return said if tags[said] == ADJECTIVE else verb


def _range(doc: Doc, phrase: Phrase | None) -> dict[str, int] | None:
    if phrase is None:
        return None
    span = doc.span(phrase.first, phrase.last)
    return {"start": span.start, "end": span.end}

"""Conditions by inversion: "*had* they *signed*", "*should* talks *fail*", "*were* the bank *to* fail"."""

import re

from service.language.tags import (
    ADJECTIVE,
    ADVERBIALS,
    ADVERBS,
    AUXILIARIES,
    BARE_BE,
    BASE,
    BE,
    BEEN,
    COORDINATOR,
    DETERMINERS,
    HAVE,
    ING,
    MODAL,
    NOT,
    NOUNS,
    NUMBER,
    PARTICIPLE,
    PAST_FORMS,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    RELATIVES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
    VERBS,
)
from service.language.wordlists import word_lists

SUBJECT = rf"(?:[{SUBJECT_PRONOUN}{PRONOUN}]|[{DETERMINERS}]?[{ADJECTIVE}{NUMBER}]{{0,2}}[{NOUNS}]{{1,3}})"
_SUBJECT = rf"{SUBJECT}[{ADVERBS}]{{0,2}}"
_BE_GROUP = rf"[{ADVERBIALS}{QUANTIFIER}]{{0,4}}[{VERBS}]?"
_INVERTED = {
    HAVE: re.compile(rf"{HAVE}{_SUBJECT}(?:[{BASE}{PAST_FORMS}]|{BEEN}{_BE_GROUP})"),
    BE: re.compile(rf"{BE}{SUBJECT}(?:[{ADVERBS}]{{0,2}}(?:[{PARTICIPLE}{ING}]|(?={TO}))|{NOT})"),
    MODAL: re.compile(rf"{MODAL}{_SUBJECT}(?:{BASE}|{BARE_BE}{_BE_GROUP})"),
}
# Behind its consequence only a pronoun or "not" tells it from an object: "the team had players (not) injured".
_NO_SUBJECT = VERBS + TO + AUXILIARIES + PREPOSITION + SUBORDINATOR + RELATIVES + COORDINATOR + ".,;:"
_SURE = re.compile(rf"[{HAVE}{MODAL}](?:{SUBJECT_PRONOUN}|[^{_NO_SUBJECT}]{{1,5}}{NOT})")
_UNMET = re.compile(rf"{MODAL}[{ADVERBS}]{{0,2}}{HAVE}[{ADVERBS}]{{0,2}}[{PARTICIPLE}{BEEN}]")  # "would have signed"
_BEFORE = frozenset(",;:\"“‘'" + THAT + COORDINATOR)
_WORDS = word_lists("inversion")
_OPENING, DENYING = _WORDS["opening"], _WORDS["denying"]


def end_of_condition(tags: str, lows: list[str], start: int, first: int, last: int) -> int:
    """Where the verb group ends that an inverted auxiliary at `start` opens to tell a condition; 0 where none does.

    [first, last) is the sentence. A question is no condition.
    """
    if lows[start] not in _OPENING:
        return 0
    pattern = _INVERTED.get(tags[start])
    match = pattern.match(tags, start, last) if pattern else None
    if match is None or "?" in tags[max(first, last - 3) : last]:
        return 0
    if start == first or (tags[start - 1] in _BEFORE and lows[start - 1] not in DENYING):
        return match.end()
    if tags[start] == MODAL and tags[start - 1] == ADJECTIVE:
        return match.end()  # "no longer safe should the dam fail"
    told = _SURE.match(tags, start, last) is not None or _UNMET.search(tags, first, start) is not None
    return match.end() if told and lows[start - 1] not in DENYING else 0

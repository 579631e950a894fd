"""Verb groups: auxiliaries and main verb read as one, with tense, aspect, voice and negation. Words only."""

import re
from functools import lru_cache

from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBIALS,
    ADVERBS,
    AUXILIARIES,
    BARE_BE,
    BASE,
    BE,
    BEEN,
    BEING,
    DETERMINERS,
    DO,
    HAVE,
    HAVING,
    ING,
    MODAL,
    NOT,
    NOUNS,
    NUMBER,
    PARTICIPLE,
    PAST,
    PRONOUN,
    QUANTIFIER,
    SUBJECT_PRONOUN,
    THIRD,
    TO,
    VERBS,
)

_FINITE_AUXILIARIES = HAVE + BE + DO
_BEFORE_BASE = MODAL + DO
_PASSIVE = BE + BARE_BE + BEEN + BEING
_PROGRESSIVE = BE + BARE_BE + BEEN

_GAP = rf"(?:[{ADVERBIALS}{QUANTIFIER}\"“]|,{ADVERB},){{0,4}}"
_CHAIN = rf"(?:{_GAP}[{AUXILIARIES}])*(?:{_GAP}[{VERBS}])?"
_SUBJECT = rf"(?:[{SUBJECT_PRONOUN}{PRONOUN}]|[{DETERMINERS}]?[{ADJECTIVE}{NUMBER}]{{0,2}}[{NOUNS}]{{1,3}})"
_GROUP = re.compile(
    rf"[{VERBS}{TO}{AUXILIARIES}](?:"  # one class of letters first: that makes it fast
    rf"(?<=[{VERBS}])"
    # "nor did she comment", "nor will the road be closed"
    rf"|(?<=[{_BEFORE_BASE}]){_SUBJECT}[{ADVERBS}]{{0,2}}(?:{BASE}|{BARE_BE}{_GAP}[{VERBS}])"
    rf"|(?<!{TO}){_CHAIN}"
    rf"|(?<={TO})(?:[{ADVERBS}]{{0,3}}[{AUXILIARIES}]{_CHAIN}|[{ADVERBS}{QUANTIFIER}]{{0,3}}{BASE}))"
)
_PAST = frozenset(("had", "was", "were", "did", "wasn", "weren"))
_MODALS = {"'ll": "will", "'d": "would", "wo": "will", "ca": "can", "sha": "shall"}
_NONFINITE = {TO: "infinitive", BARE_BE: "bare", BEEN: "participle", BEING: "ing", HAVING: "ing"}

_LONGEST = 24  # words of a verb group
_SIMPLE = {  # form, tense, passive
    PAST: ("finite", "past", False),
    THIRD: ("finite", "present", False),
    BASE: ("bare", "", False),
    ING: ("ing", "", False),
    PARTICIPLE: ("participle", "", True),
}


def find_groups(tags: str, lows: list[str], first: int, last: int, lexicon: Lexicon) -> list[Clause]:
    """The verb groups among the words `first` to `last` in order, as clauses of which nothing else is known yet."""
    found = []
    bases = lexicon.bases
    for match in _GROUP.finditer(tags, first, last):
        start, end = match.span()
        if end - start == 1 and (simple := _SIMPLE.get(tags[start])):
            form, tense, passive = simple
            negated = start > first and tags[start - 1] in ADVERBS and _denied(tags, start, first)
            found.append(Clause(start, start, bases[lows[start]], form, tense, "", False, False, passive, negated))
        elif compound := _read_compound(tags[start : end + 1][:_LONGEST], end - start, lows[start]):
            offset, form, tense, modal, perfect, progressive, passive, negated = compound
            head = start + offset
            if start > first:
                negated = (
                    negated
                    or lows[start - 1] in ("nor", "neither")
                    or (form in ("infinitive", "ing") and tags[start - 1] == NOT)
                )
            found.append(
                Clause(start, head, bases[lows[head]], form, tense, modal, perfect, progressive, passive, negated)
            )
    return found


def _denied(tags: str, place: int, first: int) -> bool:
    """Whether a denying adverb stands before the verb at `place` ("never hit")."""
    floor = max(first, place - 4)
    place -= 1
    while place > floor and tags[place] == ADVERB:
        place -= 1
    return place >= first and tags[place] == NOT


@lru_cache(maxsize=8192)
def _read_compound(tags: str, size: int, low: str) -> tuple[int, str, str, str, bool, bool, bool, bool] | None:
    """A group of auxiliaries read: the place of its head, then the fields of Clause from `form` to `negated`.

    `tags` are those of the group's `size` words and of the one after, `low` its first word. None where it
    has a modal and nothing more.
    """
    size = min(size, len(tags))
    chain = "".join(tag for tag in tags[:size] if tag in AUXILIARIES)
    main = tags[size - 1] if tags[size - 1] in VERBS else ""
    if main == BASE and chain and chain[-1] not in _BEFORE_BASE:
        main = ""
    head = size - 1 if main else max((i for i in range(size) if tags[i] in AUXILIARIES), default=0)
    if tags[head] == MODAL:
        return None
    have = max(chain.find(HAVE), chain.find(HAVING))
    perfect = have >= 0 and (have < len(chain) - 1 or main in (PARTICIPLE, PAST))
    progressive = (main == ING and bool(chain) and chain[-1] in _PROGRESSIVE) or BEING in chain[1:]
    passive = main in (PARTICIPLE, PAST) and bool(chain) and chain[-1] in _PASSIVE
    negated = NOT in (tags[: head + 1] if main else tags[: head + 2])
    return (head, *_finiteness(tags[0], low), perfect, progressive, passive, negated)


def _finiteness(tag: str, low: str) -> tuple[str, str, str]:
    """Form, tense and modal that the first word of a group tells."""
    if tag == MODAL:
        return "finite", "modal", _MODALS.get(low, low)
    if tag in _FINITE_AUXILIARIES:
        return "finite", "past" if low in _PAST else "present", ""
    return _NONFINITE[tag], "", ""

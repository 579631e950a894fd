"""Verb groups: auxiliaries and main verb read as one, with tense, aspect, voice and negation. Words only."""

import re
from functools import lru_cache
from typing import NamedTuple

from service.language.forms import Form, Marker, Tense, Voice
from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.inversion import DENYING, SUBJECT, end_of_condition
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import (
    ADVERB,
    ADVERBIALS,
    ADVERBS,
    AUXILIARIES,
    BARE_BE,
    BASE,
    BE,
    BEEN,
    BEING,
    DO,
    HAVE,
    HAVING,
    ING,
    MODAL,
    NOT,
    PARTICIPLE,
    PAST,
    PAST_FORMS,
    QUANTIFIER,
    THIRD,
    TO,
    VERBS,
)

_FINITE_AUXILIARIES = HAVE + BE + DO
_BEFORE_BASE = MODAL + DO
_PASSIVE = frozenset(BE + BARE_BE + BEEN + BEING)
_PROGRESSIVE = frozenset(BE + BARE_BE + BEEN)

_GAP = rf"(?:[{ADVERBIALS}{QUANTIFIER}\"“]|,{ADVERB}{{1,3}},){{0,4}}"
_CHAIN = rf"(?:{_GAP}[{AUXILIARIES}])*(?:{_GAP}[{VERBS}])?"
_GROUP = re.compile(
    rf"[{VERBS}{TO}{AUXILIARIES}](?:"  # one class of letters first: that makes it fast
    rf"(?<=[{VERBS}])"
    # "nor did she comment", "nor will the road be closed"
    rf"|(?<=[{_BEFORE_BASE}]){SUBJECT}[{ADVERBS}]{{0,2}}(?:{BASE}|{BARE_BE}{_GAP}[{VERBS}])"
    rf"|(?<!{TO}){_CHAIN}"
    rf"|(?<={TO})(?:[{ADVERBS}]{{0,3}}[{AUXILIARIES}]{_CHAIN}|[{ADVERBS}{QUANTIFIER}\"“]{{0,3}}{BASE}))"
)
_NONFINITE = {
    TO: Form.INFINITIVE,
    BARE_BE: Form.BARE,
    BEEN: Form.PARTICIPLE,
    BEING: Form.ING,
    HAVING: Form.ING,
}

_LONGEST = 24  # words of a verb group
_SIMPLE: dict[str, tuple[Form, Tense | None, Voice]] = {
    PAST: (Form.FINITE, Tense.PAST, Voice.ACTIVE),
    THIRD: (Form.FINITE, Tense.PRESENT, Voice.ACTIVE),
    BASE: (Form.BARE, None, Voice.ACTIVE),
    ING: (Form.ING, None, Voice.ACTIVE),
    PARTICIPLE: (Form.PARTICIPLE, None, Voice.PASSIVE),
}


class _Compound(NamedTuple):
    """A verb group of several words: the place of its head in it, and what a `Clause` tells of it."""

    head: int
    form: Form
    tense: Tense | None
    modal: str | None
    perfect: bool
    progressive: bool
    voice: Voice
    negated: bool


def find_groups(tags: str, lows: list[str], first: int, last: int, lexicon: Lexicon) -> list[Clause]:
    """The verb groups among the words `first` to `last` in order, as clauses of which nothing else is known yet."""
    found: list[Clause] = []
    bases, behind = lexicon.bases, first
    for match in _GROUP.finditer(tags, first, last):
        start, end = match.span()
        if start < behind:
            continue
        if inverted := end_of_condition(tags, lows, start, first, last):
            end = behind = inverted
        if end - start == 1 and (simple := _SIMPLE.get(tags[start])):
            form, tense, voice = simple
            negated = start > first and _denied(tags, lows, start, first)
            found.append(Clause(start, start, bases[lows[start]], form, tense, None, False, False, voice, negated))
        elif compound := _read_compound(tags[start : end + 1][:_LONGEST], end - start, lows[start]):
            offset, form, tense, modal, perfect, progressive, voice, negated = compound
            head = start + offset
            if start > first:
                negated = negated or tags[start - 1] == NOT or lows[start - 1] in DENYING
            found.append(
                Clause(start, head, bases[lows[head]], form, tense, modal, perfect, progressive, voice, negated)
            )
            if inverted:
                found[-1].marker, found[-1].negated = Marker.CONDITION, negated or NOT in tags[start:end]
    return found


def _denied(tags: str, lows: list[str], token: int, first: int) -> bool:
    """Whether a word that denies stands before the verb at `token` ("never hit", "nor left")."""
    if lows[token - 1] in DENYING:
        return True
    floor = max(first, token - 4)
    token -= 1
    while token > floor and tags[token] == ADVERB:
        token -= 1
    return token >= first and tags[token] == NOT


def _main_verb(last: str, chain: str) -> str | None:
    """The tag of a group's main verb, which is its last; None where its auxiliaries take none such, or it has none."""
    if last not in VERBS:
        return None
    return None if last == BASE and chain and chain[-1] not in _BEFORE_BASE else last


@lru_cache(maxsize=8192)
def _read_compound(tags: str, size: int, low: str) -> _Compound | None:
    """A group of auxiliaries read.

    `tags` are those of the group's `size` words and of the one after, `low` its first word. None where it
    has a modal and nothing more.
    """
    size = min(size, len(tags))
    chain = "".join(tag for tag in tags[:size] if tag in AUXILIARIES)
    main = _main_verb(tags[size - 1], chain)
    head = size - 1 if main else max((i for i in range(size) if tags[i] in AUXILIARIES), default=0)
    if tags[head] == MODAL:
        return None
    have, done = max(chain.find(HAVE), chain.find(HAVING)), main is not None and main in PAST_FORMS
    perfect = have >= 0 and (have < len(chain) - 1 or done)
    progressive = (main == ING and chain[-1:] in _PROGRESSIVE) or BEING in chain[1:]
    passive = done and chain[-1:] in _PASSIVE
    negated = NOT in (tags[: head + 1] if main else tags[: head + 2])
    voice = Voice.PASSIVE if passive else Voice.ACTIVE
    return _Compound(head, *_finiteness(tags[0], low), perfect, progressive, voice, negated)


def _finiteness(tag: str, low: str) -> tuple[Form, Tense | None, str | None]:
    """Form, tense and modal that the first word of a group tells."""
    if tag == MODAL:
        return Form.FINITE, Tense.MODAL, syntax_words().modals.get(low, low)
    if tag in _FINITE_AUXILIARIES:
        return Form.FINITE, Tense.PAST if low in syntax_words().past_auxiliaries else Tense.PRESENT, None
    return _NONFINITE[tag], None, None

"""Verbs of saying used as acts: "*declared* a dividend", "was *admitted* to hospital", with nothing reported."""

import re
from collections.abc import Sequence

from service.language.forms import Form, Marker, Pronoun, Tense
from service.language.syntax.clauses import Clause
from service.language.tags import (
    ADJECTIVE,
    ADVERBIALS,
    ADVERBS,
    DETERMINERS,
    ING,
    NAME,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBJECT_PRONOUN,
)
from service.language.vocabulary import Vocabulary

# members of an enum are slow to look up
_FINITE, _INFINITIVE, _PAST, _QUOTATION = Form.FINITE, Form.INFINITIVE, Tense.PAST, Marker.QUOTATION
_REPORTING = frozenset((Marker.THAT, Marker.QUESTION, Marker.CONDITION, _QUOTATION))
_NAMING = NOUNS + ADJECTIVE + NUMBER + DETERMINERS + POSSESSIVE + ADVERBS + SUBJECT_PRONOUN + PRONOUN + PREPOSITION
_THING = DETERMINERS + ADJECTIVE + NUMBER + NOUNS + OBJECT_PRONOUN + PRONOUN + "$£€"
_SUBJECT_OR_ADVERB = _NAMING + ADVERBIALS
_EMPTY = frozenset((Pronoun.IT, Pronoun.THERE))
_QUOTES = '"“”‘’'
_QUOTED = re.compile('[,?!.]["”’]')  # the end of a quotation
_GOING_ON = re.compile(f'[,?!]["”’].[{NAME}{DETERMINERS}]')  # that goes on, a verb, and a subject
_REACH = 6  # words from such a verb to the infinitive that it asks for


class Speech:
    """Tells the acts among the clauses of the sentences of a text."""

    def __init__(self, tags: str, lows: Sequence[str], vocabulary: Vocabulary) -> None:
        self.tags, self.lows = tags, lows
        self.acts, self.acts_on = vocabulary.acts, vocabulary.acts_on
        self.future, self.past = vocabulary.future, vocabulary.past

    def mark(self, clauses: Sequence[Clause], first: int, last: int) -> None:
        """Mark what is an act of speech, and what stands beside a quotation, among the `clauses` of [first, last)."""
        quotation = _QUOTED.search(self.tags, first, last)
        for at, clause in enumerate(clauses):
            if quotation and not clause.complement and self._is_beside_quotation(clause, first, last):
                clause.complement = _QUOTATION
            if clause.lemma in self.acts_on or clause.lemma in self.acts:
                following = clauses[at + 1] if at + 1 < len(clauses) else None
                clause.act = self._is_act(clause, following, at > 0, first)

    def _is_beside_quotation(self, clause: Clause, first: int, last: int) -> bool:
        """Whether a quotation ends before the subject of the verb, or the verb: "…," she *continued*, *sighed* Ann."""
        if clause.form is not _FINITE:
            return False
        if clause.tense is _PAST and _GOING_ON.match(self.tags, clause.head - 2):
            return True
        end = self._before_subject(clause, first)
        if end == clause.first - 1 or not _QUOTED.match(self.tags, end - 1) or self._has_thing(clause):
            return False
        mark = self.tags[end]
        before, all_told = self.tags.count(mark, first, end), self.tags.count(mark, first, last)
        return mark == "”" or before % 2 == 1 or all_told == 1

    def _is_act(self, clause: Clause, following: Clause | None, is_later: bool, first: int) -> bool:
        if clause.complement in _REPORTING or self._reports(clause, following):
            return False
        if clause.passive and clause.subject in _EMPTY:
            return False  # "it was *confirmed* by the police that …"
        thing = clause.passive or self._has_thing(clause)
        if not thing and clause.lemma not in self.acts:
            return False
        return not self._is_aside(clause, thing, is_later, first)

    def _reports(self, clause: Clause, following: Clause | None) -> bool:
        """Whether what is said begins behind the verb: a quotation, a clause without "that", an infinitive, an -ing."""
        tags, head = self.tags, clause.head
        opening = tags[head + 1 : head + 3]
        if opening[:1] in (":", ING) or (opening and opening[opening[0] == "," :][:1] in _QUOTES):
            return True
        if following is None or following.first <= head:
            return False
        between = tags[head + 1 : following.first]
        if following.form is _INFINITIVE:
            return not following.purpose and len(between) <= _REACH
        if following.form is not _FINITE or following.marker:
            return False
        return bool(between) and not between.strip(_NAMING)

    def _has_thing(self, clause: Clause) -> bool:
        token = clause.head + 1
        while self.tags[token] in ADVERBS:
            token += 1
        low = self.lows[token] if token < len(self.lows) else ""
        return self.tags[token] in _THING and low not in self.future and low not in self.past

    def _is_aside(self, clause: Clause, thing: bool, is_later: bool, first: int) -> bool:
        """Whether what is said stands before: ""…," he *added*", "it will close, officials *confirmed*"."""
        tags, token = self.tags, self._before_subject(clause, first)
        if token < first:
            return False
        if tags[token] in _QUOTES:
            return True
        return tags[token] == "," and ((is_later and not thing) or tags[token - 1] in _QUOTES)

    def _before_subject(self, clause: Clause, first: int) -> int:
        """The place before the words that may be the subject of the verb."""
        token = clause.first - 1
        while token >= first and self.tags[token] in _SUBJECT_OR_ADVERB:
            token -= 1
        return token

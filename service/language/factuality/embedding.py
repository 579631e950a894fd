"""What a clause is embedded in, and what that makes of its event: "denied that", "reports that … are false".

The scope of a word is the clause that it governs, found as licensers find it: never clauses of time, of reason or of
relation, whose events are presupposed.
"""

from collections.abc import Sequence

from service.language.factuality.patterns import Class, Effect, Part
from service.language.factuality.phrases import Wording
from service.language.forms import Form, Marker
from service.language.syntax.clauses import Clause
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBIALS,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINERS,
    NOUNS,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    SUBJECT_PRONOUN,
    THAT,
)

# members of an enum are slow to look up
_FINITE, _BARE, _ING, _INFINITIVE, _THAT, _RELATIVE = (
    Form.FINITE,
    Form.BARE,
    Form.ING,
    Form.INFINITIVE,
    Marker.THAT,
    Marker.RELATIVE,
)
_MARKS = frozenset('.;:!?()"“”—–')
_PASSED = ADVERBIALS + ","
_PRONOUNS = SUBJECT_PRONOUN + PRONOUN
_OPENING = DETERMINERS + SUBJECT_PRONOUN + PRONOUN  # what begins a subject
_NOMINAL = NOUNS + ADJECTIVE + NUMBER
_TURN = "," + COORDINATOR
_REACH = 12  # words between a verb and the noun or the "that" of what it governs
_FULL = frozenset((_FINITE, _BARE))
_COMPLEMENTS = frozenset((None, _THAT, _RELATIVE))  # markers of clauses that may tell a content
_ADVERBS_BEFORE, _ADVERBS_AFTER = 3, 4  # words from a verb to an adverb that is meant of what it tells


class Embedding:
    """The effects of embedding within one sentence [first, last), whose `verbs` are in order."""

    def __init__(self, words: Wording, verbs: Sequence[Clause], first: int, last: int) -> None:
        self.words, self.verbs, self.first, self.last = words, verbs, first, last
        self.tags, self.lows, self.patterns = words.tags, words.lows, words.patterns

    def effect(self, number: int) -> Effect | None:
        """What the words that govern the clause `number` make of its event; None for nothing."""
        clause = self.verbs[number]
        if clause.form in _FULL or clause.marker is _THAT:
            return self._of_cue(clause) or self._of_clause(number)
        if clause.form is _INFINITIVE:
            return self._of_cue(clause) or self._of_perfect(number)
        if clause.form is _ING:
            return self._of_gerund(number)
        return None

    def host(self, number: int) -> Clause | None:
        """The clause with a verb before the clause `number`, no part of it."""
        start = self.verbs[number].first
        return next((other for other in reversed(self.verbs[:number]) if other.head < start), None)

    def that(self, number: int) -> int | None:
        """Where the "that" of the clause `number` stands, if a subject stands between them; else None."""
        clause, host = self.verbs[number], self.host(number)
        if clause.marker not in _COMPLEMENTS:
            return None
        floor = host.verb if host else self.first - 1
        that = self.tags.rfind(THAT, floor + 1, clause.first)
        return that if that >= 0 and self.tags[that + 1 : clause.first].strip(_PASSED) else None

    def is_complement(self, number: int) -> bool:
        """Whether the clause `number` completes the verb before it without "that": "denied it would"."""
        clause, host = self.verbs[number], self.host(number)
        if host is None or clause.form is not _FINITE or clause.marker or clause.first - host.head > _REACH:
            return False
        if host.marker is _RELATIVE:
            return False  # "the guard who denied the charge *fled*"
        between = self.tags[host.head + 1 : clause.first]
        return bool(between) and _MARKS.isdisjoint(between) and COORDINATOR not in between and "," not in between

    def _of_clause(self, number: int) -> Effect | None:
        that = self.that(number)
        host = self.host(number)
        if that is None:
            noun = self._noun_before_subject(number, host)
            if noun is not None:
                return self._of_noun(noun, host, number)
            return self._of_complement(host, number) if host and self.is_complement(number) else None
        noun = self.words.noun_before(that, host.verb if host else self.first - 1)
        if noun is not None:
            return self._of_noun(noun, host, number)
        if host is None or that == self.first:
            return self._said_after(number)
        if self.verbs[number].marker is _RELATIVE and host.lemma in self.patterns.words["copulas"]:
            return None  # "is a treaty that they signed"
        return self._of_verb(host, that)

    def _noun_before_subject(self, number: int, host: Clause | None) -> int | None:
        """The noun of content right before the subject of the clause `number`: "no *guarantee* it will"; else None."""
        clause, floor = self.verbs[number], host.verb if host else self.first - 1
        if clause.marker or clause.form is not _FINITE:
            return None
        token = clause.first - 1
        while token > floor + 1 and self.tags[token] not in _OPENING and self.tags[token] in _NOMINAL:
            token -= 1
        noun = token - 1
        told = noun > floor and self.tags[token] in _OPENING
        return noun if told and (self.words.is_content(noun) or self.words.noun_class(noun)) else None

    def _of_complement(self, host: Clause, number: int) -> Effect | None:
        found = self._of_verb(host, self.verbs[number].first)
        if found is None and host.form is _ING:  # "a video claiming it had collapsed is fake"
            return self._said_after(number)
        return found

    def _of_cue(self, clause: Clause) -> Effect | None:
        """Of "pretended to sign", "was wrongly said to have signed", "denied plans to sell"."""
        if clause.cue is None or not (clause.via or clause.form is _INFINITIVE):
            return None
        governor = next((other for other in self.verbs if other.head == clause.cue), None)
        if governor is not None and governor is not clause:
            return self._of_governor(governor, clause.first, negated=self._keeps_denial(clause, governor))
        if self.tags[clause.cue] in COMMON_NOUNS and clause.form is _INFINITIVE:
            number = next(number for number, other in enumerate(self.verbs) if other is clause)
            return self._of_plan(clause.cue, self.host(number), number)
        return None

    def _keeps_denial(self, clause: Clause, governor: Clause) -> bool:
        """Whether what denies the governor of an infinitive was not handed on to the infinitive itself."""
        if self.words.is_scarce(governor, self.first - 1) and not governor.negated:
            return True
        return governor.negated and (clause.perfect or clause.licenser == "demand") and clause.form is _INFINITIVE

    def _of_perfect(self, number: int) -> Effect | None:
        """Of "was said, wrongly, to have signed"."""
        clause, host = self.verbs[number], self.host(number)
        if not clause.perfect or clause.cue is not None or host is None:
            return None
        return self._of_governor(host, clause.first, negated=host.negated)

    def _of_gerund(self, number: int) -> Effect | None:
        """Of "denied signing", "came close to signing", "on the verge of signing"."""
        clause, host = self.verbs[number], self.host(number)
        if host is None or clause.first - host.head > _REACH:
            return None
        before = self.lows[host.head + 1 : clause.first]
        if not before or (len(before) == 1 and self.tags[host.head + 1] == ADVERB):
            return self._of_governor(host, clause.first, negated=host.negated)
        nears = (self.patterns.class_of(Part.BEFORE_ING, low) for low in before)
        if clause.by in self.patterns.words["links"] and (near := next((found for found in nears if found), None)):
            return near.effect(negated=host.negated)
        return None

    def _of_verb(self, host: Clause, end: int) -> Effect | None:
        """The effect of the verb of `host` on the clause that begins at `end`."""
        negated, found = self._is_negated(host), None
        if host.lemma in self.patterns.words["copulas"] and not host.passive:
            found = self.words.predicate(host.head + 1, end, negated=negated, of_content=False)
        return found or self._of_governor(host, end, negated=negated) or self._of_teller(host)

    def _of_governor(self, host: Clause, end: int, *, negated: bool) -> Effect | None:
        telling = self.words.telling(host.first - _ADVERBS_BEFORE, min(end, host.head + _ADVERBS_AFTER))
        if telling:
            return telling
        part = Part.IMPERATIVES if host.form is _BARE and host.first == self.first else Part.CLAUSES
        found = self._class_of(part, host) or self._class_of(Part.CLAUSES, host)
        return found.effect(negated=negated) if found else None

    def _of_teller(self, host: Clause) -> Effect | None:
        """Of "a false report said", "the hoax claimed": the subject is what is told."""
        noun = host.first - 1
        if noun < self.first or not (self.words.is_content(noun) or self.words.noun_class(noun)):
            return None
        return self._own(noun, self.words.start(noun, self.first - 1))

    def _of_noun(self, noun: int, host: Clause | None, number: int) -> Effect | None:
        """The effect of a noun of content, of what governs it before, and of what is said of it behind."""
        floor = host.verb if host else self.first - 1
        start = self.words.start(noun, floor)
        governed = host is not None and start - host.head <= _REACH and self._is_negated(host)
        return self._governing(start, host) or self._said_after(number) or self._own(noun, start, negated=governed)

    def _of_plan(self, noun: int, host: Clause | None, number: int) -> Effect | None:
        """Of "denied plans to sell": what is planned will not be, where the plan is denied or dropped."""
        floor = host.head if host else self.first - 1
        start = self.words.start(noun, floor)
        if self.lows[noun] not in self.words.plans or host is None or start - host.head > _REACH:
            return None
        dropped = host.lemma in self.patterns.words["dropping"] and not host.negated and host.head + 1 == start
        return self.patterns.classes[Part.CLAUSES]["deny"].affirmed if dropped else None

    def _own(self, noun: int, start: int, *, negated: bool = False) -> Effect | None:
        """What a noun and the words before it make of its content: "no evidence", "a false report", "the hoax"."""
        if found := self.words.attribute(start, noun):
            return found
        known = self.words.noun_class(noun)
        return known.effect(negated=negated or self.words.is_absent(start, noun)) if known else None

    def _governing(self, start: int, host: Clause | None) -> Effect | None:
        """What governs the phrase of a noun that begins at `start`: a verb, or a preposition and its noun."""
        if start - 1 >= self.first and self.lows[start - 1] in self.patterns.words["so_called"]:
            start -= 1  # "dismissed as nonsense reports that"
        elif start - 1 >= self.first and self.tags[start - 1] == PREPOSITION:
            return self._over_preposition(start - 1, host)
        if host is None or start - host.head > _REACH or not _MARKS.isdisjoint(self.tags[host.head + 1 : start]):
            return None
        if host.lemma in self.patterns.words["copulas"] or host.passive:
            return None
        found = self._class_of(Part.THINGS, host)
        return found.effect(negated=self._is_negated(host)) if found else None

    def _over_preposition(self, token: int, host: Clause | None) -> Effect | None:
        """Of "no truth in reports", "contrary to reports", "the denial of reports", "poured scorn on claims"."""
        before = token - 1
        if before < self.first:
            return None
        if self.lows[before] in self.patterns.words["opposed"]:
            return self.patterns.classes[Part.CLAUSES]["deny"].affirmed
        if known := self.words.noun_class(before):
            start = self.words.start(before, self.first - 1)
            negated = self.words.is_absent(start, before) or (host is not None and host.negated and host.head < start)
            return known.effect(negated=negated)
        if host is not None and self.lows[host.head + 1] == self.lows[token] and host.head + 1 == token:
            found = self._class_of(Part.THINGS, host)
            return found.effect(negated=self._is_negated(host)) if found else None
        return None

    def _said_after(self, number: int) -> Effect | None:
        """What a later clause says of the content: "reports that they had signed *were denied*", "*are false*"."""
        for other in self.verbs[number + 1 :]:
            joined = (
                self.tags[other.first - 1] == COORDINATOR or _TURN in self.tags[self.verbs[number].head : other.first]
            )
            if joined or ";" in self.tags[self.verbs[number].head : other.first]:
                break
            main = other.form is _FINITE and not other.marker and self.tags[other.first - 1] not in _PRONOUNS
            if main and (found := self._said(other)):
                return found
        return None

    def _said(self, clause: Clause) -> Effect | None:
        found: Class | None = self._class_of(Part.THINGS, clause) if clause.passive else None
        if found:
            return found.effect(negated=clause.negated)
        if clause.passive or clause.lemma not in self.patterns.words["predicating"]:
            return None
        negated = clause.negated or clause.lemma in self.patterns.words["lacking"]
        return self.words.predicate(clause.head + 1, self.last, negated=negated, of_content=True)

    def _class_of(self, part: Part, clause: Clause) -> Class | None:
        phrasal, plain = self.words.verbs_of(clause)
        return self.patterns.class_of(part, phrasal) or self.patterns.class_of(part, plain)

    def _is_negated(self, host: Clause) -> bool:
        if host.modal in self.patterns.words["able"] and host.lemma in self.patterns.words["incredulous"]:
            return False
        return host.negated or self.words.is_scarce(host, self.first - 1)

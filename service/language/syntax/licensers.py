"""Licensers: which word an infinitive, an -ing form or a clause depends on, and what it takes over from it."""

from service.language.forms import ClauseLink, Form, Marker, Pronoun, Tense
from service.language.syntax.clauses import Clause
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import (
    ADJECTIVE,
    ADVERBIALS,
    ADVERBS,
    BASE,
    BASE_FORMS,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINERS,
    FINITE,
    MODAL,
    NAME,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
    WH,
)
from service.language.vocabulary import APPOINTED, CAUSED, GOING, Absorption, EventsWhen, LicenserPart, Vocabulary

# members of an enum are slow to look up
_FINITE, _PARTICIPLE, _BARE, _NOUN = Form.FINITE, Form.PARTICIPLE, Form.BARE, Form.NOUN
_PAST, _PRESENT, _MODAL = Tense.PAST, Tense.PRESENT, Tense.MODAL
_IT = Pronoun.IT
_QUESTION, _RELATIVE = Marker.QUESTION, Marker.RELATIVE
_TO, _THAT, _ING, _NOUN_LINK = ClauseLink.TO, ClauseLink.THAT, ClauseLink.ING, ClauseLink.NOUN
_ADVERBIAL, _ABSOLUTE = ClauseLink.ADVERBIAL, ClauseLink.ABSOLUTE
_VERBS, _PASSIVES, _OBJECTS = LicenserPart.VERBS, LicenserPart.PASSIVES, LicenserPart.OBJECTS
_GERUNDS, _CLAUSES = LicenserPart.GERUNDS, LicenserPart.CLAUSES

_OPENING = DETERMINERS + ADJECTIVE + NUMBER + COORDINATOR
_QUESTIONING = SUBORDINATOR + WH
_PREPOSITIONS = PREPOSITION + TO
_BEFORE_ING = PREPOSITION + SUBORDINATOR
_IN_PHRASE = NOUNS + DETERMINERS + ADJECTIVE + NUMBER + POSSESSIVE
_BEFORE_TIME = PREPOSITION + NAME
_GOING_ON = TO + FINITE + BASE_FORMS  # behind a noun: it is the subject of what follows

MARKS = frozenset('.,;:!?()"“”—–')
PHRASE = 8  # words of a noun phrase at most
REACH = 14  # words to look back for a licenser or a marker
_HOSTS = frozenset((None, ClauseLink.TO, ClauseLink.THAT, ClauseLink.ING, ClauseLink.ADVERBIAL, ClauseLink.ABSOLUTE))
_DISTANT = frozenset(("promise", "plan", "demand", "fail"))  # govern over a phrase between
_CHANCES = frozenset(("expect", "possible", "doubt"))  # what can be said of a clause to come
# Who does not expect that it will, expects that it will not; what one does not let happen does not happen.
_SHARED = frozenset(("plan", "expect", "enable", CAUSED))
_SOON = 6  # words behind a verb in which its time may stand
_ADJUNCT = 5  # words that may stand between a verb and the infinitive that it governs
_ENDS = MARKS | frozenset(SUBORDINATOR + COORDINATOR)  # what may stand after the last word of a clause
_THAT_REACH = 3  # words from a verb to the "that" of its clause

_SOMEBODY = NOUNS + DETERMINERS + ADJECTIVE + NUMBER + POSSESSIVE + OBJECT_PRONOUN + PRONOUN + COORDINATOR


def phrase_head(tags: str, start: int, last: int, opening: str = _OPENING) -> int | None:
    """The last noun of the noun phrase that begins at `start`; None where none does. `opening` may stand before it."""
    head = None
    for place in range(start, min(start + PHRASE, last)):
        tag = tags[place]
        if tag in NOUNS:
            head = place
        elif tag == POSSESSIVE:
            head = None
        elif tag not in opening or head is not None:
            break
    return head


class Licensers:
    """Finds licensers among the words and clauses before a clause of the text that it is made for."""

    def __init__(self, tags: str, lows: list[str], vocabulary: Vocabulary) -> None:
        self.tags, self.lows, self.vocabulary, self.words = tags, lows, vocabulary, syntax_words()
        licensers = vocabulary.licensers
        self.nouns, self.copulars = licensers[LicenserPart.NOUNS], licensers[LicenserPart.COPULARS]
        self.adjectives, self.clauses = licensers[LicenserPart.ADJECTIVES], licensers[LicenserPart.CLAUSES]
        self.links, self.dated = licensers[LicenserPart.BEFORE_DATES], licensers[LicenserPart.DATED]
        self.events, self.measures = licensers[LicenserPart.EVENTS], licensers[LicenserPart.MEASURES]
        self.attributes = licensers[LicenserPart.ATTRIBUTES].keys()
        self.before_ing = vocabulary.before_ing

    def before(self, place: int, first: int) -> int:
        """The place of the word before `place`, adverbs and particles passed over."""
        place -= 1
        while place > first and self.tags[place] in ADVERBIALS:
            place -= 1
        return place

    def infinitive(self, clause: Clause, before: Clause | None, place: int, headline: bool) -> None:
        """Tie an infinitive, with the word at `place` before it, to what governs it; else it tells a purpose."""
        if before is not None and self.tags[place] == PREPOSITION and place - 1 == before.head:
            place -= 1  # "went on to win"
        if self.tags[place] in _QUESTIONING and self.lows[place] not in self.words.persons:
            clause.marker = _QUESTION  # "how to win"
        elif before is not None and place == before.head and before.lemma not in self.words.existing:
            clause.purpose = not self._after_verb(clause, before, place)
        elif self._is_governed(clause, before, place):
            clause.purpose = False
        elif self._is_appointed(clause, before, place, headline):
            clause.hang_on(APPOINTED, _TO, clause.first)
        else:
            clause.purpose = True

    def _is_appointed(self, clause: Clause, before: Clause | None, place: int, headline: bool) -> bool:
        """Whether it tells what is to be: "Bank *to cut* rates", "the election, *to be held* in May"."""
        announced = headline and before is None and self.tags[place] in NOUNS
        return announced or self._to_be_held(clause, place)

    def _is_governed(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """Tie an infinitive to a word, or to a verb over what stands between them; whether there is one."""
        return (
            self._after_word(clause, before, place)
            or self._after_adjunct(clause, before, place)
            or self._after_object(clause, before, place)
            or (before is not None and self._after_allotment(clause, before, place))
        )

    def ing(self, clause: Clause, clauses: list[Clause], place: int, first: int) -> None:
        """Tie an -ing form, with the word at `place` before it, to what governs it or to what it goes with."""
        before = clauses[-1]
        hosts = (other for other in reversed(clauses[-8:]) if other.by in _HOSTS and not other.purpose)
        clause.lead = next(hosts, before)
        tag = self.tags[place]
        verb = self.before(place, first) if tag in _PREPOSITIONS else place
        name = self._class_of(_GERUNDS, before) if verb == before.head else None
        if name:
            self._take(clause, before, name, verb)
            clause.by = _ING
            clause.purpose = clause.purpose or before.form is _PARTICIPLE
        elif tag in _BEFORE_ING:
            self._after_preposition(clause, clauses, place, verb)
        elif tag in MARKS:
            clause.by = _ADVERBIAL
        elif before.lemma in self.words.wishing and self._is_of_somebody(before.head, clause.first):
            clause.lead, clause.by = before, ClauseLink.OBJECT  # "wants auditors *going* through the books"
        else:
            joined = self.lows[before.head + 1 : place]
            apart = "," in joined or not self.words.accompanying.isdisjoint(joined)
            clause.by = _ABSOLUTE if apart else _NOUN_LINK

    def participle(self, clause: Clause, before: Clause) -> None:
        """Tie a past participle to the verb that wants it done or sees it done: "will see the planes *delivered*"."""
        wanted = before.lemma in self.words.wanting
        if wanted and before.marker is not _RELATIVE and not self._broken(before.head, clause.first):
            clause.lead, clause.by = before, ClauseLink.OBJECT

    def helped(self, clause: Clause, before: Clause) -> None:
        """Tie a bare verb to the helping that it follows: "helped build"."""
        if name := self._class_of(_VERBS, before):
            self._take(clause, before, name, before.head)

    def permits(self, clause: Clause, before: Clause) -> bool:
        """Whether the verb before has somebody do what a bare verb tells: "will let editors *publish*"."""
        if before.lemma not in self.words.permitting or before.passive or clause.marker or clause.head != clause.first:
            return False
        return self.tags[clause.head] == BASE and self._is_of_somebody(before.head, clause.first)

    def permitted(self, clause: Clause, before: Clause) -> None:
        """Tie a bare verb to what has somebody do it."""
        clause.form, clause.tense, clause.lead = _BARE, None, before
        clause.hang_on(CAUSED, _TO, before.head)
        before.absorbed |= before.tense is _MODAL and before.lemma in self.words.witnessing
        clause.negated ^= before.negated

    def clause(self, clause: Clause, before: Clause) -> None:
        """Tie a finite clause to the verb or noun that it completes: "hoped it would", "a demand that it be"."""
        start, end = before.head, clause.first
        name, place = None, start
        if before.lemma in self.clauses or before.lemma in self.vocabulary.phrasal:
            name = self._class_of(_CLAUSES, before)
        that = self.tags.rfind(THAT, start, end) if clause.marker else -1
        if that > start:
            if noun := self._class_of_noun(that - 1, before):
                name, place = noun, that - 1
            elif clause.tense is _MODAL and (chance := self._chance(that - 1, before)):
                name, place = chance, that - 1
                clause.negated ^= before.negated
            elif that - start > _THAT_REACH:
                return
        if not name or self._broken(start, end):
            return
        if name != "demand" or self._demands(clause, before):
            clause.hang_on(name, _THAT, place)

    def _demands(self, clause: Clause, before: Clause) -> bool:
        """Whether what is insisted on is a demand: "that it *be* closed", not "that it *is* safe"."""
        if clause.tense is _PRESENT and before.lemma in self.words.copulas:
            return True  # "it is essential that it *does*"
        if self.tags[clause.first] in BASE_FORMS:
            clause.form = _BARE
            return True
        return clause.modal in self.words.putative

    def _chance(self, place: int, copula: Clause) -> str | None:
        """The class of the adjective at `place` where it is said of a clause to come: "it is *unlikely* that …"."""
        name = self.adjectives.get(self.lows[place]) if copula.lemma in self.words.copulas else None
        return name if name in _CHANCES else None

    def scheduled_subject(self, clause: Clause, first: int) -> Clause | None:
        """Of "the *hearing* is scheduled for July 10", "a *deal* is likely" the event is the hearing, the deal."""
        cue = self._predicate(clause)
        place = self.before(clause.first, first)
        if cue + 1 >= len(self.lows) or clause.absorbed or place < first or self.tags[place] not in NOUNS:
            return None
        said = cue > clause.head
        name = self._dating(clause, cue, said)
        return self._scheduled(clause, self.topmost(place, first), name, cue, said) if name else None

    def _dating(self, clause: Clause, cue: int, said: bool) -> str | None:
        """The class of the word at `cue` that gives an event its date, `said` of it by a copula or not."""
        name = self.dated.get(self.lows[cue] if said else clause.lemma)
        if name is None:  # "the trial is on Monday"
            return "schedule" if said and clause.tense is _PRESENT and self._is_time(cue) else None
        if said and clause.modal in self.words.strong_modals:
            return None
        return name if self._dated(cue, said and clause.tense != _PAST) else None

    def _scheduled(self, clause: Clause, place: int, name: str, cue: int, said: bool) -> Clause | None:
        """The event noun at `place`, which `clause` schedules."""
        strict = said or clause.form is _PARTICIPLE or name != "schedule"
        if self.tags[place] not in COMMON_NOUNS or (strict and self.lows[place] not in self.vocabulary.events):
            return None
        noun = Clause(place, place, self.lows[place], _NOUN, licenser=name, by=_NOUN_LINK, cue=cue)
        noun.negated = clause.negated
        return noun

    def governed_event(self, clause: Clause, first: int, last: int) -> Clause | None:
        """Of "ruled out a *strike*", "a *strike* cannot be ruled out" the event is the strike."""
        if clause.passive:
            noun: int | None = self.before(clause.first, first)
            noun = self.topmost(noun, first) if noun is not None and noun >= first else None
        else:
            noun = phrase_head(self.tags, clause.head + 1 + clause.lemma.count("_"), last)
        if noun is None:
            return None
        name = self._ruling(clause, self.lows[noun])
        if name is None:
            return None
        if not clause.passive and self.tags[noun + 1] in _GOING_ON:  # "expects growth *to slow*"
            return None
        if not self.attributes.isdisjoint(self.lows[clause.head + 1 : noun]):  # "await the *upcoming* vote"
            return None
        if clause.perfect and clause.tense is _PAST:  # "had expected a loss" is told beside what came
            return None
        found = Clause(noun, noun, self.lows[noun], Form.NOUN, licenser=name, by=_NOUN_LINK, cue=clause.head)
        found.negated = clause.negated
        return found

    def _ruling(self, clause: Clause, noun: str) -> str | None:
        """The class of a verb that governs the event `noun`."""
        name = self.measures.get(clause.lemma) if noun in self.vocabulary.measures else None
        is_measure = name is not None
        if name is None and noun in self.vocabulary.events:
            name = self.events.get(clause.lemma)
        when = self.vocabulary.events_when.get(name) if name is not None else None
        if when is EventsWhen.NOW and clause.tense is _PAST:
            return None  # "faced a ban", "saw a loss"
        told = clause.form is _FINITE and clause.tense is not _MODAL and not clause.passive
        return name if told or is_measure or when is None else None

    def _is_time(self, place: int) -> bool:
        """Whether a time to come begins at `place`: "tomorrow", "on Monday", "at the end of May"."""
        if self.lows[place] in self.vocabulary.future:
            return self.tags[place] != MODAL
        if self.lows[place] in self.words.this:
            return self.lows[place + 1] in self.words.spans
        if self.tags[place] != PREPOSITION and self.lows[place] not in self.words.limits:
            return False
        return not self.vocabulary.future.isdisjoint(self.lows[place + 1 : place + 1 + _THAT_REACH])

    def _predicate(self, clause: Clause) -> int:
        """The place of what is said of the subject: after a copula the word that follows, adverbs passed over."""
        place = clause.head
        if clause.lemma in self.words.copulas:
            place += 1
            while self.tags[place] in ADVERBS:
                place += 1
        return place

    def topmost(self, place: int, first: int) -> int:
        """The noun that the phrases ending at `place` are about: the *release* of the album."""
        head = start = place
        while True:
            while start > first and self.tags[start - 1] in _IN_PHRASE:
                start -= 1
            if start < first + 2 or self.tags[start - 1] != PREPOSITION or self.tags[start - 2] not in NOUNS:
                return head
            start -= 2
            head = start if self.tags[start] != NAME else head

    def _dated(self, cue: int, bare: bool) -> bool:
        """Whether a time may follow the word at `cue`, or, if `bare` will do and it is not "due", nothing."""
        low, tag = self.lows[cue + 1], self.tags[cue + 1]
        if bare and tag in _ENDS and self.lows[cue] not in self.words.undated:
            return True
        timed = tag in _BEFORE_TIME or low in self.words.this or low in self.vocabulary.future or low in self.links
        if not timed or low in self.words.to:
            return False
        after = phrase_head(self.tags, cue + 2, len(self.lows))
        if after is None:
            return True
        release = self.tags[after] != NAME and self.lows[after] in self.vocabulary.events
        # not "scheduled for *release*", "due in part *to*"
        return not release and self.words.to.isdisjoint(self.lows[after + 1 : after + 2])

    def _is_of_somebody(self, start: int, end: int) -> bool:
        """Whether nothing but somebody, or something, stands between the words `start` and `end`."""
        between = self.tags[start + 1 : end]
        return bool(between) and not between.strip(_SOMEBODY)

    def _broken(self, start: int, end: int) -> bool:
        """Whether a mark stands between the words `start` and `end`."""
        return not MARKS.isdisjoint(self.tags[start + 1 : end])

    def _class_of(self, part: LicenserPart, verb: Clause) -> str | None:
        """The class of a verb as a licenser, its particle counted in where there is one ("call on")."""
        words = self.vocabulary.licensers[part]
        if verb.lemma in self.vocabulary.phrasal and verb.head + 1 < len(self.lows):
            name = words.get(f"{verb.lemma}_{self.lows[verb.head + 1]}")
            if name:
                return name
        return words.get(verb.lemma)

    def _class_of_noun(self, place: int, before: Clause) -> str | None:
        low = self.lows[place]
        return self.nouns.get(low) or (self.copulars.get(low) if before.lemma in self.words.copulas else None)

    def _after_verb(self, clause: Clause, before: Clause, place: int) -> bool:
        """ "agreed to cut", "are expected to sign", "is to leave", "is going to rise"."""
        name = self._class_of(_PASSIVES if before.passive else _VERBS, before)
        if before.passive:
            name = name or self.adjectives.get(self.lows[before.head])  # "is *poised* to open"
        if before.lemma in self.words.copulas:
            name = name or self._topic(before) or APPOINTED
        elif before.lemma in self.words.moving and before.progressive:
            name = GOING
        if name == "plan" and before.form is _PARTICIPLE and before.lemma in self.words.made_for:
            return False  # "measures *designed* to help" tells what they are for
        if name:
            self._take(clause, before, name, place)
        return bool(name)

    def _after_adjunct(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """ "agreed Monday to hear the case", "refused on legal grounds to answer"."""
        if before is None or before.lemma in self.words.copulas or place - before.head > _ADJUNCT:
            return False
        start = before.head + 1
        if self._broken(start, place + 1):
            return False
        if self.vocabulary.future.isdisjoint(self.lows[start : place + 1]):
            part = _PASSIVES if before.passive else _VERBS
            if self.tags[start] != PREPOSITION or self._class_of(part, before) not in _DISTANT:
                return False
        return self._after_verb(clause, before, before.head)

    def _after_allotment(self, clause: Clause, before: Clause, place: int) -> bool:
        """ "has a week to appeal", "was given until May to improve", "is up to the judge to decide"."""
        start = before.head + 1
        if place - before.head > PHRASE or self._broken(before.head, place):
            return False
        if self._is_up_to(before, start):
            name = "demand"
        elif before.lemma not in self.words.allotting or (before.tense is _PAST and not before.passive):
            return False
        elif self.lows[start] in self.words.limits:
            name = "demand"
        elif self.lows[place] in self.words.spans:
            name = "possible"
        else:
            return False
        clause.hang_on(name, _TO, start)
        clause.negated ^= before.negated
        return True

    def _is_up_to(self, copula: Clause, start: int) -> bool:
        """Whether the words from `start` tell who is to act: "it is *for the court* to rule"."""
        if copula.lemma not in self.words.copulas:
            return False
        words = tuple(self.lows[start : start + 2])
        return words in self.words.incumbent or (copula.subject is _IT and words[:1] in self.words.incumbent)

    def _to_be_held(self, clause: Clause, place: int) -> bool:
        """ "the election, to be held in May, …", "a film to be shown tonight"."""
        noun = place - 1 if self.tags[place] == "," and place else place
        if not clause.passive:
            return False
        if self.lows[noun] in self.vocabulary.events:
            return True
        dated = not self.vocabulary.future.isdisjoint(self.lows[clause.head + 1 : clause.head + 1 + _SOON])
        return dated and noun == place and self.tags[noun] in COMMON_NOUNS

    def _topic(self, copula: Clause) -> str | None:
        """The class of the licenser that is the subject of a copula: "the *goal* of the plan is to …"."""
        place = copula.first
        for back in range(place - 1, max(place - REACH, 0) - 1, -1):
            if self.tags[back] in MARKS:
                break
            if self.tags[back] in COMMON_NOUNS and (name := self.nouns.get(self.lows[back])):
                return name
        return None

    def _after_word(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """ "likely to pass", "a plan to build", "a plan by the city to build", "the goal is for them to win"."""
        low = self.lows[place]
        copula = before if before is not None and before.lemma in self.words.copulas else None
        name = self.adjectives.get(low) or (self.copulars.get(low) if copula else None)
        if name:
            self._take(clause, copula, name, place)
            return True
        floor = self._behind(before)
        for back in range(place, max(floor, place - REACH), -1):
            if self.tags[back] in MARKS:
                return False
            if self.tags[back] in COMMON_NOUNS and (name := self.nouns.get(self.lows[back])):
                if self.lows[back - 1] in self.words.in_order:
                    return False
                clause.hang_on(name, _TO, back)
                clause.negated ^= self.lows[back - 1] in self.words.no
                return True
        return copula is not None and self._at_a_time(clause, copula, floor, place)

    def _behind(self, before: Clause | None) -> int:
        """The token behind which a noun may govern: "there is some *hope* for the industry to recover"."""
        if before is None:
            return -1
        return before.head - (before.lemma in self.words.existing)

    def _at_a_time(self, clause: Clause, copula: Clause, start: int, end: int) -> bool:
        """ "are in the coming weeks to leave", and "the goal is for them to win"."""
        if self.tags[start + 1] != PREPOSITION:
            return False
        if self.lows[start + 1] in self.words.of_purpose:
            name = self._topic(copula)
        else:
            name = None if self.vocabulary.future.isdisjoint(self.lows[start:end]) else APPOINTED
        if name:
            self._take(clause, copula, name, start)
        return bool(name)

    def _after_object(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """ "urged Iran to halt", "expects prices to rise", "wants the mayor, Ana Lopez, to resign"."""
        if before is None or place - before.head > REACH:
            return False
        name = self._class_of(_OBJECTS, before)
        marks = [tag for tag in self.tags[before.head + 1 : place] if tag in MARKS]
        if not name or marks not in ([], [","] if self.tags[place] == "," else []):
            return False
        clause.hang_on(name, _TO, before.head)
        clause.lead = before
        clause.negated ^= before.negated and name in _SHARED
        return True

    def _after_preposition(self, clause: Clause, clauses: list[Clause], place: int, verb: int) -> None:
        """ "without signing", "after winning", "the danger of breaking", "fell short of winning"."""
        low = self.lows[place]
        clause.by = low
        if place and self.tags[place - 1] == ",":
            clause.lead = clauses[0]
        words, before = self.before_ing.get(low), clauses[-1]
        if not words:
            return
        name, cue = words.get(self.lows[place - 1]), place - 1  # "is *close* to signing"
        if name is None:
            name, cue = words.get(self.lows[verb]), verb
        if name and name in self.vocabulary.absorbed:
            self._take(clause, before, name, cue)
        elif name:
            clause.licenser, clause.cue = name, cue
            # "has *no* intention of leaving", "is *not* close to signing"
            is_denied = before.negated and before.lemma in self.words.copulas
            clause.negated ^= is_denied or self.lows[max(cue - 1, 0)] in self.words.no

    def _take(self, clause: Clause, before: Clause | None, name: str, place: int) -> None:
        """Be governed by the class `name`, which the clause `before` brings, and take over what it hands on."""
        clause.hang_on(name, _TO, place)
        fate = self.vocabulary.absorbed.get(name)
        if before is not None and before.progressive:
            clause.lead = before  # what one is still trying to do
        if before is None or fate is Absorption.BESIDE:
            return
        before.absorbed = True
        clause.marker = clause.marker or before.marker
        if fate is Absorption.ATTEMPT and before.tense is not _MODAL and not before.licenser:
            return  # what was tried is not said to have been done
        if fate:
            self._inherit(clause, before, fate is Absorption.FLIP)
            clause.via = name
        else:
            clause.negated ^= before.negated
            clause.modal = before.modal

    def _inherit(self, clause: Clause, lead: Clause, flip: bool) -> None:
        """Read "began to act" as "acted", and "failed to act" as "not acted"."""
        voice, perfect, negated = clause.voice, clause.perfect, clause.negated
        clause.share(lead)
        clause.voice, clause.perfect = voice, perfect or lead.perfect
        clause.negated = lead.negated ^ flip ^ negated
        clause.follow(lead)

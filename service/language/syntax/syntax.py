"""From verb groups to the clauses of a sentence: subjects, markers, coordination, denial, existence, times."""

from collections.abc import Sequence

from service.language.forms import ClauseLink, Form, Marker, Pronoun, Tense, TimeFrame, Voice
from service.language.lexicon import Lexicon
from service.language.syntax.certainty import certainty_of
from service.language.syntax.clauses import Clause
from service.language.syntax.conditions import Conditions
from service.language.syntax.embedded import Embedded
from service.language.syntax.figures import Figures
from service.language.syntax.licensers import MARKS, REACH, Licensers, phrase_head
from service.language.syntax.negation import Negation
from service.language.syntax.speech import Speech
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBIALS,
    ADVERBS,
    BARE_BE,
    BASE,
    BASE_FORMS,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINER,
    DETERMINERS,
    FINITE,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NOUNS,
    NUMBER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    RELATIVES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
)
from service.language.vocabulary import Vocabulary

# members of an enum are slow to look up
_FINITE, _BARE, _ING, _PRESENT, _MODAL = Form.FINITE, Form.BARE, Form.ING, Tense.PRESENT, Tense.MODAL
_INFINITIVE, _PARTICIPLE = Form.INFINITIVE, Form.PARTICIPLE
_ACTIVE = Voice.ACTIVE
_CONDITION, _QUESTION = Marker.CONDITION, Marker.QUESTION
_RELATIVE, _THAT, _OTHER = Marker.RELATIVE, Marker.THAT, Marker.OTHER
_THERE, _KIND = Pronoun.THERE, Pronoun.KIND
_REPORTS = frozenset(("deem", "reported"))  # govern an infinitive that may have a time to come

_IN_SUBJECT = NOUNS + ADJECTIVE + NUMBER + PREPOSITION + DETERMINER
_BEFORE_ING = PREPOSITION + SUBORDINATOR
_JOINING = COORDINATOR + ","
_BEFORE_EXISTING = DETERMINERS + ADJECTIVE + NUMBER + ADVERBS + PREPOSITION
_BEFORE_KIND = COORDINATOR + SUBORDINATOR + ADVERB + THAT + ',"“'
_ANTECEDENTS = COMMON_NOUNS + QUANTIFIER

_BEHIND_ALONE = FINITE + TO + COORDINATOR + "."
_MARKER_TAGS = frozenset(RELATIVES + SUBORDINATOR)
# What may stand before a plural present.
_SUBJECT_TAGS = frozenset(RELATIVES + PLURAL + SUBJECT_PRONOUN + PRONOUN + NAME + NUMBER + QUANTIFIER)
# What may stand behind an object that is called something.
_PREDICATE_TAGS = frozenset(NOUNS + DETERMINERS + ADJECTIVE + NUMBER + POSSESSIVE + '"“')
_SHARING = frozenset((Form.BARE, Form.PARTICIPLE, Form.ING))  # share the auxiliaries of the verb beside them
_TIMED = frozenset((Tense.PRESENT, Tense.MODAL))
_COMPLETING = frozenset((Form.FINITE, Form.BARE))
_COMPLETED = frozenset((None, Marker.THAT, Marker.RELATIVE))


class Syntax:
    """Reads the clauses of one sentence after another of a text."""

    def __init__(self, tags: str, lows: list[str], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.conditions = Conditions(tags, lows, lexicon)
        self.tags, self.lows, self.vocabulary, self.words = tags, lows, vocabulary, syntax_words()
        self.licensers = Licensers(tags, lows, vocabulary)
        self.ruling = self.licensers.events.keys() | self.licensers.measures.keys()
        self.negation = Negation(tags, lows)
        self.speech = Speech(tags, lows, vocabulary)
        self.embedded = Embedded(tags, lows, vocabulary.verbs)
        self.figures = Figures(tags, lows, vocabulary, self.licensers)
        self.figured = self.words.having | self.words.amounting
        self.dated, self.phrasal = self.licensers.dated, vocabulary.phrasal
        self.lasting, self.future = vocabulary.lasting, vocabulary.future
        self.timed = self.lasting | self.future
        self.is_habit = self.is_denial = False  # whether the sentence at hand has words of habits, of denial

    def read(self, groups: Sequence[Clause], first: int, last: int, headline: bool) -> list[Clause]:
        """The clauses of the sentence [first, last), whose verb `groups` are told their places, in order."""
        clauses: list[Clause] = []
        floor = first
        tags, lows = self.tags, self.lows
        said = lows[first:last]
        timed = not self.timed.isdisjoint(said)
        self.is_habit = timed and not self.lasting.isdisjoint(said)
        self.is_denial = NOT in tags[first:last] or not self.negation.words.deniers.isdisjoint(said)
        for clause in groups:
            place = self._before(clause, first)
            self._open(clause, place, first, floor)
            self.embedded.settle(clause, clauses, first, last, clause is groups[-1])
            if not (clauses and tags[place] in _JOINING and self._coordinate(clause, clauses, place)):
                self._settle(clause, place, first, last, not clauses)
                self._license(clause, clauses, place, first, headline)
            clauses.append(clause)
            floor = clause.head + 1
        self.conditions.mark(clauses)
        self.speech.mark(clauses, first, last)
        dated = [clause for clause in clauses if self._is_dated(clause)]
        if timed and not self.future.isdisjoint(said):
            self._set_times(clauses, first, last)
        if clauses and clauses[0].form is _ING:
            self._front(clauses, first)
        return clauses + self._event_nouns(clauses, dated, first, last)

    def _before(self, clause: Clause, first: int) -> int:
        """The place of the word before a clause, adverbs passed over; `first` - 1 where there is none."""
        place = clause.first - 1
        passed = place > first and self.tags[place] in ADVERBIALS
        return self.licensers.before(clause.first, first) if passed else place

    def _event_nouns(self, clauses: Sequence[Clause], dated: Sequence[Clause], first: int, last: int) -> list[Clause]:
        """The event nouns that clauses give a date, or rule."""
        nouns = [self.licensers.scheduled_subject(clause, first) for clause in dated]
        ruling = (clause for clause in clauses if clause.lemma in self.ruling)
        nouns += [self.licensers.governed_event(clause, first, last) for clause in ruling]
        return [noun for noun in nouns if noun]

    def _open(self, clause: Clause, place: int, first: int, floor: int) -> None:
        """Tell the marker that opens the clause, behind the token `floor`, its certainty, and the pronoun before it."""
        start = clause.first
        if start > floor and not clause.marker and not _MARKER_TAGS.isdisjoint(self.tags[floor:start]):
            clause.marker = self._marker(start, floor)
        if clause.tense is _MODAL:
            clause.certainty = certainty_of(clause, self.lows, floor, place)
        if place >= first:
            clause.subject = self.words.subjects.get(self.lows[place])
            if clause.subject is None and self.tags[place] == PLURAL and self._is_bare(place, first):
                clause.subject = _KIND

    def _is_bare(self, place: int, first: int) -> bool:
        """Whether the plural at `place` names a kind, with no word before it that tells which: "*drivers* must"."""
        place -= place > first and self.tags[place - 1] == ADJECTIVE
        return place == first or self.tags[place - 1] in _BEFORE_KIND

    def _is_dated(self, clause: Clause) -> bool:
        """Whether the subject of the clause may be an event that it gives a date."""
        if clause.lemma in self.words.copulas:
            return clause.form is _FINITE or (clause.passive and clause.lemma in self.dated)
        return clause.passive and clause.lemma in self.dated

    def is_conditional(self, clauses: Sequence[Clause], first: int, last: int) -> bool:
        """Whether what the sentence [first, last) tells depends on something else in it."""
        marked = _CONDITION in [clause.marker for clause in clauses]
        return marked or self.conditions.stand_in(clauses, first, last)

    def _marker(self, first: int, floor: int) -> Marker | None:
        """What the word that opens a clause makes of it; None where none does."""
        tags = self.tags
        for place in range(first - 1, max(floor, first - REACH) - 1, -1):
            tag = tags[place]
            if tag in _MARKER_TAGS:
                if self.conditions.opens(place, floor):
                    return _CONDITION
                if tag == THAT:
                    return _RELATIVE if place and tags[place - 1] in _ANTECEDENTS else _THAT
                marker = self.words.markers.get(self.lows[place], _OTHER)
                if marker is _QUESTION or not self._before_date(place):
                    return _QUESTION if marker is _CONDITION and self.conditions.asks(place) else marker
            if tag in MARKS:
                break
        return None

    def _before_date(self, place: int) -> bool:
        """Whether "after" and its like stand before a date, and open no clause ("after October of next year")."""
        if self.tags[place + 1] == NUMBER:
            return True
        dated = place + 2 < len(self.lows) and self.lows[place + 1] in self.vocabulary.future
        return dated and self.tags[place + 2] != POSSESSIVE

    def _coordinate(self, clause: Clause, clauses: list[Clause], place: int) -> bool:
        """Lend a bare verb after "and", or a comma, the auxiliaries of the verb that it stands beside."""
        if clause.form is _BARE and self.tags[clause.first] == BARE_BE:
            return self._coordinate_passive(clause, clauses)
        if clause.form is _INFINITIVE:
            return self._coordinate_infinitive(clause, clauses)
        has = clause.lemma in self.words.having and self.lows[clause.head] == clause.lemma
        return self._coordinate_active(clause, clauses) if has else self._coordinate_bare(clause, clauses, place)

    def _coordinate_bare(self, clause: Clause, clauses: list[Clause], place: int) -> bool:
        """ "will sign *and publish*", "was fined *and jailed*": under the same auxiliary."""
        if clause.form not in _SHARING or clause.head != clause.first:
            return False
        kind, link = self.tags[clause.head], self.tags[place]
        if link == "," and kind != BASE:
            return False
        wanted = BASE_FORMS if kind == BASE else kind
        other = next((other for other in reversed(clauses[-4:]) if self.tags[other.head] in wanted), None)
        if other is None:
            return kind == BASE and link != "," and self._coordinate_active(clause, clauses)
        clause.share(other)
        clause.negated = other.negated and self.lows[place] not in self.words.contrary
        clause.follow(other)
        return True

    def _coordinate_infinitive(self, clause: Clause, clauses: list[Clause]) -> bool:
        """ "agreed to cut rates *and to lend* more": governed by the same word."""
        other = next((other for other in reversed(clauses[-4:]) if other.form is _INFINITIVE), None)
        if other is None or other.perfect or other.purpose or not other.licenser:
            return False
        negated = clause.negated
        clause.modal = other.modal
        clause.negated = negated ^ other.negated
        clause.follow(other)
        return True

    def _coordinate_active(self, clause: Clause, clauses: list[Clause]) -> bool:
        """ "will be chaired by a judge *and have* wide powers": under the modal verb of the one before."""
        other = clauses[-1]
        if other.tense is not _MODAL or clause.first != clause.head:
            return False
        clause.share(other)
        clause.voice, clause.perfect, clause.progressive = _ACTIVE, False, False
        clause.follow(other)
        return True

    def _coordinate_passive(self, clause: Clause, clauses: list[Clause]) -> bool:
        """ "will ship in May *and be sold* from June": under the same auxiliary, with a voice of its own."""
        other = next((other for other in reversed(clauses[-4:]) if self.tags[other.head] in BASE_FORMS), None)
        if other is None or other.head == other.first:
            return False
        voice, progressive = clause.voice, clause.progressive
        clause.share(other)
        clause.voice, clause.progressive = voice, progressive
        clause.follow(other)
        return True

    def _settle(self, clause: Clause, place: int, first: int, last: int, leads: bool) -> None:
        """Tell a plural present from a base form, an existence from a state; hear what follows and what denies it."""
        after = self.lows[clause.head + 1] if clause.head + 1 < last else ""
        if clause.form is _BARE and place >= first and self._is_plural_subject(place, leads):
            clause.form, clause.tense = _FINITE, _PRESENT
        if after in self.words.markers:
            clause.complement = self.words.markers[after]
        if clause.lemma in self.figured:
            self.figures.mark(clause, place, first, last)
        if clause.lemma in self.phrasal:
            self._tell_apart(clause, after, place, first, last)
        if clause.lemma in self.words.copulas:
            self._be(clause, after, last)
        elif self.is_denial and self.negation.denies_object(clause.head, clause.lemma):
            clause.negated = True
        if clause.form is _FINITE:
            self._settle_finite(clause, place, first)
        elif clause.form is _PARTICIPLE:
            self._describe(clause, place)

    def _is_plural_subject(self, place: int, leads: bool) -> bool:
        return self.tags[place] in _SUBJECT_TAGS or (leads and self.tags[place] == NOUN)

    def _settle_finite(self, clause: Clause, place: int, first: int) -> None:
        if self.is_habit and not self.lasting.isdisjoint(self.lows[max(first, clause.first - 1) : clause.head]):
            clause.time = TimeFrame.LASTING
        if self.is_denial and place >= first and self.negation.denies_subject(place, first):
            clause.negated = True

    def _tell_apart(self, clause: Clause, after: str, place: int, first: int, last: int) -> None:
        """Tell "ruled out" from "ruled", and "called an election" from "called it a war"."""
        verb = f"{clause.lemma}_{after}"
        if verb in self.vocabulary.verbs or verb in self.ruling:
            clause.lemma = verb
        if clause.lemma not in self.words.named_or_cancelled:
            return
        called = place if clause.passive else phrase_head(self.tags, clause.head + 1, last)
        if called is None or called < first or self.tags[called] == NAME:
            return
        end = clause.head if clause.passive else called
        if self.tags[end + 1 : end + 2] not in _PREDICATE_TAGS:
            clause.lemma = "call_off" if self.lows[called] in self.vocabulary.events else "call_in"

    def _be(self, clause: Clause, after: str, last: int) -> None:
        if after in self.words.rising and self.lows[clause.head + 2] not in self.words.to:
            clause.lemma = "rise"  # "the index was up 3 percent"
        elif clause.subject is _THERE:
            self._exist(clause, last)

    def _exist(self, clause: Clause, last: int) -> None:
        """Of "there will be four more concerts" the event is the concerts."""
        start = clause.head + 1
        noun = phrase_head(self.tags, start, last, opening=_BEFORE_EXISTING)
        if noun is not None:
            clause.lemma = "take_place" if self.lows[noun] in self.vocabulary.events else "exist"
            clause.negated = clause.negated or (self.is_denial and self.negation.denies_any(start, noun))
            clause.head, clause.cue = noun, clause.first

    def _license(self, clause: Clause, clauses: list[Clause], place: int, first: int, headline: bool) -> None:
        form = clause.form
        before = clauses[-1] if clauses else None
        if form is _INFINITIVE:
            if place >= first:
                self.licensers.infinitive(clause, before, place, headline)
        elif before is not None:
            if form is _ING:
                self.licensers.ing(clause, clauses, place, first)
            elif form is _PARTICIPLE:
                self.licensers.participle(clause, before)
            elif form is _BARE and before.lemma in self.words.helping and place == before.head:
                self.licensers.helped(clause, before)
            elif self.licensers.permits(clause, before):
                self.licensers.permitted(clause, before)
            elif form in _COMPLETING and clause.marker in _COMPLETED:
                self.licensers.clause(clause, before)

    def _describe(self, clause: Clause, place: int) -> None:
        """Tell a participle alone behind its noun, which only says which of them is meant: "the money *lost* is"."""
        alone = self.tags[clause.head + 1] in _BEHIND_ALONE
        if alone and place == clause.first - 1 and self.tags[place] in COMMON_NOUNS:
            clause.by = ClauseLink.NOUN

    def _front(self, clauses: list[Clause], first: int) -> None:
        """Hang an opening -ing clause, and what is joined to it, on the main one: "After *losing* it, the firm …"."""
        fronted = clauses[0]
        by = self._opener(fronted, first)
        if by is None:
            return  # "Facing a strike, the port …" tells how things stood
        comma = self.tags.find(",", fronted.head, clauses[-1].first)
        for at, main in enumerate(clauses[1:], 1):
            if 0 <= comma < main.first and self._is_main(main):
                joined = [one for one in clauses[:at] if one.form is _ING and one.by is None]
                for one in joined:  # "By *searching* the layer and then *dating* it, the team …"
                    one.lead, one.by = main, by
                clauses[: at + 1] = [*(one for one in clauses[:at] if one.lead is not main), main, *joined]
                return

    def _opener(self, fronted: Clause, first: int) -> str | None:
        """What opens a fronted -ing clause and how it hangs; None where nothing tells that it was done."""
        place = fronted.first - 1
        if place >= first and self.tags[place] == NOT:
            place -= 1
        if place >= first and self.tags[place] in _BEFORE_ING:
            return self.lows[place]
        return ClauseLink.ADVERBIAL if fronted.perfect and place < first else None

    def _is_main(self, clause: Clause) -> bool:
        handed_on = clause.absorbed and clause.lemma in self.words.copulas  # "was able to *find* it"
        return clause.form is _FINITE and not clause.marker and not handed_on

    def _set_times(self, clauses: list[Clause], first: int, last: int) -> None:
        """Tell which clauses in the present or with a modal verb have a time of their own, past or to come."""
        end = last
        for clause in reversed(clauses):
            if (clause.tense in _TIMED or clause.licenser in _REPORTS) and not clause.time:
                near = slice(max(first, clause.first - 8), min(end, clause.head + REACH))
                words = self.lows[near]
                if not self.words.months.isdisjoint(words):
                    words = [low for low, tag in zip(words, self.tags[near], strict=True) if tag != MODAL]
                if not self.vocabulary.past.isdisjoint(words):
                    clause.time = TimeFrame.PAST
                elif not self.vocabulary.future.isdisjoint(words):
                    clause.time = TimeFrame.FUTURE
            end = clause.first

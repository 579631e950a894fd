"""The arguments of the clauses of a sentence: who does it (subject), to what (object), and what hangs by prepositions.

Subjects are sought backwards from the verb, past what modifies them; objects right behind the verb. The model is
Universal Dependencies: a relative pronoun is the subject or the object of its clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.language.forms import Form, Marker
from service.language.syntax.clauses import Clause
from service.language.syntax.noun_phrases import NounPhrases, Phrase
from service.language.tags import (
    ADVERBIALS,
    COORDINATOR,
    DETERMINER,
    NAME,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    RELATIVES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TO,
)
from service.language.wordlists import word_lists

# members of an enum are slow to look up
_FINITE, _PARTICIPLE, _NOUN_FORM, _RELATIVE_CLAUSE = Form.FINITE, Form.PARTICIPLE, Form.NOUN, Marker.RELATIVE

_JOINING = COORDINATOR + ","
_NAMING = DETERMINER + NAME

_NOMINAL = frozenset(NOUNS + NUMBER + SUBJECT_PRONOUN + PRONOUN + OBJECT_PRONOUN + QUANTIFIER)
_ADVERBIAL = frozenset(ADVERBIALS)
_MODIFYING = frozenset((Form.PARTICIPLE, Form.ING, Form.INFINITIVE))
_QUOTES = frozenset("\"“”'")
_PASSED = _ADVERBIAL | _QUOTES  # between a subject and its verb
_RELATIVE = frozenset(RELATIVES)
_OPENERS = frozenset(RELATIVES + SUBORDINATOR + COORDINATOR + ";:.?!")  # what opens a clause
_PREPOSITIONS = frozenset(PREPOSITION + TO + SUBORDINATOR)  # as tagged: of, to, after


@dataclass(slots=True, kw_only=True)
class Arguments:
    """What a clause is about, as ranges of tokens; `obliques` are (index of the preposition, its phrase)."""

    subject: Phrase | None = None
    object: Phrase | None = None
    indirect: Phrase | None = None
    obliques: list[tuple[int, Phrase]] = field(default_factory=list)


class ArgumentFinder:
    """Finds the arguments of the clauses of one sentence [first, last)."""

    def __init__(self, tags: str, lows: Sequence[str], first: int, last: int, clauses: Sequence[Clause]) -> None:
        self.tags, self.lows, self.first, self.last = tags, lows, first, last
        self.nouns = [clause for clause in clauses if clause.form is _NOUN_FORM]
        self.verbs = sorted(
            (clause for clause in clauses if clause.form is not _NOUN_FORM), key=lambda clause: clause.head
        )
        self.by_token = {index: clause for clause in self.verbs for index in range(clause.first, clause.head + 1)}
        self.phrases = NounPhrases(tags, lows, first, last)
        self.words = word_lists("arguments")
        self._subjects: dict[int, Phrase | None] = {}  # by the first token of the clause

    def read(self) -> Mapping[int, Arguments]:
        """The arguments by the index of the clause's head."""
        found: dict[int, Arguments] = {}
        for clause in self.verbs:
            found[clause.head] = Arguments(subject=self.subject(clause))
        taken = {arguments.subject.first for arguments in found.values() if arguments.subject}
        for at, clause in enumerate(self.verbs):
            limit = self._limit(at)
            self._complete(clause, found[clause.head], limit, taken)
        for noun in self.nouns:
            if noun.head not in found:
                found[noun.head] = self._of_noun(noun.head, taken)
        return found

    def subject(self, clause: Clause) -> Phrase | None:
        """The subject of a verb's clause. Verbs under one auxiliary have one."""
        first = clause.first
        if first not in self._subjects:
            leading = next(verb for verb in self.verbs if verb.first == first)
            self._subjects[first] = self._subject(leading)
        return self._subjects[first]

    def _of_noun(self, head: int, taken: set[int]) -> Arguments:
        """What stands before an event noun in its phrase, as its subject, and what hangs on it behind."""
        phrase, arguments = self.phrases.covering(head), Arguments()
        if phrase and phrase.first < head:
            arguments.subject = Phrase(phrase.first, head)
        limit = next((verb.first for verb in self.verbs if verb.first > head), self.last)
        self._attach(arguments, head + 1, limit, taken)
        return arguments

    def _limit(self, at: int) -> int:
        """Where what belongs to verb number `at` ends at the latest: where the next verb begins."""
        if at + 1 == len(self.verbs):
            return self.last
        following, head = self.verbs[at + 1], self.verbs[at].head
        return following.first if following.first > head else following.head

    def _subject(self, clause: Clause) -> Phrase | None:
        inside = self.phrases.between(clause.first + 1, clause.head)
        if inside:  # "nor did *the minister* comment"
            return inside[0]
        if clause.form is not _FINITE:
            return None
        return self.before(clause.first - 1)

    def before(self, index: int) -> Phrase | None:
        """The noun phrase that is the subject of the verb right after the token `index`."""
        index = self._skip_passed(index)
        if index >= self.first and self.tags[index] in _RELATIVE:
            return Phrase(index, index + 1)
        last = index + (self.tags[index] != ",")
        while index >= self.first:
            tag = self.tags[index]
            if tag == ",":
                index, last = self._over_insertion(index, last)
            elif tag in _NOMINAL:
                phrase = self.phrases.covering(index) or Phrase(index, index + 1)
                further = self._over_modifier(phrase.first - 1)
                if further is None:
                    return Phrase(self._over_coordination(phrase.first), last)
                index, last = further, last if self.tags[further + 1] == PREPOSITION else self._without(further, last)
            elif index in self.by_token:
                verb = self.by_token[index]
                if not self._modifies(verb):
                    return None
                index = self._start_of(verb) - 1
                last = self._without(index, last)
            elif tag in _OPENERS:
                return None
            else:
                index -= 1
        return None

    def _skip_passed(self, index: int) -> int:
        """The first token from `index` back that may end a subject."""
        while index >= self.first and self.tags[index] in _PASSED:
            index -= 1
        return index

    def _without(self, before: int, last: int) -> int:
        """Where the phrase to `last` ends without the clause behind the token `before`, which modifies its noun.

        A form in -ing behind an adjective is a noun's: "the long *waiting* period".
        """
        if self.tags[before] in _PREPOSITIONS:
            return before
        return before + 1 if self.tags[before] in _NOMINAL or self.tags[before] == "," else last

    def _over_modifier(self, left: int) -> int | None:
        """Past the preposition or the clause at `left` that makes a modifier of the phrase behind it; None for none."""
        if left < self.first:
            return None
        if self.tags[left] == PREPOSITION:
            return left - 1
        embedding = self.by_token.get(left)
        if embedding is None or not self._modifies(embedding):
            return None
        return self._start_of(embedding) - 1

    def _over_coordination(self, first: int) -> int:
        """Where a list of phrases begins of which the last begins at `first`: "*A and B* left"."""
        while first - 2 >= self.first and self.tags[first - 1] in _JOINING and self._may_join(first):
            before = self.phrases.covering(first - 2)
            if before is None or (self.tags[first - 1] == "," and not self._listed(first)):
                break
            if before.first - 1 >= self.first and (before.first - 1) in self.by_token:
                break
            first = before.first
        return first

    def _may_join(self, first: int) -> bool:
        """Whether a list goes on before `first`: of pronouns only behind another, "of no return and *we* have"."""
        return self.tags[first] != SUBJECT_PRONOUN or self.tags[first - 2] == SUBJECT_PRONOUN

    def _listed(self, first: int) -> bool:
        """Whether a comma before the phrase at `first` parts the members of a list that "and" closes."""
        phrase = self.phrases.covering(first)
        return phrase is not None and self.tags[phrase.last : phrase.last + 2].strip(",")[:1] == COORDINATOR

    def _over_insertion(self, comma: int, last: int) -> tuple[int, int]:
        """The token before what is set between commas, of which the second stands at `comma`, and the phrase's end.

        The phrase, which goes to `last`, holds a name set beside it ("her album, *Salt Roads*, will"), nothing else.
        """
        opening = self.tags.rfind(",", self.first, comma)
        if opening <= self.first:
            return self.first - 1, last
        return opening - 1, last if self._over_apposed_name(opening, comma) > opening else opening

    def _modifies(self, verb: Clause) -> bool:
        """Whether the clause of `verb` stands within a noun phrase: "the men *arrested* in May", "who *left*"."""
        return verb.form in _MODIFYING or verb.marker is _RELATIVE_CLAUSE

    def _start_of(self, verb: Clause) -> int:
        """Where the modifying clause of `verb` begins, at its relative pronoun if it has one."""
        if verb.marker is not _RELATIVE_CLAUSE:
            return verb.first
        return max(self.tags.rfind(tag, self.first, verb.first) for tag in _RELATIVE)

    def _complete(self, clause: Clause, arguments: Arguments, limit: int, taken: set[int]) -> None:
        index = self._behind(clause.head + 1, limit)
        phrase = self._phrase_at(index, limit, taken)
        if phrase and self._takes_object(clause):
            after = self._phrase_at(phrase.last, limit, taken)
            if after and (self.tags[phrase.first] == OBJECT_PRONOUN or clause.lemma in self.words["dative"]):
                arguments.indirect, phrase = phrase, after
            arguments.object = self._with_coordinated(phrase, limit, taken)
            index = arguments.object.last
        elif clause.marker is _RELATIVE_CLAUSE and arguments.subject and not phrase and not clause.passive:
            pronoun = max(self.tags.rfind(tag, self.first, clause.first) for tag in _RELATIVE)
            if 0 <= pronoun < arguments.subject.first and self.tags[pronoun - 1] != PREPOSITION:
                arguments.object = Phrase(pronoun, pronoun + 1)
        self._attach(arguments, index, limit, taken)

    def _behind(self, index: int, limit: int) -> int:
        while index < limit and (self.tags[index] in _ADVERBIAL or self.tags[index] in _QUOTES):
            index += 1
        return index

    def _phrase_at(self, index: int, limit: int, taken: set[int]) -> Phrase | None:
        """The noun phrase that begins at `index`, unless it tells a time or is the subject of what follows."""
        if index >= limit:
            return None
        phrase = self.phrases.covering(index)
        if phrase and phrase.first < index and index - 1 in self.by_token:
            phrase = Phrase(index, phrase.last)  # a participle before it is no adjective: "had frozen *new posts*"
        if phrase is None or phrase.first != index or index in taken:
            return None
        if self.lows[phrase.last - 1] in self.words["times"] and self.tags[index - 1] not in _PREPOSITIONS:
            return None
        return phrase

    def _with_coordinated(self, phrase: Phrase, limit: int, taken: set[int]) -> Phrase:
        """The phrase with those that "and" ties to it: "between *Dublin and Boston*"."""
        last = phrase.last
        while last + 1 < limit and self.tags[last] in _JOINING:
            joined = self._phrase_at(last + 1, limit, taken)
            if joined is None or (self.tags[last] == "," and not self._listed(joined.first)):
                break
            last = joined.last
        return Phrase(phrase.first, self._over_apposed_name(last, limit))

    def _over_apposed_name(self, last: int, limit: int) -> int:
        """Behind a name set beside the phrase that ends at `last`: "a probe, *Kestrel-2*, on the comet"."""
        name = self.phrases.covering(last + 1) if self.tags[last] == "," else None
        if (
            name is None
            or name.first != last + 1
            or self.tags[name.first] not in _NAMING
            or self.tags[name.last - 1] != NAME
        ):
            return last
        return name.last if name.last <= limit and self.tags[name.last] in ",.;" else last

    def _takes_object(self, clause: Clause) -> bool:
        if clause.passive:
            return clause.lemma in self.words["dative"] and clause.form is not _PARTICIPLE
        return clause.lemma not in self.words["copular"]

    def _attach(self, arguments: Arguments, index: int, limit: int, taken: set[int]) -> None:
        while index < limit:
            begin = self._behind(index + 1, limit)  # "of *overseas* fans"
            if self.tags[index] in _PREPOSITIONS and (phrase := self._phrase_at(begin, limit, taken)):
                phrase = self._with_coordinated(phrase, limit, taken)
                arguments.obliques.append((index, phrase))
                index = phrase.last
            elif self.tags[index] in ";:.?!":
                return
            else:
                index += 1

"""The subject that a clause has without naming it: of infinitives, participles, relative clauses and second verbs.

"The firm *agreed* to cut", "urged Iran to *halt*", "the mayor, who *left*", "a bomb *planted* by rebels", "rose and
*fell*": control and raising as grammars have them, the object of the higher verb before its subject.
"""

from service.language.forms import ClauseLink, Form
from service.language.syntax.arguments import ArgumentFinder
from service.language.syntax.clauses import Clause
from service.language.syntax.noun_phrases import Phrase
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import (
    ADVERBIALS,
    COMMON_NOUNS,
    NAME,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    POSSESSIVE,
    PRONOUN,
    QUANTIFIER,
    RELATIVES,
)
from service.language.wordlists import word_lists

# members of an enum are slow to look up
_PARTICIPLE, _ING, _INFINITIVE = Form.PARTICIPLE, Form.ING, Form.INFINITIVE

_MODIFIED = NOUNS + NUMBER + OBJECT_PRONOUN + QUANTIFIER + PRONOUN

_BESIDE = frozenset((ClauseLink.NOUN, ClauseLink.ABSOLUTE))  # how an -ing form goes with the noun before it
_DEEP = 6  # clauses to climb at most
_SKIPPED = frozenset(ADVERBIALS + ',"“”')


class Control:
    """The arguments of one sentence (`arguments`, by the index of the clause's head), and its understood subjects."""

    def __init__(self, finder: ArgumentFinder) -> None:
        self.tags, self.lows, self.first = finder.tags, finder.lows, finder.first
        self.finder, self.verbs, self.phrases = finder, finder.verbs, finder.phrases
        self.arguments = finder.read()
        self.subject_control = word_lists("arguments")["subject_control"]

    def subject(self, clause: Clause, depth: int = 0) -> Phrase | None:
        """The phrase that `clause` says something of, named there or understood; None where nothing tells."""
        if depth > _DEEP:
            return None
        explicit = self.arguments[clause.head].subject
        if explicit is not None:
            return self._antecedent(explicit) if self._is_relative(explicit) else explicit
        if clause.form is _PARTICIPLE or (clause.form is _ING and clause.by in _BESIDE):
            return self._noun_before(clause) or self._higher(clause, depth)
        named = self._named_for(clause) if clause.form is _INFINITIVE else None
        return named or self._higher(clause, depth)

    def _is_relative(self, phrase: Phrase) -> bool:
        return phrase.last == phrase.first + 1 and self.tags[phrase.first] in RELATIVES

    def _antecedent(self, pronoun: Phrase) -> Phrase | None:
        """What "who", "which" or "that" stands for: the noun phrase before it."""
        return self._phrase_before(pronoun.first)

    def _phrase_before(self, index: int) -> Phrase | None:
        index -= 1
        while index >= self.first and self.tags[index] in _SKIPPED:
            index -= 1
        return self.phrases.covering(index) if index >= self.first else None

    def _noun_before(self, clause: Clause) -> Phrase | None:
        if clause.head == self.first or self.tags[clause.first - 1] not in _MODIFIED:
            return None
        return self._phrase_before(clause.first)

    def _named_for(self, clause: Clause) -> Phrase | None:
        """ "called for the army *to leave*": the phrase between "for" and "to"."""
        phrase = self.phrases.covering(clause.first - 1)
        named = phrase is not None and phrase.last == clause.first and phrase.first > self.first
        if phrase and named and self.lows[phrase.first - 1] in syntax_words().of_purpose:
            return phrase
        return None

    def _higher(self, clause: Clause, depth: int) -> Phrase | None:
        """The subject of the clause above, or its object where that controls."""
        cue = clause.cue if clause.cue is not None and self.tags[clause.cue] in COMMON_NOUNS else None
        if cue is not None:  # "Trump's *plan* to build"
            owner = self._owner(cue)
            if owner is not None:
                return owner
        host = self._host(clause)
        if host is None or host is clause:
            return None
        thing = self.arguments[host.head].object
        controls = clause.form is _INFINITIVE and host.lemma not in self.subject_control and not host.passive
        if thing is not None and controls and cue is None and host.head < thing.first < clause.first:
            return Phrase(thing.first, clause.first)  # "expect the Bank of England to"
        return self.subject(host, depth + 1)

    def _host(self, clause: Clause) -> Clause | None:
        """The clause above: the one that it hangs on, else the nearest before it."""
        lead = clause.lead
        return lead if lead is not None and lead.head in self.arguments else self._before(clause)

    def _owner(self, noun: int) -> Phrase | None:
        """Whose plan it is: "*Acme's* plan to", "*Acme and Bern* hope to", "*ministers in Bern* plan to"."""
        phrase = self.phrases.covering(noun)
        if phrase is None:
            return None
        mark = self.tags.rfind(POSSESSIVE, phrase.first, noun)
        if mark > phrase.first:
            return Phrase(phrase.first, mark)
        bare = phrase.first == noun and self.tags[noun - 1] == ","  # "ministers, all of them, plan to"
        return self.finder.before(noun - 1) if bare or self.tags[noun - 1] == NAME else None

    def _before(self, clause: Clause) -> Clause | None:
        """The nearest verb before `clause` that has a subject or hangs on one."""
        before = [verb for verb in self.verbs if verb.head < clause.first]
        return before[-1] if before else None

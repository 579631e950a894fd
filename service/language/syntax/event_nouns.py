"""Event nouns that their own clause places in the future: "the upcoming summit", "scheduled for release"."""

from itertools import chain, compress, count, repeat

from service.language.forms import ClauseLink, Form
from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause
from service.language.syntax.licensers import phrase_head
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import ADJECTIVE, COMMON_NOUNS, HAVE, NAME, NUMBER, PARTICIPLE, TO, VERBS
from service.language.vocabulary import LicenserPart, Vocabulary

# members of an enum are slow to look up
_NOUN = Form.NOUN

_ATTRIBUTIVE = ADJECTIVE + PARTICIPLE


class Nouns:
    """Finds the event nouns of one sentence after another of a text."""

    def __init__(self, tags: str, lows: list[str], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.tags, self.lows, self.lexicon = tags, lows, lexicon
        self.attributes, self.events = vocabulary.licensers[LicenserPart.ATTRIBUTES], vocabulary.events
        self.before_events, self.words = vocabulary.before_events, syntax_words()
        wanted = self.attributes.keys() | self.before_events.keys() | self.words.next
        self.triggers = chain(compress(count(), map(wanted.__contains__, lows)), repeat(len(lows)))
        self.next = next(self.triggers)

    def read(self, first: int, last: int) -> list[Clause]:
        """The event nouns of the sentence [first, last), as clauses of the form "noun".

        Sentences are to be asked for in the order of the text.
        """
        found = []
        while self.next < last:
            if self.next >= first and (clause := self._at(self.next, first, last)):
                found.append(clause)
            self.next = next(self.triggers)
        return found

    def _at(self, token: int, first: int, last: int) -> Clause | None:
        low = self.lows[token]
        if low in self.before_events:
            return self._after_preposition(token, first, last)
        if low in self.words.next:  # "a summit next month", but no "next summit"
            behind = token > first and self.tags[token - 1] in COMMON_NOUNS
            return self._clause(token - 1, "schedule", token) if behind else None
        if self.tags[token] not in _ATTRIBUTIVE or self.tags[max(token - 1, first)] == HAVE:
            return None  # "had *expected* a loss"
        return self._clause(phrase_head(self.tags, token + 1, last), self.attributes[low], token)

    def _after_preposition(self, token: int, first: int, last: int) -> Clause | None:
        if token == first:
            return None
        word = self.lows[token - 1]
        if self.tags[token - 1] in VERBS:
            word = self.lexicon.bases[word]
        name = self.before_events[self.lows[token]].get(word)
        head = phrase_head(self.tags, token + 1, last) if name else None
        if not name or head is None or self.tags[head + 1] == TO:
            return None  # "calls for talks *to resume*"
        if name == "target":  # "a target of 400 *homes*", but no "goal of the match"
            counted = self.tags[token + 1] == NUMBER and self.lows[head] not in self.words.units
            return self._noun(head, name, token - 1) if counted else None
        found = self._clause(head, name, token - 1)
        if found is not None and token > first + 1:
            found.negated = self.lows[token - 2] in self.words.no  # "no hope of a *truce*"
        return found

    def _clause(self, head: int | None, name: str, cue: int) -> Clause | None:
        if head is None or self.lows[head] not in self.events or self.tags[head] == NAME:
            return None  # "scheduled for *March*"
        return self._noun(head, name, cue)

    def _noun(self, head: int, name: str, cue: int) -> Clause:
        return Clause(head, head, self.lows[head], _NOUN, licenser=name, by=ClauseLink.NOUN, cue=cue)

"""Event nouns that their own clause places in the future: "the upcoming summit", "scheduled for release"."""

from service.detect.clauses import Clause, Vocabulary
from service.detect.groups import Group
from service.detect.lexicon import Lexicon
from service.detect.syntax import phrase_head

_PREPOSITIONS = frozenset(("for", "of"))


class Nouns:
    """Finds the event nouns of one sentence after another of a text."""

    def __init__(self, tags: str, lows: list[str], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.tags, self.lows, self.lexicon = tags, lows, lexicon
        self.governors, self.events = vocabulary.governors, vocabulary.events
        attributes = {word for part, word in self.governors if part == "attribute"}
        self.triggers = attributes | _PREPOSITIONS

    def read(self, first: int, last: int) -> list[Clause]:
        """The event nouns of the sentence [first, last), as clauses of the form "noun"."""
        if self.triggers.isdisjoint(self.lows[first:last]):
            return []
        found = []
        for place in range(first, last):
            if self.lows[place] in self.triggers and (clause := self._at(place, first, last)):
                found.append(clause)
        return found

    def _at(self, place: int, first: int, last: int) -> Clause | None:
        low = self.lows[place]
        if low in _PREPOSITIONS:
            return self._after_preposition(place, first, last)
        if low == "next" and place > first and self.tags[place - 1] in "ns":
            return self._clause(place - 1, "schedule", place) if self.lows[place - 1] in self.events else None
        name = self.governors[("attribute", low)]
        head = phrase_head(self.tags, place + 1, last)
        if head < 0 or self.tags[place] not in "ap" or self.lows[head] not in self.events:
            return None
        return self._clause(head, name, place)

    def _after_preposition(self, place: int, first: int, last: int) -> Clause | None:
        if place == first:
            return None
        word = self.lows[place - 1]
        word = self.lexicon.lemma(word) if self.tags[place - 1] in "vzdpg" else word
        name = self.governors.get((self.lows[place], word))
        head = phrase_head(self.tags, place + 1, last) if name else -1
        if not name or head < 0 or self.lows[head] not in self.events:
            return None
        return self._clause(head, name, place - 1)

    def _clause(self, head: int, name: str, cue: int) -> Clause:
        group = Group(first=head, head=head, lemma=self.lows[head], form="noun")
        return Clause(group=group, governor=name, by="noun", cue=cue)

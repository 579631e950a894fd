"""What is had and what is measured: "*had* a loss", "inflation *was* 4.7 percent", told as events by their nouns."""

from collections.abc import Sequence

from service.language.forms import Form, Tense
from service.language.syntax.clauses import Clause
from service.language.syntax.licensers import Licensers, phrase_head
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import NOUNS, NUMBER
from service.language.vocabulary import Vocabulary

_REACH = 3  # words from a verb to its figure


class Figures:
    """Marks as acts the verbs of one text that only their nouns make events."""

    def __init__(self, tags: str, lows: Sequence[str], vocabulary: Vocabulary, licensers: Licensers) -> None:
        self.tags, self.lows, self.licensers, self.words = tags, lows, licensers, syntax_words()
        self.events, self.measures = vocabulary.events, vocabulary.measures

    def mark(self, clause: Clause, place: int, first: int, last: int) -> None:
        """Mark the clause, with the word at `place` before it, if it is such a verb, in the past or perfect."""
        if clause.form is not Form.FINITE or (clause.tense is not Tense.PAST and not clause.perfect):
            return
        if clause.lemma in self.words.having:
            clause.act = self._has_event(clause, last)
        elif place >= first and self.tags[place] in NOUNS and self._has_figure(clause):
            clause.act = self.lows[self.licensers.topmost(place, first)] in self.measures

    def _has_figure(self, clause: Clause) -> bool:
        following = self.tags[clause.head + 1 : clause.head + 1 + _REACH]
        return clause.lemma in self.words.amounting and NUMBER in following

    def _has_event(self, clause: Clause, last: int) -> bool:
        """Whether its object is one event: "had *a loss*", not "had sales" or "had the vote"."""
        start = clause.head + 1
        if start >= last or self.lows[start] not in self.words.indefinite:
            return False
        noun = phrase_head(self.tags, start, last)
        return noun is not None and self.lows[noun] in self.events

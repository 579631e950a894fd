"""Clauses that a question word opens and that ask nothing: "*what they built* is small", "said *when it will open*"."""

from collections.abc import Mapping, Sequence

from service.language.forms import Marker
from service.language.syntax.clauses import Clause
from service.language.syntax.syntax_words import syntax_words
from service.language.tags import ADJECTIVE, ADVERB, ADVERBIALS, QUANTIFIER, WH

_QUESTION, _TIME, _RELATIVE = Marker.QUESTION, Marker.TIME, Marker.RELATIVE
_EMBEDDED = frozenset((_QUESTION, _TIME))
_DEGREES = ADJECTIVE + ADVERB + QUANTIFIER  # behind "how": "how *soon*", "how *many*"
_HOLDING = frozenset(("say", "think", "settling", "finding"))  # verbs that what is asked completes


class Embedded:
    """Tells free relatives and futures that are taken for granted among the clauses of one text."""

    def __init__(self, tags: str, lows: Sequence[str], verbs: Mapping[str, frozenset[str]]) -> None:
        self.tags, self.lows, self.verbs, self.words = tags, lows, verbs, syntax_words()

    def settle(self, clause: Clause, earlier: Sequence[Clause], first: int, last: int, is_last: bool) -> None:
        """Take back the marker of a clause of the sentence [first, last), behind `earlier` ones, that asks nothing."""
        if clause.marker not in _EMBEDDED:
            return
        before = earlier[-1] if earlier else None
        floor = before.head + 1 if before else first
        opening = next((at for at in range(clause.first - 1, floor - 1, -1) if self._opens(at)), None)
        if opening is None:
            return
        if self.lows[opening] in self.words.free and self._is_free(opening, before, first, last, is_last):
            clause.marker = _RELATIVE
        elif before and clause.modal in self.words.presupposed and self._is_granted(opening, before):
            clause.marker = Marker.OTHER

    def _opens(self, at: int) -> bool:
        return self.tags[at] == WH or self.lows[at] in self.words.granted

    def _is_free(self, opening: int, before: Clause | None, first: int, last: int, is_last: bool) -> bool:
        """Whether what is opened is a thing: the subject of a verb to come, or the object of one that asks nothing."""
        if opening == first:
            return not is_last and "?" not in self.tags[first:last]
        if before is None or opening != before.head + 1 or before.lemma in self.words.copulas:
            return False
        return _HOLDING.isdisjoint(self.verbs.get(before.lemma, ()))

    def _is_granted(self, opening: int, before: Clause) -> bool:
        """Whether "say when", "learn how soon" take for granted that it will be."""
        if before.lemma not in self.words.learning:
            return False
        if self.tags[before.head + 1 : opening].strip(ADVERBIALS):
            return False
        degree = self.tags[opening + 1] in _DEGREES
        return self.lows[opening] in self.words.granted and (degree or self.lows[opening] not in self.words.by_degree)

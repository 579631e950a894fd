"""What makes the events of a sentence depend on another: "if", "provided", "in the event of", "a ban would"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from service.language.forms import Form, Marker, Tense
from service.language.lexicon import Lexicon
from service.language.syntax.clauses import Clause
from service.language.tags import ADJECTIVE, ADVERBS, DETERMINERS, NOT, NOUNS, NUMBER, PREPOSITION, SUBORDINATOR
from service.language.wordlists import Phrases, read_lists

# members of an enum are slow to look up
_MODAL, _FINITE, _CONDITION = Tense.MODAL, Form.FINITE, Marker.CONDITION
_PARTICIPIAL = frozenset((Form.PARTICIPLE, Form.ING))
_IN_SUBJECT = frozenset(NOUNS + ADJECTIVE + NUMBER + DETERMINERS + PREPOSITION + ADVERBS)
_MARKS = frozenset('.,;:!?()"“”—–')
_LONGEST = 8  # words of a supposed subject that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWords:
    """The lists of `data/en/conditions.toml`."""

    openers: frozenset[str]
    comparing: frozenset[str]
    asides: frozenset[str]
    asking: frozenset[str]
    phrases: Phrases
    participles: frozenset[str]
    before_noun: Phrases
    linking: frozenset[str]
    supposed: frozenset[str]
    supposing: frozenset[str]


@cache
def condition_words() -> ConditionWords:
    """The words of conditions, read once."""
    return read_lists(ConditionWords, "conditions")


_Phrase = tuple[str, ...]


@cache
def _by_last_word() -> Mapping[str, list[_Phrase]]:
    """The phrases that stand before a clause by the last of their words."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in condition_words().phrases:
        found.setdefault(phrase[-1], []).append(phrase)
    return found


@cache
def _by_sign() -> Mapping[str, list[tuple[_Phrase, int, bool]]]:
    """All phrases by the longest of their words, which is the rarest; its place in them; and whether before a noun."""
    words = condition_words()
    found: dict[str, list[tuple[_Phrase, int, bool]]] = {}
    for nominal, phrases in ((False, words.phrases), (True, words.before_noun)):
        for phrase in phrases:
            sign = max(phrase, key=len)
            found.setdefault(sign, []).append((phrase, phrase.index(sign), nominal))
    return found


class Conditions:
    """Finds the conditions of one text's sentences."""

    def __init__(self, tags: str, lows: Sequence[str], lexicon: Lexicon) -> None:
        self.tags, self.lows, self.bases, self.words = tags, lows, lexicon.bases, condition_words()
        self._by_last_word, self._by_sign = _by_last_word(), _by_sign()
        self._signs = self.words.openers | self._by_sign.keys()

    def opens(self, token: int, first: int) -> bool:
        """Whether the word at `token` is the last of a phrase that opens a conditional clause."""
        phrases = self._by_last_word.get(self.lows[token], ())
        return any(self._stands(phrase, token + 1 - len(phrase), first) for phrase in phrases)

    def asks(self, token: int) -> bool:
        """Whether an opener at `token` asks whether it is so, or compares, and tells no condition: "asked *if*"."""
        if not token:
            return False
        before = self.lows[token - 1]
        return before in self.words.comparing or not self.words.asking.isdisjoint((before, self.bases[before]))

    def stand_in(self, clauses: Sequence[Clause], first: int, last: int) -> bool:
        """Whether the sentence [first, last) has a condition that is no clause: "if approved", "subject to"."""
        said = self.lows[first:last]
        if not self._signs.isdisjoint(said):
            signs = (token for token, low in enumerate(said, first) if low in self._signs)
            if any(self._is_sign(token, first) for token in signs):
                return True
        return bool(clauses) and self._is_supposed(clauses[0], first)

    def mark(self, clauses: Sequence[Clause]) -> None:
        """Make conditions of participles before a clause, and of the clause: "*provided* the court *agrees*"."""
        promised = False  # whether something to come was told before
        for clause, following in pairwise(clauses):
            hanging = clause.form in _PARTICIPIAL or promised
            promised = promised or clause.tense is _MODAL
            if clause.lemma not in self.words.participles or not hanging:
                continue
            between = self.tags[clause.head + 1 : following.first]
            if following.form is _FINITE and between and _MARKS.isdisjoint(between):
                clause.marker = following.marker = _CONDITION

    def _is_sign(self, token: int, first: int) -> bool:
        """Whether a condition stands at the sign at `token`; "is subject to" is none."""
        if self.lows[token] in self.words.openers:
            return self._is_opener(token, first)
        for phrase, offset, nominal in self._by_sign[self.lows[token]]:
            start = token - offset
            if self._stands(phrase, start, first) and not (nominal and self._is_said_of(start, first)):
                return True
        return False

    def _is_said_of(self, start: int, first: int) -> bool:
        """Whether a copula stands before the phrase at `start`, which then tells how things are."""
        return start > first and self.bases[self.lows[start - 1]] in self.words.linking

    def _is_opener(self, token: int, first: int) -> bool:
        if self.tags[token] != SUBORDINATOR or self.tags[token + 1] == NOT or (token > first and self.asks(token)):
            return False
        return self.words.asides.isdisjoint(self.lows[token + 1 : token + 2])

    def _stands(self, phrase: _Phrase, start: int, first: int) -> bool:
        return start >= first and tuple(self.lows[start : start + len(phrase)]) == phrase

    def _is_supposed(self, clause: Clause, first: int) -> bool:
        """Whether the main clause tells what something would do that is only supposed: "a ban *would* cost jobs"."""
        if clause.tense is not _MODAL or clause.modal not in self.words.supposing or clause.marker:
            return False
        start = clause.first
        while start > max(first, clause.first - _LONGEST) and self.tags[start - 1] in _IN_SUBJECT:
            start -= 1
        return start < clause.first and self.lows[start] in self.words.supposed

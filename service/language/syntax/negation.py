"""What denies a clause from within its subject or its object: "none of them left", "met nobody", "not one was hurt"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    COMMON_NOUNS,
    DETERMINER,
    DETERMINERS,
    FINITE,
    NAME,
    NOT,
    NOUNS,
    NUMBER,
    PREPOSITION,
    PRONOUN,
)
from service.language.wordlists import read_lists

_IN_SUBJECT = frozenset(NOUNS + ADJECTIVE + NUMBER + PREPOSITION + DETERMINERS + PRONOUN + NOT)
_LONGEST = 8  # words of a subject that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class NegationWords:
    """The lists of `data/en/negation.toml`."""

    deniers: frozenset[str]
    any: frozenset[str]
    idle: frozenset[str]
    bounds: frozenset[str]
    stative: frozenset[str]


@cache
def negation_words() -> NegationWords:
    """The words of negation, read once."""
    return read_lists(NegationWords, "negation")


class Negation:
    """Tells what denies in the noun phrases of one text."""

    def __init__(self, tags: str, lows: Sequence[str]) -> None:
        self.tags, self.lows, self.words = tags, lows, negation_words()

    def denies(self, token: int) -> bool:
        """Whether the word at `token` denies what its noun phrase is the subject or the object of."""
        tag, low = self.tags[token], self.lows[token]
        following = self.lows[token + 1] if token + 1 < len(self.lows) else ""
        if tag == NOT:
            return following in self.words.any
        if low not in self.words.deniers or tag in (ADVERB, NAME) or self.tags[token + 1] == NUMBER:
            return False  # "Court No 2", "no doubt"
        if following in self.words.idle or (
            self.lows[token + 2 : token + 3] and self.lows[token + 2] in self.words.bounds
        ):
            return False
        return not token or self.tags[token - 1] != DETERMINER  # "a *no* vote"

    def denies_subject(self, token: int, first: int) -> bool:
        """Whether the subject that ends at `token` denies its clause; `first` is where the sentence begins."""
        for at in range(token, max(first, token - _LONGEST) - 1, -1):
            if self.tags[at] not in _IN_SUBJECT:
                return False
            if self.denies(at):
                return not self._is_within(at, first)
            if self.tags[at] == DETERMINER and (at == first or self.tags[at - 1] != PREPOSITION):
                return False  # the subject begins here: "no guarantee *the* ship will sail"
        return False

    def _is_within(self, token: int, first: int) -> bool:
        """Whether a denier stands in a phrase within the subject: "the man with *no* name"."""
        inner = token - 1
        return inner > first and self.tags[inner] == PREPOSITION and self.tags[inner - 1] in COMMON_NOUNS

    def denies_object(self, head: int, lemma: str) -> bool:
        """Whether the object right behind the verb at `head`, a form of `lemma`, denies the clause: "met *nobody*".

        What has a verb of its own is no object: "said *nobody* came".
        """
        if head + 1 >= len(self.lows) or lemma in self.words.stative or not self.denies(head + 1):
            return False
        return self.tags[head + 2] not in FINITE

    def denies_any(self, first: int, last: int) -> bool:
        """Whether one of the words [first, last) denies: "there will be *no* vote"."""
        return any(map(self.denies, range(first, last)))

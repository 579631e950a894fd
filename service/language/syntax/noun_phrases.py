"""Noun phrases, read off the tags: where each begins and ends, and whether a preposition stands before it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINER,
    DETERMINERS,
    NAME,
    NOUN,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PARTICLE,
    POSSESSIVE,
    PRONOUN,
    QUANTIFIER,
    SUBJECT_PRONOUN,
)
from service.language.wordlists import word_lists

# A determiner, numbers and adjectives before nouns; a possessive starts the phrase anew.
_MONEY = "$£€%"
_ADJECTIVES = (
    rf"(?:{ADVERB}{{0,2}}[{ADJECTIVE}{NUMBER}{_MONEY}]|[{ADJECTIVE}{PARTICIPLE}],(?=[{ADJECTIVE}{PARTICIPLE}])"
    rf"|{ADJECTIVE}{COORDINATOR}(?=[{ADJECTIVE}{PARTICIPLE}])|{PARTICIPLE}(?=[{COMMON_NOUNS}{ADJECTIVE}]))*"
)
# "Turkish central bank", "Uruguayan forward Olveira", "Smith/Jones"
_FURTHER = rf"(?:{NUMBER}+|/|(?<=[{NOUN}{NAME}]){ADJECTIVE}+|(?<={NAME}){PARTICLE})[{NOUNS}]+"
_NOUN_PHRASE = rf"(?:[{DETERMINERS}]{{1,2}})?{_ADJECTIVES}[{NOUNS}]+(?:{_FURTHER})*(?:(?<={NAME}){NUMBER})?"
_PHRASE = re.compile(
    rf"{_NOUN_PHRASE}(?:{POSSESSIVE}{_ADJECTIVES}[{NOUNS}]+)*|[{SUBJECT_PRONOUN}{PRONOUN}{OBJECT_PRONOUN}]"
    rf"|[{DETERMINERS}]?[{NUMBER}{_MONEY}]+|{DETERMINER}[{ADJECTIVE}{NUMBER}]+|{QUANTIFIER}"
)


class Phrase(NamedTuple):
    """Tokens `first` to `last` (exclusive) of one noun phrase; what hangs on it by a preposition is left out."""

    first: int
    last: int


class NounPhrases:
    """The noun phrases of one sentence [first, last), in order."""

    def __init__(self, tags: str, lows: Sequence[str], first: int, last: int) -> None:
        modifiers = word_lists("arguments")["time_modifiers"]
        self._found: list[Phrase] = []
        for match in _PHRASE.finditer(tags, first, last):
            start, end = match.span()
            time = next((at for at in range(start + 1, end) if lows[at] in modifiers and tags[at - 1] in NOUNS), end)
            self._found += [Phrase(start, time), *([Phrase(time, end)] if time < end else [])]
        self._starts = [phrase.first for phrase in self._found]

    def covering(self, index: int) -> Phrase | None:
        """The phrase in which the token at `index` stands."""
        at = bisect_right(self._starts, index) - 1
        if at < 0 or self._found[at].last <= index:
            return None
        return self._found[at]

    def between(self, first: int, last: int) -> Sequence[Phrase]:
        """The phrases that begin at `first` or later and end by `last`."""
        at = bisect_right(self._starts, first - 1)
        return [phrase for phrase in self._found[at:] if phrase.last <= last]

"""The keys by which articles of one affair find each other: whom they name, and what they speak of most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from service.domain.candidates.passage import Passage
from service.domain.names import is_country, short_form
from service.language import Name, lemma

_NAMES, _WORDS = 14, 16  # of an article that are keys: those that it has most often, the title's first
_LONGEST = 60  # characters of a key


class KeyKind(StrEnum):
    """What a key is made of; the letter stands in stored keys."""

    NAME = "n"
    WORD = "w"


@dataclass(frozen=True, slots=True)
class Key:
    """What an article is found by; `str` of it is how it is stored."""

    kind: KeyKind
    value: str

    @property
    def is_common(self) -> bool:
        """Whether it is a country, which half of the news speaks of."""
        return self.kind is KeyKind.NAME and is_country(self.value)

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def stored(cls, text: str) -> "Key":
        """The key that is stored as `text`."""
        kind, _, value = text.partition(":")
        return cls(KeyKind(kind), value)


def article_keys(passages: Sequence[Passage], title_nouns: Sequence[str] = ()) -> tuple[Key, ...]:
    """At most 30 keys of an article, its names first."""
    return (*_names(passages), *_words(passages, title_nouns))


def _names(passages: Sequence[Passage]) -> list[Key]:
    counts = Counter(name for passage in passages for name in passage.names)
    often = sorted(counts, key=lambda name: (is_country(name), -counts[name]))
    return list(dict.fromkeys(map(key_of, often[:_NAMES])))


@lru_cache(maxsize=20_000)  # the sentences that candidates are found in share their names
def key_of(name: Name) -> Key:
    """The key of a name: long and short forms of it have the same."""
    return Key(KeyKind.NAME, short_form(name)[:_LONGEST])


def _words(passages: Sequence[Passage], title_nouns: Sequence[str]) -> Iterator[Key]:
    counts = Counter(lemma(word) for passage in passages for word in passage.words)
    stems = dict.fromkeys((*title_nouns, *(stem for stem, _ in counts.most_common(_WORDS))))
    return (Key(KeyKind.WORD, stem[:_LONGEST]) for stem in islice(stems, _WORDS))

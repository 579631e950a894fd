"""Whether two nouns may speak of the same thing: groups of news nouns, read from things.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from service.domain.evidence.lemmas import lemma as stem
from service.domain.identity.words import words


@cache
def _lists() -> tuple[Mapping[str, frozenset[int]], frozenset[str]]:
    data = tomllib.loads(files(__package__).joinpath("things.toml").read_text(encoding="utf-8"))
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, listed in enumerate(data["groups"]):
        for word in listed.split():
            groups[stem(word)].add(number)
    known: defaultdict[str, set[int]] = defaultdict(set)
    names = {name: place for place, name in enumerate(sorted(set(words().nouns.values())))}
    for word, name in words().nouns.items():
        known[word].add(-1 - names[name])
    every = {word: frozenset(groups[word] | known[word]) for word in {*groups, *known}}
    return every, frozenset(map(stem, data["vague"].split()))


@lru_cache(maxsize=100_000)
def same_thing(one: str, other: str) -> bool:
    """Whether two stems are the same or stand in one group."""
    if one == other:
        return True
    groups, _ = _lists()
    return not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def shared_things(mine: Iterable[str], its: Iterable[str]) -> list[tuple[str, str]]:
    """The words of `mine` that some word of `its` may stand for, each with the first such."""
    others = list(its)
    found = ((one, next((other for other in others if same_thing(one, other)), None)) for one in mine)
    return [(one, other) for one, other in found if other is not None]


def is_thing(word: str) -> bool:
    """Whether a stem stands in a group."""
    return word in _lists()[0]


def is_vague(word: str) -> bool:
    """Whether a stem names people only by their part ("officials", "the two")."""
    return word in _lists()[1]

"""Whether two nouns may speak of the same thing: groups of news nouns, read from things.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from service.language.semantics.lemmas import lemma as stem
from service.language.semantics.semantic_lexicon import semantic_lexicon


@cache
def _lists() -> tuple[Mapping[str, frozenset[int]], frozenset[str]]:
    data = tomllib.loads(files("service.language").joinpath("data", "en", "nouns.toml").read_text(encoding="utf-8"))
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, listed in enumerate(data["groups"]):
        for word in listed.split():
            groups[stem(word)].add(number)
    known: defaultdict[str, set[int]] = defaultdict(set)
    names = {name: place for place, name in enumerate(sorted(set(semantic_lexicon().nouns.values())))}
    for word, name in semantic_lexicon().nouns.items():
        known[word].add(-1 - names[name])
    every = {word: frozenset(groups[word] | known[word]) for word in {*groups, *known}}
    return every, frozenset(map(stem, data["vague"].split()))


def same_noun(one: str, other: str) -> bool:
    """Whether two stems are the same or stand in one group."""
    return one == other or _standing_for(one, (other,)) is not None


def shared_nouns(mine: Iterable[str], its: Collection[str]) -> list[tuple[str, str]]:
    """The words of `mine` that some word of `its` may stand for, each with the first such."""
    found = ((one, _standing_for(one, its)) for one in mine)
    return [(one, other) for one, other in found if other is not None]


def is_among(word: str, others: Collection[str]) -> bool:
    """Whether some other stem may stand for this one."""
    return word in others or _standing_for(word, others) is not None


def _standing_for(word: str, others: Collection[str]) -> str | None:
    """The first of the others that may stand for the word. Most words stand in no group."""
    groups, _ = _lists()
    mine = groups.get(word)
    if mine is None and "-" in word and word not in others:  # "bond-buying": bonds
        return next((found for part in word.split("-") if (found := _standing_for(part, others))), None)
    if mine is None:
        return word if word in others else None
    for other in others:
        if other == word or not mine.isdisjoint(groups.get(other, ())):
            return other
    return None


def is_known_noun(word: str) -> bool:
    """Whether a stem stands in a group."""
    return word in _lists()[0]


def is_vague(word: str) -> bool:
    """Whether a stem names people only by their part ("officials", "the two")."""
    return word in _lists()[1]

"""Words of one event across parts of speech: decide, decision; sign, signature. Read from derivations.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from service.language.lexicon import load_lexicon
from service.language.semantics.lemmas import lemma
from service.language.tags import COMMON_NOUNS, VERBS

_NONE = "-"  # the ending of a word that has none
_LEAST = 2  # letters that a verb shares with its noun


@lru_cache(maxsize=2_000)
def word_family(low: str) -> frozenset[str]:
    """The stems of the words in lower case that may tell of the same event as `low`: its own, its verb's, their nouns'.

    >>> sorted(word_family("signature"))
    ['sign', 'signatori', 'signatur', 'signer']
    """
    verbs = {low, load_lexicon().bases[low], *_verbs_of(low)}
    nouns = {noun for verb in verbs if _is(verb, VERBS) for noun in _nouns_of(verb)}
    return frozenset(map(lemma, verbs | nouns))


def _verbs_of(noun: str) -> Iterator[str]:
    yield from _pairs()[1].get(noun, ())
    for verbal, nominal in _endings():
        if noun.endswith(nominal) and len(noun) - len(nominal) >= _LEAST:
            yield from _known(_spellings(noun.removesuffix(nominal), verbal), VERBS)


def _spellings(root: str, verbal: str) -> Iterator[str]:
    """The verb behind a noun's root; "committ-" has doubled the last letter of its own."""
    yield root + verbal
    if not verbal and root[-1] == root[-2]:
        yield root[:-1]


def _nouns_of(verb: str) -> Iterator[str]:
    yield from _pairs()[0].get(verb, ())
    for verbal, nominal in _endings():
        if verb.endswith(verbal) and len(verb) - len(verbal) >= _LEAST:
            root = verb.removesuffix(verbal)
            yield from _known((root + nominal, *(() if verbal else (root + root[-1] + nominal,))), COMMON_NOUNS)


def _known(words: Iterable[str], tags: str) -> Iterator[str]:
    return (word for word in words if _is(word, tags))


def _is(word: str, tags: str) -> bool:
    """Whether the lexicon holds the word, and as one of these."""
    return not frozenset(tags).isdisjoint(load_lexicon().tags.get(word, ""))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = (rule.split() for rule in _data()["endings"])
    return tuple((verbal.replace(_NONE, ""), nominal.replace(_NONE, "")) for verbal, nominal in pairs)


@cache
def _pairs() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """The nouns of each verb, and the verbs of each noun, that no rule gives."""
    nouns: defaultdict[str, set[str]] = defaultdict(set)
    verbs: defaultdict[str, set[str]] = defaultdict(set)
    for pair in _data()["pairs"]:
        verb, noun = pair.split()
        nouns[verb].add(noun)
        verbs[noun].add(verb)
    return {word: frozenset(its) for word, its in nouns.items()}, {word: frozenset(its) for word, its in verbs.items()}


@cache
def _data() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = tomllib.loads(
        files("service.language").joinpath("data", "en", "derivations.toml").read_text(encoding="utf-8")
    )
    return found

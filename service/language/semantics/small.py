"""Small words by their work, read from small.toml and, where they are compared by stem, from lemmas.toml."""

from functools import cache

from service.language.semantics.lemmas import lemma
from service.language.wordlists import word_lists


@cache
def small(name: str) -> frozenset[str]:
    """The words of one list, or the stems of its lemmas. KeyError where there is none of that name."""
    words = word_lists("small")
    return words[name] if name in words else frozenset(map(lemma, word_lists("lemmas")[name]))


@cache
def contrary(word: str) -> frozenset[str]:
    """The words that are not true of a thing of which `word` is."""
    return frozenset().union(*(group - {word} for group in _contrasts() if word in group))


@cache
def contrasting() -> frozenset[str]:
    """The words that are contrary to some other."""
    return frozenset().union(*_contrasts())


def _contrasts() -> list[frozenset[str]]:
    return [frozenset(group.split()) for group in word_lists("small")["contrasts"]]

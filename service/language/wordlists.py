"""The word lists of `data/en`: TOML files of named lists, read once, as sets of lower-case words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from sys import intern


class WordListError(ValueError):
    """A word list file holds something that is not a list of words."""


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of `data/en/<name>.toml` by their names.

    A list may be given as an array of words or as one string of words parted by spaces. Raises
    WordListError where a list is neither or names a word twice.
    """
    source = files(__package__).joinpath("data", "en", f"{name}.toml").read_text(encoding="utf-8")
    return {key: _words(f"{name}.{key}", value) for key, value in tomllib.loads(source).items()}


def _words(key: str, value: object) -> frozenset[str]:
    words = value.split() if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise WordListError(f"{key} is no list of words")
    found = frozenset(map(intern, words))
    if len(found) != len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise WordListError(f"{key} names words twice: {', '.join(twice)}")
    return found

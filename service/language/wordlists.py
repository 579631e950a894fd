"""The word lists of `data/en`: TOML files of named lists, read once, as sets of lower-case words or typed classes."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from importlib.resources import files
from sys import intern
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Phrases = tuple[tuple[str, ...], ...]
Lists = TypeVar("Lists")


class WordListError(ValueError):
    """A word list file holds something that is not a list of words."""


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of `data/en/<name>.toml` by their names.

    A list may be given as an array of words or as one string of words parted by spaces. Raises
    WordListError where a list is neither or names a word twice.
    """
    return {key: _words(f"{name}.{key}", value) for key, value in _read(name).items()}


def read_lists(kind: type[Lists], name: str) -> Lists:
    """The lists of `data/en/<name>.toml` as the dataclass `kind`, which has a field for each.

    A field's type tells what its list is: `frozenset[str]` words; `Phrases` an array of phrases; `Mapping[str, int]`
    (or float, str) a table of words by their number; `Mapping[str, E]` of words by the member of the enum E, its name
    in small letters; `Mapping[tuple[str, ...], E]` of phrases.
    Raises WordListError where a list is missing, unknown, of another shape or names a word twice.
    """
    found, hints = _read(name), get_type_hints(kind)
    for key in found.keys() ^ hints.keys():
        raise WordListError(f"{name}.{key} is {'unknown' if key in found else 'missing'}")
    return kind(**{key: _of_type(hint, f"{name}.{key}", found[key]) for key, hint in hints.items()})


def _read(name: str) -> dict[str, Any]:
    """The tables of a file but its examples, which are there for people and for tests."""
    found = tomllib.loads(files(__package__).joinpath("data", "en", f"{name}.toml").read_text(encoding="utf-8"))
    found.pop("examples", None)
    return found


def _of_type(hint: Any, key: str, value: object) -> object:
    if hint == Phrases:
        return tuple(tuple(map(intern, phrase.split())) for phrase in _items(key, value, list))
    if get_origin(hint) is not Mapping:
        return _words(key, value)
    words, values = get_args(hint)
    found = _by_word(key, value, partial(_member, values) if issubclass(values, Enum) else values)
    return found if words is str else {tuple(map(intern, word.split())): meaning for word, meaning in found.items()}


def _member(kind: type[Enum], name: str) -> Enum:
    return kind[name.upper()]


def _by_word(key: str, value: object, read: Callable[[str], object]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WordListError(f"{key} is no table")
    found: dict[str, object] = {}
    for name, words in value.items():
        try:
            meaning = read(name)
        except (KeyError, ValueError):
            raise WordListError(f"{key} has no place for {name}") from None
        for word in _words(f"{key}.{name}", words):
            if found.setdefault(word, meaning) != meaning:
                raise WordListError(f"{key} names a word twice: {word}")
    return found


def _words(key: str, value: object) -> frozenset[str]:
    words = [intern(word) for word in _items(key, value.split() if isinstance(value, str) else value, list)]
    found = frozenset(words)
    if len(found) != len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise WordListError(f"{key} names words twice: {', '.join(twice)}")
    return found


def _items(key: str, value: object, kind: type[list[str]]) -> Iterator[str]:
    if not isinstance(value, kind) or not all(isinstance(word, str) for word in value):
        raise WordListError(f"{key} is no list of words")
    return iter(value)

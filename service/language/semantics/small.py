"""Small words by their work, read from small.toml."""

from functools import cache
from importlib.resources import files
from tomllib import loads


@cache
def small(name: str) -> frozenset[str]:
    """The words of one list. KeyError where there is none of that name."""
    return frozenset(_lists()[name].split())


@cache
def contrary(word: str) -> frozenset[str]:
    """The words that are not true of a thing of which `word` is."""
    lines = (frozenset(line.split()) for line in _lists()["contrasts"].splitlines())
    return frozenset().union(*(line - {word} for line in lines if word in line))


@cache
def _lists() -> dict[str, str]:
    return loads(files("service.language").joinpath("data", "en", "small.toml").read_text(encoding="utf-8"))

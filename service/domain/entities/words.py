"""The words of `en/names.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words() -> Mapping[str, frozenset[str]]:
    """The lists by their names; where a word of a list is a name of several words, these are parted by spaces."""
    source = files("service.domain.entities").joinpath("en", "names.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(source)
    return {name: frozenset(word.replace("_", " ") for word in text.split()) for name, text in lists.items()}

"""The words by which an outcome is told to be worth watching or not: the lists of `en/untracked.toml`, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from service.language import lemma


@cache
def tracking_words() -> Mapping[str, frozenset[str]]:
    """The lists by their names: `cues` as they are spelled, the others as stems."""
    path = files("service.domain.tracking").joinpath("en", "untracked.toml")
    lists: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    cues = {name: frozenset(words.split()) for name, words in lists["cues"].items()}
    return cues | {name: frozenset(map(lemma, words.split())) for name, words in lists["heads"].items()}

"""The patterns of `data/en/factuality.toml`: which word does what to the event that it governs. TOML to values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any

from service.language.forms import Factuality


class Part(StrEnum):
    """The part that a word plays beside what it has its effect on; factuality.toml says more of each."""

    CLAUSES = "clauses"
    THINGS = "things"
    NOUNS = "nouns"
    PREDICATES = "predicates"
    VERDICTS = "verdicts"
    ATTRIBUTES = "attributes"
    TELLINGS = "tellings"
    ADVERBS = "adverbs"
    IMPERATIVES = "imperatives"
    BEFORE_ING = "before_ing"


_NO_PARTS = frozenset(("affirmed", "negated", "hits", "misses"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an event becomes: where it is `past` or present, and where it is still to come, `future`."""

    past: Factuality
    future: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """The effect of a class of words, as they stand and `negated`; None for none."""

    name: str
    affirmed: Effect | None
    negated: Effect | None

    def effect(self, *, negated: bool) -> Effect | None:
        """The effect of one of its words where that is `negated` or not."""
        return self.negated if negated else self.affirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """`classes` gives the class of a word by the part that it plays; `words` are the lists by their names."""

    classes: Mapping[Part, Mapping[str, Class]]
    words: Mapping[str, frozenset[str]]

    def class_of(self, part: Part, word: str) -> Class | None:
        """The class of `word` in its `part`: a verb or noun by its base form as the text's words are written."""
        return self.classes[part].get(word)


class PatternError(ValueError):
    """The file of patterns names an unknown part or effect, or one word in one part twice."""


@cache
def load_patterns() -> Patterns:
    """The patterns that are shipped, read once. Raises PatternError."""
    source = files("service.language").joinpath("data", "en", "factuality.toml").read_text(encoding="utf-8")
    return build_patterns(tomllib.loads(source))


def build_patterns(content: Mapping[str, Any]) -> Patterns:
    """The patterns that the tables of a file make. Raises PatternError."""
    effects = {
        name: Effect(past=Factuality(each["past"]), future=Factuality(each["future"]))
        for name, each in content["effect"].items()
    }
    classes: dict[Part, dict[str, Class]] = {part: {} for part in Part}
    for name, table in content["class"].items():
        affirmed, negated = (_effect(effects, name, table[key]) for key in ("affirmed", "negated"))
        made = Class(name=name, affirmed=affirmed, negated=negated)
        for part, words in table.items():
            if part not in _NO_PARTS:
                _add(classes[_part(name, part)], words, made)
    words = {name: frozenset(map(intern, listed.split())) for name, listed in content["words"].items()}
    return Patterns(classes=classes, words=words)


def _effect(effects: Mapping[str, Effect], name: str, effect: str) -> Effect | None:
    if effect and effect not in effects:
        raise PatternError(f"class.{name} has an unknown effect: {effect}")
    return effects.get(effect)


def _part(name: str, part: str) -> Part:
    if part not in list(Part):
        raise PatternError(f"class.{name} has an unknown part: {part}")
    return Part(part)


def _add(known: dict[str, Class], words: str, made: Class) -> None:
    for word in map(intern, words.split()):
        if word in known:
            raise PatternError(f"{word} stands in class.{known[word].name} and in class.{made.name}")
        known[word] = made

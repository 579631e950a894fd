"""What a word that the lexicon does not hold can be, from its ending. Knows nothing of its neighbours."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from service.language.tags import ADJECTIVE, BASE, ING, NOUN, PAST, PLURAL, THIRD, Tag

_ANY = NOUN + BASE + ADJECTIVE  # what a word can be whose ending tells nothing
_LEAST = 3  # letters before an ending
GERUND = "ing"  # how a verb's -ing form ends, and nearly all words that end so are one
_BRITISH = re.compile(r"is(e|es|ed|ing)$")
_SHORT = re.compile(r"[^aeiou]*[aeiouy][bdgkmnprtlz]")  # one syllable that ends in one consonant: "hop", from "hope"
_WITH_S = {NOUN: PLURAL, BASE: THIRD}


@lru_cache(maxsize=8192)
def guess_tags(word: str) -> str:
    """The tags, likeliest first, that the ending of `word` (in lower case) lets it have."""
    endings = _endings()
    for size in range(5, 0, -1):
        if len(word) >= size + _LEAST and (tags := endings.get(word[-size:])):
            return tags
    return _ANY


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "endings.toml").read_text(encoding="utf-8"))


@cache
def _endings() -> Mapping[str, str]:
    classes = {names: "".join(Tag[name.upper()] for name in names.split()) for names in _tables()["tags"]}
    return {ending: classes[names] for names, endings in _tables()["tags"].items() for ending in endings.split()}


def tags_with_s(singular: str) -> str:
    """The tags of a form in -s, from those of the form without it: plural of a noun, third person of a verb."""
    return "".join(_WITH_S[tag] for tag in singular if tag in _WITH_S)


def split_prefix(word: str) -> tuple[bool, str]:
    """Of a hyphened word its last part, and whether what stands before leaves that its class ("re-elected")."""
    first, _, last = word.rpartition("-")
    return first in _spelling()["prefixes"], last


def american(word: str) -> str:
    """The spelling with -ize of a verb form spelled with -ise ("nationalised": nationalized), else the word itself."""
    return _BRITISH.sub(r"iz\1", word)


def guess_lemma(word: str, tags: str) -> str:
    """The base form that a verb form `word` points to, by spelling alone."""
    if ING in tags and word.endswith(GERUND):
        return _restore(word.removesuffix(GERUND))
    if PAST in tags and word.endswith("ied"):
        return word[:-3] + "y"
    if PAST in tags and word.endswith("ed"):
        return _restore(word[:-2])
    singulars = without_s(word) if THIRD in tags else ()
    return singulars[0] if singulars else word


def without_s(word: str) -> Sequence[str]:
    """The forms of which `word` may be the plural or the third person, likeliest first; none where it ends in no -s."""
    if not word.endswith("s") or word.endswith(_spelling()["singular"]):
        return ()
    if word.endswith("ies"):
        return word[:-3] + "y", word[:-1]
    return (word[:-2], word[:-1]) if word.endswith(_spelling()["hissing"]) else (word[:-1],)


def _restore(stem: str) -> str:
    spelling = _spelling()
    if len(stem) > _LEAST and stem[-1] == stem[-2]:
        return stem if stem[-1] in spelling["doubled"] else stem[:-1]
    if _SHORT.fullmatch(stem) or (stem.endswith(spelling["e"]) and not stem.endswith(spelling["bare"])):
        return stem + "e"
    return stem


@cache
def _spelling() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(letters.split()) for name, letters in _tables()["spelling"].items()}

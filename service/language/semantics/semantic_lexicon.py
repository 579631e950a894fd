"""What identity knows of English words, read from semantics.toml: events, synonyms, light words, countries."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from snowballstemmer import stemmer


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticLexicon:
    """The word lists. Verbs and nouns lead to the names of their groups, by stems; phrases hold verb and particle."""

    verbs: Mapping[str, tuple[str, ...]]
    event_nouns: Mapping[str, tuple[str, ...]]
    traits: Mapping[str, frozenset[str]]
    nouns: Mapping[str, str]
    light: frozenset[str]
    cues: frozenset[str]
    subject_control: frozenset[str]
    irregular: Mapping[str, str]
    bearers: frozenset[str]
    small: Mapping[str, frozenset[str]]
    occurs: frozenset[str]
    capitals: Mapping[str, str]
    countries: Mapping[str, str]
    examples: Mapping[str, str]


@cache
def semantic_lexicon() -> SemanticLexicon:
    """The lists of semantics.toml, read once."""
    source = files("service.language").joinpath("data", "en", "semantics.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    small = {key: frozenset(text.split()) for key, text in data["small"].items()}
    events, verbs, irregular = data["events"], data["verbs"], data["irregular"]
    nouns = {_stem(noun): name for name, group in data["nouns"].items() for noun in group.split()}
    return SemanticLexicon(
        verbs=_by_member({name: group["verbs"] for name, group in events.items()}),
        event_nouns=_by_member({name: group["nouns"].split() for name, group in events.items()}),
        traits={name: frozenset(group.get("traits", "").split()) for name, group in events.items()},
        nouns=nouns,
        bearers=frozenset(nouns.get(_stem(word), _stem(word)) for word in small["actor_words"] | small["bearers"]),
        light=frozenset(map(_stem, verbs["light"].split())),
        cues=frozenset(map(_stem, verbs["cues"].split())),
        subject_control=frozenset(map(_stem, verbs["subject_control"].split())),
        irregular=irregular,
        small=small,
        occurs=frozenset(_phrase_key(verb) for verb in verbs["occurs"]),
        capitals=data["capitals"],
        countries=_countries(data["countries"]),
        examples={name: group["example"] for name, group in events.items()},
    )


def _by_member(groups: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Names of the groups that a verb, a verb and its particle, or a noun belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in groups.items():
        for member in members:
            key = _phrase_key(member)
            found[key] = (*found.get(key, ()), *(() if name in found.get(key, ()) else (name,)))
    return found


def _phrase_key(phrase: str) -> str:
    first, *rest = phrase.split()
    return " ".join((_stem(first), *rest))


def _countries(groups: Mapping[str, Any]) -> dict[str, str]:
    own = {name: name for name in groups}
    return own | {other: name for name, others in groups.items() for other in others}


_TWO_SYLLABLES = re.compile(r"[^aeiouy]*+[aeiouy]++[^aeiouy]++[aeiouy]")


@lru_cache(maxsize=20_000)  # the stemmer is slow, and news repeats its words
def _stem(word: str) -> str:
    english = stemmer("english")  # one for each call: it keeps state, and threads share this
    found = str(english.stemWord(word))
    if word.endswith(("lled", "lling")) and _TWO_SYLLABLES.match(found):
        return str(english.stemWord(found.removesuffix("ll") + "l" * found.endswith("ll")))  # "initialled": "initial"
    return found


def stem(word: str) -> str:
    """The stem of a word in lower case, whatever its inflection."""
    return _stem(semantic_lexicon().irregular.get(word, word))


def is_small(word: str, *lists: str) -> bool:
    """Whether a word in lower case stands in one of the lists of small words."""
    small = semantic_lexicon().small
    for name in lists:  # noqa: SIM110  # asked a thousand times an article; `any` takes three times as long
        if word in small[name]:
            return True
    return False


def noun(word: str) -> str:
    """The name of the group of synonyms that a noun in lower case belongs to, else its stem."""
    return semantic_lexicon().nouns.get(stem(word), stem(word))


def has_trait(group: str, trait: str) -> bool:
    """Whether a group of synonyms for events has this trait (semantics.toml lists them)."""
    return trait in semantic_lexicon().traits.get(group, ())

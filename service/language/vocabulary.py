"""The classes of words that syntax and rules ask for: verbs, licensers, event nouns, words of time. TOML to values."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from sys import intern
from typing import Any

from service.language.forms import TimeFrame

# licensers of "is to leave", "is going to leave" and "made it leave"
APPOINTED, GOING, CAUSED = "appointed", "going", "caused"
BUILT_IN = frozenset((APPOINTED, GOING, CAUSED))
TIMES = tuple(TimeFrame)

_FILES = ("verbs", "licensers")

Tables = Mapping[str, Any]


class VocabularyTable(StrEnum):
    """The tables of word classes that a file can have."""

    VERB = "verb"
    LICENSER = "licenser"
    NOUN = "noun"
    TIME = "time"


class LicenserPart(StrEnum):
    """The keys of a licenser: the parts that its words can play in the construction. licensers.toml explains them."""

    VERBS = "verbs"
    PASSIVES = "passives"
    OBJECTS = "objects"
    GERUNDS = "gerunds"
    CLAUSES = "clauses"
    ADJECTIVES = "adjectives"
    COPULARS = "copulars"
    NOUNS = "nouns"
    ATTRIBUTES = "attributes"
    DATED = "dated"
    EVENTS = "events"
    MEASURES = "measures"
    BEFORE_DATES = "before_dates"
    FOR = "for"
    OF = "of"
    TO = "to"
    ON = "on"
    OVER = "over"
    ABOUT = "about"
    AGAINST = "against"


_BEFORE_EVENTS = (LicenserPart.FOR, LicenserPart.OF)
_BEFORE_ING = (
    *_BEFORE_EVENTS,
    LicenserPart.TO,
    LicenserPart.ON,
    LicenserPart.OVER,
    LicenserPart.ABOUT,
    LicenserPart.AGAINST,
)


class Absorption(StrEnum):
    """What an event makes of the time and mood of its licenser."""

    KEEP = "keep"  # takes them over as they are
    FLIP = "flip"  # takes them over, denied
    ATTEMPT = "attempt"  # takes them over only where they are still to come
    BESIDE = "beside"  # takes over nothing: the licenser tells an event of its own


class EventsWhen(StrEnum):
    """In which clauses the verbs of a licenser govern an event noun; where it says nothing, in all."""

    TOLD = "told"  # told as a fact: finite, active, without a modal verb
    NOW = "now"  # likewise, and not in the past; what is measured neither


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Word classes.

    `verbs` gives the classes of a base form, of which `acts` and `acts_on` can be acts of speech; `licensers` the
    class of a licenser by its part in the construction and its word; `phrasal` the verbs that govern only, or
    otherwise, with a particle; `absorbed` how an event takes over a licenser's time and mood; `events_when` in
    which clauses a licenser governs event nouns, where not in all; `events` the nouns that name events, among which
    `measures` name what is measured; `future` and `past` the time words, `lasting` those of habits and of what goes
    on.
    """

    verbs: Mapping[str, frozenset[str]]
    acts: frozenset[str]
    acts_on: frozenset[str]
    licensers: Mapping[LicenserPart, Mapping[str, str]]
    phrasal: frozenset[str]
    absorbed: Mapping[str, Absorption]
    events_when: Mapping[str, EventsWhen]
    events: frozenset[str]
    measures: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    lasting: frozenset[str]

    @property
    def before_events(self) -> Mapping[str, Mapping[str, str]]:
        """The licensers before an event noun or an -ing form, by the preposition between: "a risk *of* collapse"."""
        return {part.value: self.licensers[part] for part in _BEFORE_EVENTS}

    @property
    def before_ing(self) -> Mapping[str, Mapping[str, str]]:
        """The licensers before an -ing form, by the preposition between: "close *to* signing"."""
        return {part.value: self.licensers[part] for part in _BEFORE_ING}


@cache
def shipped_tables() -> Mapping[str, Tables]:
    """The tables of the language's own files, by file name."""
    folder = files(__package__) / "data" / "en"
    return {f"{name}.toml": tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES}


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped, read once."""
    return build_vocabulary(shipped_tables().values())


def build_vocabulary(tables: Iterable[Tables]) -> Vocabulary:
    """One vocabulary of all `tables`; a later table adds to the ones before."""
    verbs: dict[str, set[str]] = {}
    licensers: dict[LicenserPart, dict[str, str]] = {part: {} for part in LicenserPart}
    absorbed: dict[str, Absorption] = {}
    events_when: dict[str, EventsWhen] = {}
    events: set[str] = set()
    measures: set[str] = set()
    times: dict[str, set[str]] = {name: set() for name in TIMES}
    for content in tables:
        for name, words in content.get(VocabularyTable.VERB, {}).items():
            for word in _words(words):
                verbs.setdefault(word, set()).add(name)
        for name, licenser in content.get(VocabularyTable.LICENSER, {}).items():
            if "absorb" in licenser:
                absorbed[name] = Absorption(licenser["absorb"])
            if "events_when" in licenser:
                events_when[name] = EventsWhen(licenser["events_when"])
            for part in licensers:
                licensers[part].update(dict.fromkeys(_words(licenser.get(part, "")), name))
        for words in content.get(VocabularyTable.NOUN, {}).values():
            events.update(_words(words))
        measures.update(_words(content.get(VocabularyTable.NOUN, {}).get(LicenserPart.MEASURES, "")))
        for name, words in content.get(VocabularyTable.TIME, {}).items():
            times[name].update(_words(words))
    heard = [*verbs, *(word for words in licensers.values() for word in words)]
    return Vocabulary(
        verbs={word: frozenset(names) for word, names in verbs.items()},
        acts=frozenset(word for word, names in verbs.items() if "act" in names),
        acts_on=frozenset(word for word, names in verbs.items() if "act_on" in names),
        licensers=licensers,
        phrasal=frozenset(word.partition("_")[0] for word in heard if "_" in word),
        absorbed=absorbed,
        events_when=events_when,
        events=frozenset(events),
        measures=frozenset(measures),
        future=frozenset(times[TimeFrame.FUTURE]),
        past=frozenset(times[TimeFrame.PAST]),
        lasting=frozenset(times[TimeFrame.LASTING]),
    )


def _words(text: str) -> Iterable[str]:
    """The words of `text`, interned as those of texts are."""
    return map(intern, text.split())

"""What the word at the head of a clause may mean: axes of meaning with two poles, read from senses.toml."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from service.language.lexicon import load_lexicon
from service.language.semantics.lemmas import lemma as stem
from service.language.semantics.semantic_lexicon import semantic_lexicon
from service.language.semantics.small import small
from service.language.tags import PARTICIPLE

EventClass = str  # the name of an axis and its pole: "approve+", "approve-"

PLAN_EVENTS = frozenset(("fail", "postpone", "go_ahead"))  # may become of whatever is spoken of
_REACH = 10  # words behind a head in which its pattern is looked for
_GAP = 6  # words between two words of a pattern
_CARRIED = 5  # words from a light verb to the noun that it carries
_STOPS = frozenset(".;:?!\n")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that follow the head in this order, and the sense that they give it."""

    rest: tuple[str, ...]
    event_class: EventClass
    passive: bool = False  # only of those to whom it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClasses:
    """Patterns by the stem of their verb, senses by the stem of an event noun, and the examples of each sense.

    `asides` are words that tell it anywhere in a sentence, `families` axes that are looked for together; on `free`
    axes the object tells nothing, on `new` ones it may be whom nobody knew, on `passing` ones the opposite tells
    nothing at another time; `implied_by` leads from an axis to what it implies.
    """

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[EventClass, ...]]
    examples: Mapping[EventClass, tuple[str, ...]]
    families: Mapping[str, str]
    free: frozenset[str]
    new: frozenset[str]
    passing: frozenset[str]
    implied_by: Mapping[str, tuple[EventClass, ...]]
    asides: Mapping[str, tuple[Pattern, ...]]


@cache
def event_classes() -> EventClasses:
    """The senses of senses.toml, read once."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        files("service.language").joinpath("data", "en", "event_classes.toml").read_text(encoding="utf-8")
    )
    verbs: defaultdict[str, list[Pattern]] = defaultdict(list)
    nouns: defaultdict[str, list[EventClass]] = defaultdict(list)
    for name, table in tables.items():
        for pole, prefix in (("+", ""), ("-", "un")):
            _add_groups(verbs, nouns, name + pole, table.get(f"{prefix}group", ""))
            for phrase in _phrases(table.get("undone" if prefix else "done", "")):
                _add(verbs, phrase, name + pole)
            for noun in table.get(f"{prefix}nouns", "").split():
                _add_noun(nouns, noun, name + pole)
    asides: defaultdict[str, list[Pattern]] = defaultdict(list)
    for name, table in tables.items():
        for phrase in _phrases(table.get("asides", "")):
            _add(asides, phrase, name + "+")
    return EventClasses(
        asides={word: tuple(patterns) for word, patterns in asides.items()},
        verbs={verb: tuple(patterns) for verb, patterns in verbs.items()},
        nouns={noun: tuple(found) for noun, found in nouns.items()},
        examples={
            name + pole: tuple(table[key])
            for name, table in tables.items()
            for key, pole in (("yes", "+"), ("no", "-"))
            if key in table
        },
        families={name: table.get("family", name) for name, table in tables.items()},
        implied_by=_implied_by(tables),
        passing=frozenset(name for name, table in tables.items() if table.get("passing")),
        new=frozenset(name for name, table in tables.items() if table.get("new")),
        free=frozenset(name for name, table in tables.items() if table.get("free")),
    )


def _implied_by(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[EventClass, ...]]:
    found: defaultdict[str, list[EventClass]] = defaultdict(list)
    for name, table in tables.items():
        for other in table.get("implied_by", "").split():
            found[other].append(name + "+")
    return {name: tuple(found) for name, found in found.items()}


def _phrases(listed: str) -> list[str]:
    return [phrase.strip() for phrase in listed.replace("\n", " ").split(",") if phrase.strip()]


def _add(verbs: dict[str, list[Pattern]], phrase: str, event_class: EventClass) -> None:
    auxiliary, *behind = phrase.split()
    passive = auxiliary in small("passive_auxiliaries") and bool(behind) and _is_participle(behind[0])
    first, *rest = map(stem, behind if passive else [auxiliary, *behind])  # a passive is met at its participle
    pattern = Pattern(tuple(rest), event_class, passive)
    if pattern not in verbs[first]:
        verbs[first].append(pattern)


def _is_participle(low: str) -> bool:
    return PARTICIPLE in load_lexicon().tags[low]


def _add_noun(nouns: dict[str, list[EventClass]], noun: str, event_class: EventClass) -> None:
    if event_class not in nouns[stem(noun)]:
        nouns[stem(noun)].append(event_class)


def _add_groups(
    verbs: dict[str, list[Pattern]], nouns: dict[str, list[EventClass]], event_class: EventClass, names: str
) -> None:
    """The verbs and nouns that identity holds for one event."""
    wanted = set(names.split())
    for verb, groups in semantic_lexicon().verbs.items():
        if wanted & set(groups):
            first, *rest = verb.split()
            pattern = Pattern(tuple(map(stem, rest)), event_class)
            if pattern not in verbs[first]:
                verbs[first].append(pattern)
    for noun, groups in semantic_lexicon().event_nouns.items():
        if wanted & set(groups):
            _add_noun(nouns, noun, event_class)


def of_verb(stems: Sequence[str], head: int, *, passive: bool = False) -> tuple[tuple[EventClass, ...], frozenset[int]]:
    """The senses of the verb at `head`, by the longest pattern that its following words fill, and their places."""
    found = _by_pattern(stems, head, passive)
    if stems[head] in semantic_lexicon().light or stems[head] in small("carriers"):
        found |= {
            event_class: places for event_class, places in _carried(stems, head).items() if event_class not in found
        }
    longest = max(map(len, found.values()), default=0)
    used = frozenset(place for places in found.values() if len(places) == longest for place in places)
    tied = all(stems[place] in small("ties") for place in used)  # "climb to" is climbing all the same
    kept = [event_class for event_class, places in found.items() if used.issuperset(places) and (places or tied)]
    return tuple(kept), used


def _by_pattern(stems: Sequence[str], head: int, passive: bool) -> dict[EventClass, tuple[int, ...]]:
    """The event classes whose patterns are filled, each with the places of its longest pattern."""
    found: dict[EventClass, tuple[int, ...]] = {}
    near = {*stems[head + 1 : head + _REACH]}
    for pattern in event_classes().verbs.get(stems[head], ()):
        if (pattern.passive and not passive) or not near.issuperset(pattern.rest):
            continue
        places = _filled(stems, head, pattern.rest)
        if places is not None and len(places) >= len(found.get(pattern.event_class, ())):
            found[pattern.event_class] = places
    return found


def _filled(stems: Sequence[str], head: int, rest: Sequence[str]) -> tuple[int, ...] | None:
    """The places behind the head where the words of `rest` stand in order; None where they do not."""
    places: list[int] = []
    at, last = head, min(len(stems), head + _REACH)
    for word in rest:
        gap = _GAP
        if word in small("bound"):  # "hold … on Wednesday" is not "hold on"
            gap = 0 if len(rest) == 1 else 2 if at > head else _GAP
        end = min(last, at + gap + 2)
        place = next((near for near in range(at + 1, end) if stems[near] == word or stems[near] in _STOPS), None)
        if place is None or stems[place] in _STOPS:
            return None
        places.append(place)
        at = place
    return tuple(places)


def _carried(stems: Sequence[str], head: int) -> dict[EventClass, tuple[int, ...]]:
    """The senses of the noun that a light verb carries ("hold a vote on", "give its approval"), and its place."""
    for at in range(head + 1, min(len(stems), head + _CARRIED + 1)):
        if stems[at] in _STOPS or stems[at] in small("carried_ends"):
            break
        if stems[at] in event_classes().nouns and not (at + 1 < len(stems) and stems[at + 1] in event_classes().nouns):
            return dict.fromkeys(event_classes().nouns[stems[at]], (at,))
    return {}


def of_asides(stems: Sequence[str], first: int, last: int) -> tuple[EventClass, ...]:
    """What the words of [first, last) tell in passing, or deny ("far from climbing to ten")."""
    found: list[EventClass] = []
    for at in range(first, last):
        if at + 2 < last and stems[at] in small("denials") and stems[at + 1] in small("denial_ties"):
            found += [opposite(event_class) for event_class in of_verb(stems, at + 2)[0]]
        for pattern in event_classes().asides.get(stems[at], ()):
            places = _filled(stems, at, pattern.rest)
            if places is not None and places[-1] <= at + 3 and places[-1] < last:
                found.append(pattern.event_class)
    return tuple(dict.fromkeys(found))


def of_noun(word: str) -> tuple[EventClass, ...]:
    """The senses of an event noun, by its stem."""
    return event_classes().nouns.get(word, ())


def implied(found: Iterable[EventClass]) -> list[EventClass]:
    """What else has happened where these have: who won has played."""
    return [more for event_class in found for more in event_classes().implied_by.get(class_of(event_class), ())]


def class_of(one: EventClass) -> str:
    """The axis that a sense lies on."""
    return one[:-1]


def opposite(one: EventClass) -> EventClass:
    """The other pole of its axis."""
    return one[:-1] + ("-" if one[-1] == "+" else "+")

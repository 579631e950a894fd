"""`CandidateQuery`: what is looked for on a claim's behalf."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from service.domain.candidates.keys import Key, key_of
from service.domain.candidates.passage import Passage
from service.language import (
    PLAN_EVENTS,
    EventClass,
    Name,
    Proposition,
    class_of,
    classes_of,
    event_classes,
    expressions_of,
    lemma,
    opposite,
    word_family,
)

_STEM = "="  # begins the class of an event that is known by its stem alone


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateQuery:
    """What a claim's candidates have in common with it.

    `event` are stems of its own event, `classes` what it may be with their opposites, `expressions` stems that tell
    those, `families` what is looked for with them. `names` are those of its clause, `near` others of its sentence,
    by their keys; `things` stems of its clause, `nouns` of the rest of its sentence. `keys` are its article's, and
    `own` the passages of that, which are no candidates.
    """

    said_on: date
    due: date | None
    event: frozenset[str]
    classes: frozenset[EventClass]
    expressions: frozenset[str]
    families: frozenset[str]
    names: Mapping[Key, Name]
    near: Mapping[Key, Name]
    things: frozenset[str]
    nouns: frozenset[str]
    keys: tuple[Key, ...]
    own: tuple[Passage, ...]


def wanted(
    *,
    head: str | None,
    said_on: date,
    due: date | None,
    proposition: Proposition | None,
    sentence: Passage,
    keys: Sequence[Key],
    own: Sequence[Passage],
) -> CandidateQuery:
    """What is wanted for a claim that stands in `sentence`; `proposition` is what it says, where that is known."""
    event = _event(head, proposition)
    classes = _classes(event, proposition)
    both = frozenset((*classes, *map(opposite, classes)))
    named = _named(proposition) if proposition else sentence.names
    stems = frozenset(map(lemma, sentence.words)) - event
    things = frozenset(_things(proposition)) - event if proposition else stems
    names = {key_of(name): name for name in named}
    return CandidateQuery(
        said_on=said_on,
        due=due,
        event=event,
        classes=both,
        expressions=frozenset[str]().union(*map(expressions_of, both)),
        families=families_of(classes),
        names=names,
        near={key: name for name in sentence.names if (key := key_of(name)) not in names},
        things=things,
        nouns=stems - things,
        keys=tuple(dict.fromkeys((*names, *keys))),
        own=tuple(own),
    )


def families_of(classes: Iterable[EventClass]) -> frozenset[str]:
    """The families of event classes; of a bare stem none."""
    table = event_classes().families
    return frozenset(table[class_of(one)] for one in classes if class_of(one) in table)


@cache
def plan_expressions() -> frozenset[str]:
    """The stems that tell what became of any plan."""
    return frozenset[str]().union(*(expressions_of(name + pole) for name in PLAN_EVENTS for pole in "+-"))


def _event(head: str | None, proposition: Proposition | None) -> frozenset[str]:
    if head:
        return word_family(head.lower())
    return frozenset((proposition.head,)) if proposition else frozenset()


def _classes(event: Iterable[str], proposition: Proposition | None) -> list[EventClass]:
    known = [one for one in proposition.classes if not one.startswith(_STEM)] if proposition else []
    return known or [one for stem in sorted(event) for one in classes_of(stem)]


def _named(proposition: Proposition) -> tuple[Name, ...]:
    return (*proposition.agents, *proposition.patients, *proposition.others)


def _things(proposition: Proposition) -> tuple[str, ...]:
    return (*proposition.patient_terms, *proposition.about, *proposition.agent_nouns)

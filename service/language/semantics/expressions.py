"""Which single words tell of an event class, whatever stands beside them: of "sign+" sign, initial, signature."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from service.language.semantics.event_classes import EventClass, event_classes


def expressions_of(event_class: EventClass) -> frozenset[str]:
    """The stems that tell it by themselves; those that need another word or the passive
    ("put off", "be held") are left out."""
    return _by_class().get(event_class, frozenset())


def classes_of(stem: str) -> tuple[EventClass, ...]:
    """The event classes that a stem may tell by itself, as a verb or as a noun."""
    verbs = (
        pattern.event_class
        for pattern in event_classes().verbs.get(stem, ())
        if not pattern.rest and not pattern.passive
    )
    return tuple(dict.fromkeys((*verbs, *event_classes().nouns.get(stem, ()))))


@cache
def _by_class() -> Mapping[EventClass, frozenset[str]]:
    found: defaultdict[EventClass, set[str]] = defaultdict(set)
    for stem in {*event_classes().verbs, *event_classes().nouns}:
        for event_class in classes_of(stem):
            found[event_class].add(stem)
    return {event_class: frozenset(stems) for event_class, stems in found.items()}

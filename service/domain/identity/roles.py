"""Who takes part and in what, as identity compares it."""

from collections.abc import Iterable
from dataclasses import replace

from service.language import Proposition, has_trait
from service.language.semantics.words import words


def settled(one: Proposition) -> Proposition:
    """The proposition with all who meet as its agents, capitals as their countries, and nouns by their synonyms."""
    agents, patients = one.agents, one.patients
    if any(has_trait(group, "symmetric") for group in one.groups):
        agents, patients = (*agents, *patients), ()
    return replace(
        one,
        agents=tuple(dict.fromkeys(words().capitals.get(name, name) for name in agents)),
        patients=patients,
        agent_nouns=_groups(one.agent_nouns),
        patient_nouns=_groups(one.patient_nouns),
        topic_nouns=_groups(one.topic_nouns),
        circumstances=tuple((low, words().nouns.get(stem, stem)) for low, stem in one.circumstances),
        quantities=tuple((value, words().nouns.get(unit, unit)) for value, unit in one.quantities),
    )


def _groups(stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words().nouns.get(stem, stem) for stem in stems))

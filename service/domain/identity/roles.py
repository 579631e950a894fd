"""Who takes part and in what, as identity compares it."""

from collections.abc import Iterable
from dataclasses import replace

from service.language import Proposition, has_trait, semantic_lexicon

_MOST = 512  # propositions: one is compared with dozens in a row
_recent: dict[int, tuple[Proposition, Proposition]] = {}  # by identity, which is sure while the first is held


def settled(one: Proposition) -> Proposition:
    """The proposition with all who meet as its agents, capitals as their countries, and nouns by their synonyms.

    "Abara's album will be released" is Abara's doing: whose thing suffers acts.
    """
    known = _recent.get(id(one))
    if known is not None and known[0] is one:
        return known[1]
    found = _settled(one)
    if len(_recent) >= _MOST:
        _recent.clear()
    _recent[id(one)] = (one, found)
    return found


def _settled(one: Proposition) -> Proposition:
    agents, patients = (*one.owners, *one.agents), one.patients
    if any(has_trait(group, "symmetric") for group in one.groups):
        agents, patients = (*agents, *patients), ()
    return replace(
        one,
        agents=tuple(dict.fromkeys(semantic_lexicon().capitals.get(name, name) for name in agents)),
        patients=patients,
        others=tuple(name for name in one.others if name not in one.owners),
        agent_nouns=_groups(one.agent_nouns),
        patient_nouns=_groups(one.patient_nouns),
        topic_nouns=_groups(one.topic_nouns),
        circumstances=tuple((low, semantic_lexicon().nouns.get(stem, stem)) for low, stem in one.circumstances),
        quantities=tuple((value, semantic_lexicon().nouns.get(unit, unit)) for value, unit in one.quantities),
    )


def _groups(stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(semantic_lexicon().nouns.get(stem, stem) for stem in stems))

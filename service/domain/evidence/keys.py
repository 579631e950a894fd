"""The keys under which a claim and a result that may decide it are brought together."""

from collections.abc import Iterator

from service.domain.evidence.names import is_common
from service.domain.frames import frame_keys
from service.domain.names import short_form
from service.language import EventFeature, Name, Proposition, class_of, event_classes

MOST_KEYS = 24  # with those of frames
_MOST_OWN = 12
_FAMILIES = 4
_PLAN_EVENT = "befall"  # the family of what may become of any plan; the word stands in stored keys


def search_keys(proposition: Proposition) -> tuple[str, ...]:
    """At most `MOST_KEYS` keys, each what may have happened with a name, the most telling first.

    `score` finds nothing between propositions that share no key.
    """
    return (*frame_keys(proposition), *_own_keys(proposition))


def _own_keys(proposition: Proposition) -> tuple[str, ...]:
    families = _families(proposition)
    if not families:
        return ()
    names: dict[str, None] = {}
    for name in _names(proposition):  # which are many
        names[short_form(name)] = None
        if len(names) == _MOST_OWN // len(families):
            break
    return tuple(f"{family}|{name}" for name in names for family in families)


def _families(proposition: Proposition) -> list[str]:
    """The families of its event classes; a claim has that of plan events besides."""
    table = event_classes().families
    every = (*proposition.classes, *proposition.asides)
    known = [sense for sense in every if sense[0] != "="] or every
    found = [table.get(class_of(sense), class_of(sense)) for sense in known]
    if EventFeature.TALLY in proposition.features:
        found.insert(0, table["vote"])
    planned = _PLAN_EVENT in found or EventFeature.STATED in proposition.features
    found = [family for family in dict.fromkeys(found) if family != _PLAN_EVENT]
    return [*found[: _FAMILIES - planned], *([_PLAN_EVENT] if planned else [])]


def _names(proposition: Proposition) -> Iterator[Name]:
    explicit = [*proposition.patients, *proposition.agents, *proposition.others]
    around = [*proposition.sentence_entities, *proposition.pronoun_candidates, *proposition.article_entities]
    for names in (explicit, around):
        yield from (name for name in names if not is_common(name))
        yield from (name for name in names if is_common(name) and names is explicit)
    yield from (name for name in around if is_common(name))

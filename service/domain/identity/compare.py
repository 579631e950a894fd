"""Whether two statements state the same outcome, and why. A wrong merge is worse than a missed one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.domain.identity.dates import compare_dates
from service.domain.identity.index import index_keys
from service.domain.identity.roles import settled
from service.language import EventFeature, Name, Proposition, noun, same_amounts, same_name, semantic_lexicon

_MONTH = 31  # days
ENOUGH = 4  # points of agreement; see the points given below


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two statements state the same outcome: the reasons, for people to read, and their weight in points."""

    matched_by: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class MatchFeature:
    """What one comparison found: agreement worth `points`, with its reason; none of either where there is nothing."""

    points: int = 0
    reason: str = ""


_NOTHING = MatchFeature()


def same_outcome(one: Proposition, other: Proposition) -> Match | None:
    """The match where both state the same outcome, else None. Symmetric.

    Any contradiction (another actor, object, number, ordinal, place or day, a swap of roles) prevents it; so does
    too little agreement.
    """
    if not _same_kind(one, other):
        return None
    one, other = settled(one), settled(other)
    findings: list[MatchFeature] = []
    for compare in _COMPARISONS:
        finding = compare(one, other)
        if finding is None:
            return None
        findings.append(finding)
    dates = compare_dates(one.window, other.window)
    points = sum(finding.points for finding in findings) + (dates.points if dates else 0)
    if dates is None or points < ENOUGH or not _rounded(one, other, dates.points):
        return None
    if set(index_keys(one)).isdisjoint(index_keys(other)):
        return None
    reasons = [finding.reason for finding in findings if finding.reason]
    return Match(matched_by=(*reasons, *([dates.reason] if dates.reason else [])), points=points)


def same_but(one: Proposition, other: Proposition, *, amounts: bool) -> bool:
    """Whether both state the same outcome but for its day, or, with `amounts`, but for its figure. Symmetric.

    Stricter than `same_outcome`: who and what must both be told, in the same names or words.
    """
    if not _same_kind(one, other):
        return False
    one, other = settled(one), settled(other)
    findings = [compare(one, other) for compare in _COMPARISONS if not (amounts and compare is _amounts)]
    found = [finding for finding in findings if finding is not None]
    points = sum(finding.points for finding in found)
    return len(found) == len(findings) and points >= ENOUGH - 1 and _who_and_what(one, other)


def _who_and_what(one: Proposition, other: Proposition) -> bool:
    named = _any_named(one.agents, other.agents)
    things = {*one.patient_nouns, *one.topic_nouns} & {*other.patient_nouns, *other.topic_nouns}
    what = bool(things) or _any_named((*one.patients, *one.others), (*other.patients, *other.others))
    return named and (what or not (_tells_thing(one) or _tells_thing(other)))


def _tells_thing(one: Proposition) -> bool:
    return bool(one.patients or one.patient_nouns or one.others or one.topic_nouns)


def _same_kind(one: Proposition, other: Proposition) -> bool:
    said = (one.polarity, one.demand, one.conditional) == (other.polarity, other.demand, other.conditional)
    return said and not set(one.groups).isdisjoint(other.groups)


def _events(one: Proposition, other: Proposition) -> MatchFeature | None:
    shared = [event for event in one.groups if event in other.groups]
    return MatchFeature(0, f"event: {shared[0].replace('_', ' ')}")


def _agents(one: Proposition, other: Proposition) -> MatchFeature | None:
    """The same actors, all of them; one side may leave them out, not hide them behind a pronoun."""
    if EventFeature.UNKNOWN_AGENT in (*one.features, *other.features):
        return None
    if not _acts(one) or not _acts(other):
        return _NOTHING
    mine, its = _without_words(one, other), _without_words(other, one)
    if _other_names(mine, its, one, other) or _bare_words(one, other) != _bare_words(other, one):
        return None
    if mine or its:
        return MatchFeature(2 + (len(mine) > 1), f"actors: {_shown(mine or its)}")
    if one.setting and other.setting and not _same_setting(one, other):
        return None  # governments and central banks of two countries
    return MatchFeature(1, f"actors: {' '.join(one.agent_nouns)}")


def _other_names(mine: list[Name], its: list[Name], one: Proposition, other: Proposition) -> bool:
    """Whether an actor of one side is nowhere on the other; an actor may stand in "the nurses of", "the nurses at"."""
    if mine and its and not _any_named(mine, its):
        return True
    if bool(mine) != bool(its) and not _bare_words(one, other):
        return True
    return not _all_named(mine, (*its, *other.others)) or not _all_named(its, (*mine, *one.others))


def _without_words(one: Proposition, other: Proposition) -> list[Name]:
    """The names of the actors without words that only begin a sentence ("Train drivers"), as the other side shows."""
    return [name for name in one.agents if noun(name) not in other.agent_nouns]


def _bare_words(one: Proposition, other: Proposition) -> set[str]:
    return {*one.agent_nouns, *(noun(name) for name in one.agents if noun(name) in other.agent_nouns)}


def _same_setting(one: Proposition, other: Proposition) -> bool:
    return bool(one.setting) and one.setting[:1] == other.setting[:1]


def _acts(terms: Proposition) -> bool:
    return bool(terms.agents or terms.agent_nouns)


def _things(one: Proposition, other: Proposition) -> MatchFeature | None:
    """Other names: none swaps its role, and what one side names alone, the other must not replace."""
    if _swap_roles(one, other):
        return None
    mine, its = (*one.patients, *one.others), (*other.patients, *other.others)
    shared = [name for name in mine if any(same_name(name, its_name) for its_name in its)]
    alone = _left(mine, (*its, *other.agents)), _left(its, (*mine, *one.agents))
    if all(alone) or (any(alone) and not shared and not _same_precise_due(one, other)):
        return None
    if (_left(one.patients, its) or _left(other.patients, mine)) and not _same_due(one, other):
        return None
    return MatchFeature(1 + min(len(shared), 2), f"names: {_shown(shared)}") if shared else _NOTHING


def _swap_roles(one: Proposition, other: Proposition) -> bool:
    """Whether who acts in one suffers in the other, and not the same act in both."""
    swapped = _any_named(one.agents, other.patients) or _any_named(one.patients, other.agents)
    return swapped and not _any_named(one.agents, other.agents)


def _once(one: Proposition, other: Proposition) -> MatchFeature | None:
    """What somebody does once needs no object to be the same."""
    once = any("once" in semantic_lexicon().traits.get(event, ()) for event in one.groups if event in other.groups)
    return MatchFeature(1) if once else _NOTHING


def _left(names: Sequence[Name], its: Sequence[Name]) -> list[Name]:
    return [name for name in names if not any(same_name(name, other) for other in its)]


def _objects(one: Proposition, other: Proposition) -> MatchFeature | None:
    """The same thing: its main noun and nothing that contradicts among its other words."""
    mine, its = {*one.patient_nouns, *one.topic_nouns}, {*other.patient_nouns, *other.topic_nouns}
    shared = mine & its
    if _contradict(one.patient_nouns[-1:], its, other.patient_nouns[-1:], mine) or (mine - its and its - mine):
        return None
    if not shared and (_named_for_words(one, other) or _named_for_words(other, one)):
        return None
    if bool(mine) != bool(its) and not (_named_alike(one, other) and _same_due(one, other)):
        return None
    return MatchFeature(min(len(shared), 2), f"object: {' '.join(sorted(shared))}") if shared else _NOTHING


def _contradict(my_main: Sequence[str], its: set[str], its_main: Sequence[str], mine: set[str]) -> bool:
    """Whether both have a main noun, and neither's is among the other's words."""
    return bool(my_main and its_main) and its.isdisjoint(my_main) and mine.isdisjoint(its_main)


def _named_for_words(one: Proposition, other: Proposition) -> bool:
    """Whether one side names what the other only describes ("Rossi will be sworn in", "ministers will be")."""
    return bool(other.patient_nouns) and bool(_left(one.patients, (*other.patients, *other.others)))


def _named_alike(one: Proposition, other: Proposition) -> bool:
    return _any_named((*one.patients, *one.others), (*other.patients, *other.others)) or len(one.agents) > 1


def _same_due(one: Proposition, other: Proposition) -> bool:
    return one.window.due is not None and one.window.due == other.window.due


def _same_precise_due(one: Proposition, other: Proposition) -> bool:
    return _same_due(one, other) and min(one.window.days, other.window.days) <= _MONTH


def _places(one: Proposition, other: Proposition) -> MatchFeature | None:
    """Words behind the same preposition that have nothing in common contradict."""
    shared: set[str] = set()
    for low in {low for low, _ in one.circumstances} & {low for low, _ in other.circumstances}:
        mine, its = ({word for its_low, word in side.circumstances if its_low == low} for side in (one, other))
        if mine.isdisjoint(its):
            return None
        shared |= mine & its
    return MatchFeature(1, f"circumstances: {' '.join(sorted(shared))}") if shared else _NOTHING


def _amounts(one: Proposition, other: Proposition) -> MatchFeature | None:
    same = same_amounts(one.quantities, other.quantities)
    if same is None:
        return _NOTHING
    shown = ", ".join(f"{value:g} {unit}" for value, unit in one.quantities)
    return MatchFeature(2, f"amount: {shown}") if same else None


def _which(one: Proposition, other: Proposition) -> MatchFeature | None:
    """First and second, part and whole are two; an ordinal on one side only needs the same day."""
    if one.parts != other.parts:
        return None
    if set(one.ordinals) == set(other.ordinals):
        return MatchFeature(1, f"which: {' '.join(one.ordinals)}") if one.ordinals else _NOTHING
    return _NOTHING if (not one.ordinals or not other.ordinals) and _same_due(one, other) else None


_COMPARISONS: tuple[Callable[[Proposition, Proposition], MatchFeature | None], ...] = (
    _events,
    _agents,
    _things,
    _objects,
    _places,
    _amounts,
    _which,
    _once,
)


def _rounded(one: Proposition, other: Proposition, in_time: int) -> bool:
    """Whether enough sides of the event agree: who, and what or when."""
    who = _any_named(one.agents, (*other.agents, *other.others)) or _any_named(one.others, other.agents)
    named = _any_named((*one.patients, *one.others), (*other.patients, *other.others))
    what = named or bool({*one.patient_nouns, *one.topic_nouns} & {*other.patient_nouns, *other.topic_nouns})
    if who:
        return what or in_time > 0
    return (named or _same_setting(one, other)) and what and in_time > 0


def _all_named(names: Iterable[Name], others: Sequence[Name]) -> bool:
    return all(any(same_name(name, other) for other in others) for name in names)


def _any_named(names: Iterable[Name], others: Sequence[Name]) -> bool:
    return any(same_name(name, other) for name in names for other in others)


def _shown(names: Iterable[Name]) -> str:
    return ", ".join(name.title() for name in names)

"""Whether one article states an outcome again: in its headline, its lead, and a quotation. Pure."""

from collections.abc import Sequence

from service.domain.identity.compare import ENOUGH, Match
from service.domain.identity.dates import compare_dates
from service.language import EventFeature, Name, Proposition, same_amounts, same_name, shared_nouns


def retold(one: Proposition, other: Proposition) -> Match | None:
    """The match where the second of two statements of one article only states the first again, else None.

    A pronoun may mean whom the other names, and one may leave out what the other tells. Nothing may contradict; who
    acts must be the same, and the thing, or the day where one tells no thing.
    """
    dates = compare_dates(one.window, other.window)
    if dates is None or set(one.groups).isdisjoint(other.groups) or _contradict(one, other):
        return None
    who = _actors(one, other)
    things = _shared(one.patients, other.patients) or _same_main(one.patient_nouns, other.patient_nouns)
    if not (who or _leaves_open(one, other)):
        return None
    if not (things or (who and dates.points and _tells_no_thing(one, other))):
        return None
    told = (("actors: ", _shown(who)), ("object: ", _shown(things)), ("", dates.reason))
    reasons = (name + words for name, words in told if words)
    return Match(matched_by=("same article", f"event: {one.expression}", *reasons), points=ENOUGH)


def _contradict(one: Proposition, other: Proposition) -> bool:
    said = (one.polarity, one.demand, one.conditional) == (other.polarity, other.demand, other.conditional)
    same_which = set(one.ordinals) == set(other.ordinals) and one.parts == other.parts
    if not (said and same_which) or same_amounts(one.quantities, other.quantities) is False:
        return True
    if _differ(_acting(one), _acting(other)) or _differ(one.patients, other.patients):
        return True
    if _differ_in_nouns(one.agent_nouns, other.agent_nouns) and not _shared(_acting(one), _acting(other)):
        return True
    return _differ(one.others, other.others) or _differ_in_nouns(one.patient_nouns, other.patient_nouns)


def _actors(one: Proposition, other: Proposition) -> list[str]:
    """Who acts in both: by name, or by the main noun."""
    return _who(one, other) or _who(other, one) or _same_main(one.agent_nouns, other.agent_nouns)


def _who(one: Proposition, other: Proposition) -> list[Name]:
    """Those who act in one, and act in the other or own what does: "Norvik", "the Norvik council"."""
    return _shared(_acting(one), (*_acting(other), *other.others))


def _acting(one: Proposition) -> tuple[Name, ...]:
    return (*one.owners, *one.agents)


def _differ(mine: Sequence[Name], its: Sequence[Name]) -> bool:
    """Whether both name somebody, and one of them somebody whom the other does not."""
    return bool(mine and its) and len(_shared(mine, its)) < max(len(set(mine)), len(set(its)))


def _differ_in_nouns(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether both have a main noun, and it is not the same."""
    return bool(mine and its) and not _same_main(mine, its)


def _shared(mine: Sequence[Name], its: Sequence[Name]) -> list[Name]:
    return [name for name in dict.fromkeys(mine) if any(same_name(name, other) for other in its)]


def _same_main(mine: Sequence[str], its: Sequence[str]) -> list[str]:
    """The main noun of both, which stands last."""
    return [one for one, _ in shared_nouns(mine[-1:], its[-1:])]


def _tells_no_thing(one: Proposition, other: Proposition) -> bool:
    return any(not (side.patients or side.patient_nouns) for side in (one, other))


def _leaves_open(one: Proposition, other: Proposition) -> bool:
    """Whether one of them names nobody who acts, or only by a pronoun."""
    return any(not (_acting(side) or side.agent_nouns) for side in (one, other)) or any(
        EventFeature.PRONOUN in side.features for side in (one, other)
    )


def _shown(words: Sequence[str]) -> str:
    return ", ".join(word.title() for word in words)

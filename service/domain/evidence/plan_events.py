"""Whether what became of some plan, or is told in passing, is told of the claim's event."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service.domain.evidence.agents import acting
from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.names import is_common, shared
from service.domain.evidence.wording import shown
from service.language import EventFeature, Name, Proposition, of_noun, shared_nouns, small


class _Nouns(NamedTuple):
    """What of the claim the result's nouns name: its event, nouns of both, and any plan, where the claim is one."""

    events: list[str]
    pairs: list[tuple[str, str]]
    plans: list[str]


def compare_plans(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """How far what was called off, put off or carried out is the claim's event; None where it is another's."""
    direct = _direct_nouns(result)
    whose = (*result.patients, *result.others, *(() if direct else result.agents))  # anybody may call it off
    mine = (*claim.patients, *claim.agents, *claim.others)
    if _are_strange(whose, (*claim.article_entities, *mine)):
        return None
    nouns = _compare_nouns(claim, (*(direct or result.agent_nouns), *result.about))
    given_up = bool(shared(claim.patients, result.patients) and shared(acting(claim), result.agents))
    if not (any(nouns) or given_up or _itself(claim, result)):
        return None
    hit = _shared_names(mine, (*whose, *result.agents), result)
    return _score(nouns, hit, given_up, claim, result)


def _score(
    nouns: _Nouns, hit: Sequence[Name], given_up: bool, claim: Proposition, result: Proposition
) -> ScoreFeature | None:
    told = _told(nouns, claim, result)
    if not all(map(is_common, hit)):
        return ScoreFeature(0.35 if given_up else 0.3, f"of what: {told or shown(hit)}, {shown(hit)}", anchors=2)
    if not (nouns.events or nouns.pairs) or not all(map(is_common, claim.patients)):
        return None  # or the claim names what the result leaves open
    points = (0.25 if nouns.events else 0.15) + 0.05 * min(len(nouns.pairs), 2)
    return ScoreFeature(points, f"of what: {told}", anchors=1 + (len(nouns.pairs) > 1))


def _compare_nouns(claim: Proposition, target: Sequence[str]) -> _Nouns:
    events = [word for word in target if _names_event(word, claim)]
    pairs = shared_nouns((*claim.patient_terms, *claim.agent_nouns, *claim.about), target)
    dealt = not small("deals").isdisjoint(claim.classes)
    return _Nouns(events, pairs, [word for word in target if dealt and word in small("plans")])


def _told(nouns: _Nouns, claim: Proposition, result: Proposition) -> str:
    words = [*map(result.word, nouns.events), *(claim.word(one) for one, _ in nouns.pairs)]
    return ", ".join(dict.fromkeys([*words, *map(result.word, nouns.plans)]))


def _direct_nouns(result: Proposition) -> tuple[str, ...]:
    """The nouns of what something became of; of what a pronoun may mean, where only that is told."""
    if result.patient_terms or result.patients:
        return (*result.patient_terms, *result.antecedents)
    return result.antecedents


def _are_strange(names: Iterable[Name], known: Sequence[Name]) -> bool:
    """Whether one of the names is unknown to the claim's article."""
    return any(not is_common(name) and not shared([name], known) for name in names)


def _shared_names(mine: Sequence[Name], names: Sequence[Name], result: Proposition) -> list[Name]:
    hit = shared(mine, names) or shared(mine, result.sentence_entities)
    return hit or (shared(mine, result.pronoun_candidates) if EventFeature.OBJECT_PRONOUN in result.features else [])


def _names_event(word: str, claim: Proposition) -> bool:
    """Whether a noun is the name of what the claim tells: "the signing", "the launch"."""
    return not {*of_noun(word), f"={word}+"}.isdisjoint(claim.classes)


def _itself(claim: Proposition, result: Proposition) -> bool:
    """ "The games were called off": what was to take place is named."""
    alone = not claim.patients and not claim.patient_terms and result.expression.split()[0] not in small("of_people")
    return alone and bool(shared(claim.agents, result.patients or result.agents))


def compare_asides(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """How far a sentence that tells it in passing speaks of those of the claim."""
    names = (*result.patients, *result.agents, *result.others, *result.sentence_entities)
    mine = (*acting(claim), *claim.patients)
    hit = [name for name in shared(mine, names) if not is_common(name)]
    if hit:
        return ScoreFeature(0.25, f"of whom: {shown(hit)}", anchors=2)
    if mine:
        return None
    pairs = shared_nouns(
        (*claim.patient_terms, *claim.agent_nouns),
        (*result.patient_terms, *result.about, *result.agent_nouns, *result.sentence_nouns),
    )
    return ScoreFeature(0.15, f"of what: {claim.word(pairs[0][0])}", anchors=1) if pairs else None

"""Whether what befell some plan, or is told of something in passing, is told of the claim's."""

from service.domain.evidence.agents import acting
from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.names import is_common, shared
from service.domain.evidence.wording import shown
from service.language import Proposition, of_noun, shared_nouns, small


def compare_plans(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """How far what was called off, put off or carried out is the claim's event; None where it is another's."""
    direct = (
        (*result.patient_terms, *result.antecedents) if result.patient_terms or result.patients else result.antecedents
    )
    target = (*(direct or result.agent_nouns), *result.about)
    whose = (*result.patients, *result.others, *(() if direct else result.agents))  # anybody may call it off
    names = (*whose, *result.agents)
    mine = (*claim.patients, *claim.agents, *claim.others)
    hit = shared(mine, names) or shared(mine, result.sentence_entities)
    hit = hit or (shared(mine, result.pronoun_candidates) if "it" in result.features else [])
    events = [word for word in target if _names_event(word, claim)]
    pairs = shared_nouns((*claim.patient_terms, *claim.agent_nouns, *claim.about), target)
    dealt = not small("deals").isdisjoint(claim.classes)
    plans = [word for word in target if word in small("plans")] if dealt else []
    strange = [name for name in whose if not is_common(name) and not shared([name], (*claim.article_entities, *mine))]
    given_up = shared(claim.patients, result.patients) and shared(acting(claim), result.agents)
    if strange or not (events or pairs or plans or given_up or _itself(claim, result)):
        return None
    told = ", ".join(
        dict.fromkeys([*map(result.word, events), *(claim.word(one) for one, _ in pairs), *map(result.word, plans)])
    )
    if any(not is_common(name) for name in hit):
        return ScoreFeature(0.35 if given_up else 0.3, f"of what: {told or shown(hit)}, {shown(hit)}", anchors=2)
    if not (events or pairs):
        return None
    if any(not is_common(name) for name in claim.patients):
        return None  # the claim names what the result leaves open
    points = (0.25 if events else 0.15) + 0.05 * min(len(pairs), 2)
    return ScoreFeature(points, f"of what: {told}", anchors=1 + (len(pairs) > 1))


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

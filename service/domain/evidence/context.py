"""Whether a claim and a result are told of the same places, and in articles of the same affair."""

from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.names import is_common, shared
from service.domain.evidence.wording import shown
from service.language import Proposition


def compare_places(claim: Proposition, result: Proposition) -> ScoreFeature:
    """How far the places agree; another place counts against it."""
    its = (*result.others, *result.sentence_entities, *result.patients, *result.agents)
    hit = shared(claim.others, its)
    if hit:
        held = any(not is_common(name) for name in hit)
        return ScoreFeature(min(0.08 * len(hit), 0.15), f"where: {shown(hit)}", anchors=int(held))
    strange = [name for name in result.others if not is_common(name) and not shared([name], claim.article_entities)]
    if not strange:
        return ScoreFeature(0.0)
    elsewhere = any(not is_common(name) for name in claim.places) and shared(strange, result.places)
    return ScoreFeature(-0.3 if elsewhere else -0.08, f"elsewhere: {shown(strange)}")


def compare_stories(claim: Proposition, result: Proposition) -> ScoreFeature:
    """How many names the two articles share."""
    hit = [name for name in shared(claim.article_entities, result.article_entities) if not is_common(name)]
    if not hit:
        return ScoreFeature(-0.15, "the articles share no name")
    return ScoreFeature(min(0.04 * len(hit), 0.12), f"both articles: {shown(hit[:3])}")

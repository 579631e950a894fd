"""Whether a claim and a result speak of the same thing."""

from collections.abc import Sequence

from service.domain.evidence.agents import acting, is_intransitive, is_vague_subject
from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.names import is_common, shared
from service.domain.evidence.plan_events import compare_asides, compare_plans
from service.domain.evidence.relation import ASIDE, OPPOSITE, PLAN_EVENT, QUANTITY, SAME, Relation
from service.domain.evidence.wording import shown, shown_pairs
from service.language import (
    EventFeature,
    Name,
    Proposition,
    contrary,
    event_classes,
    is_among,
    is_vague,
    lemma,
    same_noun,
    shared_nouns,
    small,
)

_NOVEL, _MOST_NOVEL = 0.04, 0.12
_FURTHER = 0.05
_NEAREST = 4  # names that a pronoun may mean


def compare_patients(claim: Proposition, result: Proposition, relation: Relation) -> ScoreFeature | None:
    """How far the objects agree; None where the result speaks of another."""
    if relation.kind is SAME and (
        _only_a_step(claim, result) or _other_topic(claim, result) or _of_other_kind(claim, result)
    ):
        return None
    if relation.kind is PLAN_EVENT:
        return compare_plans(claim, result)
    if relation.kind is ASIDE:
        return compare_asides(claim, result)
    if relation.event_class in event_classes().free:
        return ScoreFeature(0.1)
    if relation.kind is QUANTITY:
        return None if _foreign(claim, result) else ScoreFeature(0.2, anchors=1)
    return _object(claim, result, relation)


def _object(claim: Proposition, result: Proposition, relation: Relation) -> ScoreFeature | None:
    if is_intransitive(claim):
        return _itself(claim, result, relation)
    if claim.patients:
        return _named(claim, result)
    if relation.event_class in event_classes().new and relation.kind is SAME and _foreign(claim, result):
        return _newcomer(claim, result)
    return _described(claim, result, relation, claim.patient_terms) if claim.patient_terms else _bare(claim, result)


def _newcomer(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """ "name a new coach", "appointed Olaf Brekke as head coach": the part is what both tell."""
    pairs = shared_nouns(claim.patient_terms, (*result.patient_terms, *result.about, *result.sentence_nouns))
    return ScoreFeature(0.2, f"what: {shown_pairs(pairs, claim, result)}", anchors=1) if pairs else None


def _only_a_step(claim: Proposition, result: Proposition) -> bool:
    return EventFeature.INCEPTIVE in result.features or (
        EventFeature.STEP in result.features and EventFeature.STEP not in claim.features
    )


def _of_other_kind(claim: Proposition, result: Proposition) -> bool:
    """ "carry its first cars", "carried its last car" """
    its = set(result.distinctions)
    other = not small("others").isdisjoint(its) and small("others").isdisjoint(claim.distinctions)
    return other or any(its & contrary(word) for word in claim.distinctions if word not in its)


def _other_topic(claim: Proposition, result: Proposition) -> bool:
    """Both say what it is about, and it is not the same: "rule on the pipeline", "ruled on a divorce"."""
    mine, its = (*claim.patient_terms, *claim.about), (*result.patient_terms, *result.about)
    told = bool(claim.about and result.about) and EventFeature.OBJECT_PRONOUN not in claim.features
    if not told or shared_nouns(mine, its) or len(_novel(claim, result)) < len(its):
        return False
    return all(map(is_common, shared((*claim.patients, *claim.others), (*result.patients, *result.others))))


def _itself(claim: Proposition, result: Proposition, relation: Relation) -> ScoreFeature | None:
    """What is to take place, or who is to do it without an object, as subject or object of the result."""
    names, mine = (*result.agents, *result.patients), acting(claim)
    hit = shared(mine, names)
    if hit:
        return ScoreFeature(0.25 if claim.agents else 0.2, f"who: {shown(hit)}", anchors=2 if claim.agents else 1)
    named = [name for name in names if not is_common(name)]
    if claim.agents and named:
        return None
    if EventFeature.PRONOUN in result.features and (meant := shared(mine, result.pronoun_candidates)):
        return ScoreFeature(0.2, f"who: {shown(meant)}, as the text before tells", anchors=1)
    return _itself_described(claim, result, relation, named, mine)


def _itself_described(
    claim: Proposition, result: Proposition, relation: Relation, named: Sequence[Name], mine: Sequence[Name]
) -> ScoreFeature | None:
    if claim.agents and result.agent_nouns and not is_vague_subject(result):
        named = shared(claim.agents, (*result.sentence_entities, *result.others, *result.pronoun_candidates))
        if not named:
            return None
    if claim.agent_nouns:
        return _described_itself(claim, result, relation, named)
    hit = shared(mine, (*result.others, *result.sentence_entities))
    return ScoreFeature(0.15, f"who: {shown(hit)}", anchors=1) if hit and is_vague_subject(result) else None


def _described_itself(
    claim: Proposition, result: Proposition, relation: Relation, named: Sequence[Name]
) -> ScoreFeature | None:
    """What is to take place is told by words; where the result's subject is told by others, it is another thing."""
    if result.agent_nouns and not (
        shared_nouns(claim.agent_nouns, (*result.agent_nouns, *result.patient_terms)) or named
    ):
        vague = all(map(is_vague, (*claim.agent_nouns, *result.agent_nouns)))
        return ScoreFeature(0.0) if vague or is_vague_subject(result) else None
    found = _described(claim, result, relation, claim.agent_nouns), _spoken_of(claim, named)
    return max((one for one in found if one), key=lambda one: one.points, default=None)


def _spoken_of(claim: Proposition, named: Sequence[Name]) -> ScoreFeature | None:
    """The claim describes what the result names, and its article names it too."""
    hit = () if claim.agents else shared(named, (*claim.sentence_entities, *claim.pronoun_candidates))
    return (
        ScoreFeature(0.15, f"what: {shown(hit[:1])}, of which the claim's article speaks", anchors=1) if hit else None
    )


def _named(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    hit = shared(claim.patients, (*result.patients, *result.others, *result.agents))
    if any(not is_common(name) for name in hit):
        kind = shared_nouns(claim.patient_terms, (*result.patient_terms, *result.about))
        return ScoreFeature(0.25, f"what: {shown(hit)}", anchors=1 + bool(kind))  # "the Orla dam": a name and a kind
    if hit:  # half of the news speaks of a country
        return _of_country(claim, result, hit)
    if any(not is_common(name) for name in result.patients):
        return None
    hit = shared(claim.patients, result.sentence_entities)
    if hit and all(map(is_vague, result.patient_terms)):
        return ScoreFeature(0.2, f"what: {shown(hit)}", anchors=1)
    if result.patient_terms:
        pairs = shared_nouns(claim.patient_terms, result.patient_terms)
        return (
            ScoreFeature(0.1, f"what: {shown_pairs(pairs, claim, result)}", anchors=1)
            if pairs and not _novel(claim, result)
            else None
        )
    hit = shared(claim.patients, result.pronoun_candidates)
    return ScoreFeature(0.12, f"what: {shown(hit)}, as the text before tells", anchors=1) if hit else ScoreFeature(0.0)


def _of_country(claim: Proposition, result: Proposition, hit: Sequence[Name]) -> ScoreFeature | None:
    pairs = shared_nouns(claim.patient_terms, result.patient_terms)
    if claim.patient_terms and not pairs:
        return None
    return ScoreFeature(0.2, f"what: {shown(hit)}", anchors=1 if pairs else 0)


def _described(claim: Proposition, result: Proposition, relation: Relation, main: Sequence[str]) -> ScoreFeature | None:
    """The claim's thing is told by words: its main noun is the last of `main`."""
    if all(word in small("plural") for word in main):
        return _bare(claim, result)  # "both sides"
    mine, its = (*main, *claim.about), [*result.patient_terms, *result.about]
    if relation.kind is not SAME or is_intransitive(result) or is_intransitive(claim):
        its += result.agent_nouns
    if relation.kind is SAME and (
        _foreign(claim, result) or (EventFeature.INDEFINITE in result.features and _novel(claim, result))
    ):
        return None
    pairs = shared_nouns(mine, its)
    if relation.kind is OPPOSITE and _of_others(claim, result):
        return None
    if pairs:
        base = 0.2 if any(same_noun(main[-1], word) for word in its) else 0.1
        points = base + min((len(pairs) - 1) * _FURTHER, 0.1) - _strange(claim, result)
        return ScoreFeature(points, f"what: {shown_pairs(pairs, claim, result)}", anchors=min(len(pairs), 2))
    return _elsewhere(claim, result, relation, mine)


def _of_others(claim: Proposition, result: Proposition) -> bool:
    """ "closed 38 depots but spared Ford": what is undone is undone to somebody of whom the claim does not speak."""
    names = [name for name in result.patients if not is_common(name)]
    return bool(names) and not shared(names, (*claim.agents, *claim.patients, *claim.others))


def _elsewhere(claim: Proposition, result: Proposition, relation: Relation, mine: Sequence[str]) -> ScoreFeature | None:
    """Its words stand in the rest of the sentence, or in the title that a first sentence takes up."""
    title = result.article_nouns if EventFeature.LEAD in result.features else ()
    pairs = shared_nouns(mine, (*result.sentence_nouns, *title))
    idiom = " " in result.expression and not result.patient_terms  # "ran out the clock" has no object
    if pairs and (idiom or (relation.kind is SAME and (not result.patient_terms or title))):
        return ScoreFeature(0.1 - _strange(claim, result), f"what: {shown_pairs(pairs, claim, result)}", anchors=1)
    return None if result.patient_terms or result.patients else _around(claim, result)


def _around(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """The result names no object: its agents, or whom its pronoun may mean, are of the claim's article."""
    around = [pair for pair in shared_nouns(result.agent_nouns, claim.article_nouns) if not is_vague(pair[0])]
    if around:
        return ScoreFeature(0.14, f"what: {shown_pairs(around, result, claim)}")
    meant = (
        shared(claim.pronoun_candidates, result.pronoun_candidates) if EventFeature.PRONOUN in result.features else []
    )
    if any(not is_common(name) for name in meant):
        return ScoreFeature(0.12, f"of whom: {shown(meant[:1])}, as the texts before tell", anchors=1)
    return ScoreFeature(0.0) if is_vague_subject(result) or not (result.agent_nouns or result.agents) else None


def _bare(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """The claim names no object, or a pronoun for it."""
    novel = _novel(claim, result)
    title = result.article_nouns if EventFeature.LEAD in result.features else ()
    if EventFeature.OBJECT_PRONOUN in claim.features and (result.patient_terms or result.patients):
        return _antecedent(claim, result, title)
    if not result.patient_terms and all(map(is_common, result.patients)):
        return ScoreFeature(0.0 if EventFeature.TRANSITIVE in claim.features else 0.1)
    return _known(claim, result, title, novel)


def _known(claim: Proposition, result: Proposition, title: Sequence[str], novel: Sequence[str]) -> ScoreFeature | None:
    """What the claim leaves open, the result tells: it must be of the claim's article."""
    known = shared_nouns(result.patient_terms, claim.article_nouns) or shared(result.patients, claim.article_entities)
    named = shared_nouns(title, claim.article_nouns)
    if not (known or named) or (EventFeature.INDEFINITE in result.features and novel):
        return None
    return ScoreFeature(
        0.12 - min(len(novel) * _NOVEL, _MOST_NOVEL) + (_FURTHER if named else 0.0), anchors=1 if named else 0
    )


def _antecedent(claim: Proposition, result: Proposition, title: Sequence[str]) -> ScoreFeature | None:
    """The claim's object is a pronoun; what it may mean stands before it."""
    meant = [name for name in shared(claim.pronoun_candidates[:_NEAREST], result.patients) if not is_common(name)]
    if meant and EventFeature.MASCULINE_OBJECT in claim.features:
        return ScoreFeature(0.2, f"of whom: {shown(meant[:1])}, as the claim's article tells", anchors=1)
    pairs = shared_nouns((*claim.about, *claim.antecedents), (*result.patient_terms, *result.about, *title))
    if not pairs:
        return None
    points = 0.12 + _FURTHER * (len(pairs) > 1)
    return ScoreFeature(points, f"what: {shown_pairs(pairs, claim, result)}", anchors=1)


def _foreign(claim: Proposition, result: Proposition) -> list[Name]:
    """The names of the result's object that the claim's article does not know."""
    known = (*claim.article_entities, *claim.sentence_entities)
    strange = [name for name in result.patients if not is_common(name) and not shared([name], known)]
    return [name for name in strange if not shared_nouns([lemma(name.rpartition(" ")[2])], claim.patient_terms)]


def _novel(claim: Proposition, result: Proposition) -> list[str]:
    """The words for the result's object that the claim's article never uses, nor any like them."""
    known = (*claim.patient_terms, *claim.about, *claim.agent_nouns, *claim.sentence_nouns, *claim.article_nouns)
    return [word for word in (*result.patient_terms, *result.about) if not is_among(word, known)]


def _strange(claim: Proposition, result: Proposition) -> float:
    """The points that novel words cost."""
    return min(len(_novel(claim, result)) * _NOVEL, _MOST_NOVEL)

"""Whether the same people act in a claim and in a result."""

from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.names import is_common, shared
from service.domain.evidence.relation import ASIDE, OPPOSITE, PLAN_EVENT, QUANTITY, SAME, Relation
from service.domain.evidence.wording import shown, shown_pairs
from service.language import EventFeature, Name, Proposition, is_small, is_vague, shared_nouns, small

_OF_ANY_AGENT = frozenset((PLAN_EVENT, ASIDE))  # what is spoken of tells enough
_TOGETHER = frozenset(("meet", "dine", "agree", "merge", "unite", "exchange", "play", "marry", "negotiate"))
_OBJECTS = frozenset((EventFeature.OBJECT_PRONOUN, EventFeature.TRANSITIVE))
_FEW = 4  # names that a pronoun may mean
_STRANGER = ScoreFeature(-0.1, "who: nobody spoken of before")


def compare_agents(claim: Proposition, result: Proposition, relation: Relation) -> ScoreFeature | None:
    """How far those who act agree; None where another acts."""
    several = [*claim.agents, *(claim.patients if relation.event_class in _TOGETHER else ())]
    if relation.kind in _OF_ANY_AGENT or (relation.kind is QUANTITY and not result.agents):
        return ScoreFeature(0.0)
    if len(several) > 1:
        return _together(several, result, relation)
    if _are_the_same_two(claim, result):
        return ScoreFeature(0.18, "who: the two, as the texts before tell", anchors=1)
    if relation.kind is OPPOSITE:
        return _opposed(claim, result)
    if is_intransitive(claim) or (_suffers(claim) and is_intransitive(result)):
        return ScoreFeature(0.05)  # what takes place is compared as the thing
    return _acting(claim, result)


def _are_the_same_two(claim: Proposition, result: Proposition) -> bool:
    """Whether "both" act in each, and the texts before name the same."""
    plural = EventFeature.PLURAL in claim.features and EventFeature.PLURAL in result.features
    if not plural or claim.agents or not is_vague_subject(result):
        return False
    met = [name for name in shared(claim.pronoun_candidates, result.article_entities) if not is_common(name)]
    return len(met) > 1


def is_intransitive(proposition: Proposition) -> bool:
    """Whether the account tells of one thing or person only, with nothing done to another."""
    alone = not proposition.patients and not proposition.patient_terms and _OBJECTS.isdisjoint(proposition.features)
    return alone and bool(proposition.agents or proposition.agent_nouns or EventFeature.PRONOUN in proposition.features)


def _suffers(proposition: Proposition) -> bool:
    """Whether nobody is named who does it to what suffers: "the trial will open", "the road will be closed"."""
    return EventFeature.PASSIVE in proposition.features and not proposition.agents and bool(proposition.patient_terms)


def is_vague_subject(proposition: Proposition) -> bool:
    """Whether who acts is not named and hardly described: a pronoun, a part, nobody."""
    return all(map(is_common, proposition.agents)) and (
        EventFeature.PLURAL in proposition.features or all(map(is_vague, proposition.agent_nouns))
    )


def _together(several: list[Name], result: Proposition, relation: Relation) -> ScoreFeature | None:
    """Where several act together, all of them must be there."""
    explicit = (*result.agents, *result.patients, *result.others, *result.sentence_entities)
    there = shared(several, explicit)
    absent = [name for name in several if name not in there]
    if not absent:
        return ScoreFeature(0.25, f"who: {shown(there)}", anchors=1)
    meant = (*result.pronoun_candidates, *(result.article_entities if EventFeature.PLURAL in result.features else ()))
    untold = is_vague_subject(result) and EventFeature.PASSIVE not in result.features
    open_subject = EventFeature.PRONOUN in result.features or untold
    if open_subject and shared(absent, meant) == absent:
        return ScoreFeature(0.2, f"who: {shown(several)}, as the text before tells", anchors=1)
    if relation.kind is not SAME and there:
        return ScoreFeature(0.15, f"who: {shown(there)}", anchors=1)
    return None


def _acting(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    mine = claim.agents or (claim.pronoun_candidates if is_vague_subject(claim) else ())
    hit = shared(mine, result.agents)
    if hit:
        return ScoreFeature(0.25 if claim.agents else 0.2, f"who: {shown(hit)}", anchors=1)
    named = [name for name in result.agents if not is_common(name)]
    if _is_swapped(claim, result):
        return ScoreFeature(0.1)
    by = _comes_of(claim, result)
    if by:
        return ScoreFeature(0.15, f"who: {shown(by)}", anchors=1)
    role = _by_role(claim, named, result)
    if role or (named and not shared(named, claim.patients)):
        return role or _another(claim, named)
    return _described(claim, result, mine)


def _is_swapped(claim: Proposition, result: Proposition) -> bool:
    """ "Calder will be sworn in", "Calder took the oath": he to whom it is done does it."""
    idiom = " " in result.expression  # "took the oath" has no object
    alone = EventFeature.PASSIVE not in result.features and not result.patients and (idiom or not result.patient_terms)
    suffers = EventFeature.PASSIVE in claim.features and not claim.agents
    return suffers and alone and bool(shared(claim.patients, result.agents))


def _comes_of(claim: Proposition, result: Proposition) -> list[Name]:
    """ "Ortega will release an album", "the album by Ortega came out": by whom, where it comes by itself."""
    there = is_intransitive(result) and shared_nouns(
        claim.patient_terms[-1:], (*result.agent_nouns, *result.sentence_nouns)
    )
    return shared(claim.agents, (*result.sentence_entities, *result.others)) if there else []


def _by_role(claim: Proposition, named: list[Name], result: Proposition) -> ScoreFeature | None:
    """The claim tells who acts by his part ("the mayor"), the result by his name."""
    if claim.agents or not named:
        return None
    pairs = shared_nouns(claim.agent_nouns, result.agent_nouns)
    if pairs:
        return ScoreFeature(0.2, f"who: {result.word(pairs[0][1])} {shown(named[:1])}", anchors=1)
    role = any(is_small(word, "titles") or is_small(word + "er", "titles") for word in claim.agent_nouns)
    hit = shared(named, claim.pronoun_candidates) if role else []
    return ScoreFeature(0.2, f"who: {shown(hit[:1])}, as the claim's article tells", anchors=1) if hit else None


def _another(claim: Proposition, named: list[Name]) -> ScoreFeature | None:
    """Somebody else is named: he may be whom the claim only describes."""
    if claim.agents:
        return _of_government(claim, named)
    if shared(named, (*claim.sentence_entities, *claim.pronoun_candidates)):
        return ScoreFeature(0.12, f"who: {shown(named[:1])}, of whom the claim's article speaks")
    office = any(word in small("offices") for word in claim.agent_nouns)
    bodies = _bodies(named)
    return ScoreFeature(0.1, f"who: {shown(bodies[:1])}") if office and bodies else None


def _of_government(claim: Proposition, named: list[Name]) -> ScoreFeature | None:
    """A country or its capital is to act, and one of its offices does ("Washington", "the State Department")."""
    office = bool(_bodies(named)) and all(map(is_common, claim.agents))
    return ScoreFeature(0.08, f"who: {shown(named[:1])}") if office else None


def _bodies(named: list[Name]) -> list[Name]:
    """The names of ministries, courts, banks and the like."""
    return [name for name in named if is_small(name.split()[-1], "bodies")]


def _described(claim: Proposition, result: Proposition, mine: tuple[Name, ...]) -> ScoreFeature | None:
    pairs = shared_nouns(claim.agent_nouns, result.agent_nouns)
    if _gets(result, claim) or (pairs and not (result.agents and claim.agents)):
        return ScoreFeature(0.18, f"who: {shown_pairs(pairs[:1], claim, result)}") if pairs else ScoreFeature(0.1)
    if _leaves_agent_out(result):
        return ScoreFeature(0.08)
    if is_vague_subject(result):
        return _unnamed(claim, result, mine)
    if result.agents:
        return None if claim.agents or not shared(result.agents, claim.article_entities) else ScoreFeature(0.0)
    return _compare_nouns(claim, result)


def _leaves_agent_out(result: Proposition) -> bool:
    """Whether the result tells nobody who did it, not even by a pronoun: "the bridge was opened", "the opening"."""
    features = set(result.features)
    return not (result.agents or result.agent_nouns or EventFeature.PRONOUN in features) and bool(
        features & {EventFeature.PASSIVE, EventFeature.NOMINAL}
    )


def _compare_nouns(claim: Proposition, result: Proposition) -> ScoreFeature:
    told = claim.agents or claim.agent_nouns or EventFeature.PASSIVE not in claim.features
    return _STRANGER if told and not shared_nouns(result.agent_nouns, claim.article_nouns) else ScoreFeature(0.06)


def _unnamed(claim: Proposition, result: Proposition, mine: tuple[Name, ...]) -> ScoreFeature:
    """Who acts in the result is a pronoun, a part, or left out: the text before may tell."""
    hit = shared(mine, result.pronoun_candidates)
    if not hit:
        return ScoreFeature(-0.05 if claim.agents else 0.06)
    told = f"who: {shown(hit[:1])}, as the text before tells"
    return (
        ScoreFeature(0.2, told, anchors=1)
        if EventFeature.PRONOUN in result.features or result.agent_nouns
        else ScoreFeature(0.1, told)
    )


def _gets(result: Proposition, claim: Proposition) -> bool:
    """ "Investors pocketed": those for whom the claim's act is done."""
    return (
        bool(result.agent_nouns)
        and not result.agents
        and bool(shared_nouns(result.agent_nouns, claim.patient_terms[:-1]))
    )


def _opposed(claim: Proposition, result: Proposition) -> ScoreFeature | None:
    """Somebody else may undo it: it is enough that those whom the claim names are spoken of."""
    its = (*result.agents, *result.patients, *result.others, *result.sentence_entities)
    hit = [name for name in shared((*claim.agents, *claim.patients), its) if not is_common(name)]
    hit += shared(claim.agents, result.agents)
    if hit:
        return ScoreFeature(0.22, f"who: {shown(hit)}", anchors=1)
    named = [name for name in result.agents if not is_common(name)]
    strangers = result.agents if not named else named if EventFeature.OWN in result.features else ()
    if strangers and not shared(strangers, claim.article_entities):
        return None  # another country's, or somebody's own affair
    if shared_nouns(claim.agent_nouns, result.agent_nouns) and not named:
        return ScoreFeature(0.15, "who: the same part")
    return _by_role(claim, named, result) or _meant_or_vague(claim, result)


def _meant_or_vague(claim: Proposition, result: Proposition) -> ScoreFeature:
    meant = shared(acting(claim), result.pronoun_candidates) if EventFeature.PRONOUN in result.features else []
    if meant:
        return ScoreFeature(0.2, f"who: {shown(meant[:1])}, as the text before tells", anchors=1)
    return ScoreFeature(0.1 if is_vague_subject(result) else 0.0)


def acting(claim: Proposition) -> tuple[Name, ...]:
    """Who acts in the claim: named, or meant by a pronoun."""
    return claim.agents or (claim.pronoun_candidates[:_FEW] if EventFeature.PRONOUN in claim.features else ())

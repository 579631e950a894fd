"""How much one result tells of one claim."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from service.domain.evidence.agents import compare_agents
from service.domain.evidence.amounts import Share, counts, is_other, is_part, share_of
from service.domain.evidence.context import compare_places, compare_stories
from service.domain.evidence.feature import ScoreFeature
from service.domain.evidence.framed import score_by_frames
from service.domain.evidence.names import shared
from service.domain.evidence.patients import compare_patients
from service.domain.evidence.relation import ASIDE, QUANTITY, SAME, Relation, relate
from service.domain.evidence.roles import settled
from service.domain.evidence.timing import Timing, compare_days, compare_failure
from service.domain.evidence.values import NEGATIVE, EvidenceScore, LaterResult, OpenClaim
from service.domain.evidence.wording import shown_amount
from service.domain.frames import FrameEvent, tells_of
from service.domain.status import Outcome
from service.language import EventFeature, Proposition, event_classes, shared_nouns

STRONG = 0.7  # the least score of a verdict that is proposed
_SHOWN = 0.69  # the most that evidence of no frame gets: it is shown, never proposed
_ALIKE, _PROPOSED = 0.8, 0.9  # likeness that decides with a frame's event, and the score that it then gets
_LEAST = 0.4  # what is weaker is no evidence
_EXACT, _ONE_AFFAIR = 0.2, 0.08  # points of days, and of names that the articles share, that pin an event down
_MOST = 3  # times what was stated, told as the same
_Side = TypeVar("_Side", OpenClaim, LaterResult)
_SAME_POLE = frozenset((ASIDE, QUANTITY))  # relations whose event tells that it came about


def score(open_claim: OpenClaim, later: LaterResult) -> EvidenceScore | None:
    """The outcome that the result speaks for, from 0 to 1, with reasons; None where it tells nothing of the claim.

    Only what tells of the event of a frame gets a score that is proposed.
    """
    framed = score_by_frames(open_claim, later)
    alike = None if framed else _by_likeness(open_claim, later)
    if framed or alike is None:
        return framed
    event = _event_of(open_claim, later) if _is_strong(alike) else None
    if event is None:
        return replace(alike, score=min(alike.score, _SHOWN))
    return replace(alike, score=_PROPOSED, reasons=(*alike.reasons, event.reason), frame=event.id)


def _is_strong(alike: EvidenceScore) -> bool:
    return alike.score >= _ALIKE and alike.outcome is not Outcome.NOT_FULFILLED


def _event_of(open_claim: OpenClaim, later: LaterResult) -> FrameEvent | None:
    if open_claim.due is None or later.polarity == NEGATIVE:
        return None
    return tells_of(open_claim.proposition, later.proposition)


def _by_likeness(open_claim: OpenClaim, later: LaterResult) -> EvidenceScore | None:
    """What the likeness of both is worth."""
    open_claim, later = _with_roles_settled(open_claim), _with_roles_settled(later)
    claim, result = open_claim.proposition, later.proposition
    if later.published_on < open_claim.said_on or not claim.classes or EventFeature.SOME in result.features:
        return None
    relation = relate(claim, result)
    came_about = _came_about(open_claim, later, relation) if relation else None
    timing = _timing(open_claim, later, relation, came_about) if relation and came_about is not None else None
    if relation is None or came_about is None or timing is None:
        return None
    who, what = compare_agents(claim, result, relation), compare_patients(claim, result, relation)
    if who is None or what is None:
        return None
    return _score(open_claim, later, relation, came_about, timing, who, what)


def _with_roles_settled(side: _Side) -> _Side:
    proposition = settled(side.proposition)
    return side if proposition is side.proposition else replace(side, proposition=proposition)


def _came_about(open_claim: OpenClaim, later: LaterResult, relation: Relation) -> bool | None:
    """Whether the stated event came about; None where that is left open."""
    if open_claim.due is None and relation.event_class in event_classes().passing:
        return None  # what goes up and down does both in time
    came_about = _as_related(open_claim.proposition, later, relation)
    return came_about if came_about or not open_claim.conditional else None


def _as_related(claim: Proposition, later: LaterResult, relation: Relation) -> bool | None:
    same = relation.kind is SAME
    denied = later.polarity == NEGATIVE or (same and EventFeature.NOTHING in later.proposition.features)
    if same:
        return None if denied and _restricts(claim, later.proposition) else not denied
    if denied and relation.kind is not ASIDE:
        return None  # a denied undoing is no doing
    return relation.event == "go_ahead+" or (relation.event in claim.classes and relation.kind in _SAME_POLE)


def _restricts(claim: Proposition, result: Proposition) -> bool:
    """ "did not travel with that delegation": what is denied is only that it happened in this way."""
    own = (*claim.patient_terms, *claim.about, *claim.agent_nouns, *claim.sentence_nouns, *claim.antecedents)
    names = (*claim.agents, *claim.patients, *claim.others, *claim.sentence_entities)
    news = any(not shared_nouns([word], own) for word in result.about)
    return news or any(not shared([name], names) for name in result.others)


def _timing(open_claim: OpenClaim, later: LaterResult, relation: Relation, came_about: bool) -> Timing | None:
    if came_about:
        return compare_days(open_claim, later)
    return compare_failure(open_claim, later, relation)


def _score(
    open_claim: OpenClaim,
    later: LaterResult,
    relation: Relation,
    came_about: bool,
    timing: Timing,
    who: ScoreFeature,
    what: ScoreFeature,
) -> EvidenceScore | None:
    claim, result = open_claim.proposition, later.proposition
    days, place = timing.feature, compare_places(claim, result)
    share = share_of(claim, result) if came_about else None
    if share is None and not any(feature.anchors for feature in (who, what, days, place)):
        return None  # before the stories are compared, which takes longest and pins nothing down
    if not _fits(claim, relation, share, came_about):
        return None
    story = compare_stories(claim, result)
    found = [ScoreFeature(relation.points, relation.reason), who, what, days, place, story]
    found += [] if share is None else [_compare_quantities(claim, result, share)]
    found += [ScoreFeature(-0.05, "told as past already")] if _is_past_already(result, relation) else []
    if not _is_pinned_down(found, days, story, dated=open_claim.due is not None):
        return None  # one side of an event alone may be another's
    score = round(min(sum(feature.points for feature in found), 0.99), 2)
    if score < _LEAST:
        return None
    part = share is not None and is_part(share.ratio)
    reasons = [feature.reason for feature in found] + ([] if came_about else ["it did not happen"])
    return EvidenceScore(
        outcome=open_claim.outcome(came_about, late=timing.late and came_about, part=part),
        score=score,
        reasons=tuple(filter(None, reasons)),
        happened_on=timing.on,
    )


def _is_past_already(result: Proposition, relation: Relation) -> bool:
    return EventFeature.EARLIER in result.features and result.start is None and relation.kind is not ASIDE


def _fits(claim: Proposition, relation: Relation, share: Share | None, came_about: bool) -> bool:
    """Whether both count the same thing, and the result tells how many where the claim is about that."""
    if share is not None:
        return not is_other(share.ratio)
    return not (relation.kind is SAME and came_about and counts(claim))


def _compare_quantities(claim: Proposition, result: Proposition, share: Share) -> ScoreFeature:
    much = f"how much: {shown_amount(share.reported, result)} of {shown_amount(share.stated, claim)}"
    return ScoreFeature(0.1, much, anchors=1) if share.ratio <= _MOST else ScoreFeature(-0.2, much)


def _is_pinned_down(found: Sequence[ScoreFeature], days: ScoreFeature, story: ScoreFeature, *, dated: bool) -> bool:
    held = sum(feature.anchors for feature in found)
    one_affair = story.points >= _ONE_AFFAIR and dated
    return held > 0 and held + (days.points >= _EXACT) + one_affair >= 2

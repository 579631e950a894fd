"""How much one result tells of one claim."""

from dataclasses import replace
from typing import TypeVar

from service.domain.evidence.amounts import counts, is_other, is_part, share_of
from service.domain.evidence.around import compare_places, compare_stories
from service.domain.evidence.finding import Finding
from service.domain.evidence.names import shared
from service.domain.evidence.relation import Relation, relate
from service.domain.evidence.roles import settled
from service.domain.evidence.weight import Found, Sought, Weight
from service.domain.evidence.what import compare_things
from service.domain.evidence.when import Timing, compare_days, compare_failure
from service.domain.evidence.who import compare_who
from service.domain.evidence.wording import shown_amount
from service.domain.status import Outcome
from service.language import Proposition, senses, shared_things

STRONG = 0.7  # the least score of a verdict that is proposed
_LEAST = 0.4  # what is weaker is no evidence
_EXACT, _ONE_AFFAIR = 0.2, 0.08  # points of days, and of names that the articles share, that pin an event down
_NEGATIVE = "negative"
_Told = TypeVar("_Told", Sought, Found)
_TOLD = ("aside", "counted")  # relations whose sense tells that it happened


def weigh(sought: Sought, found: Found) -> Weight | None:
    """The outcome that the result speaks for, from 0 to 1, with reasons; None where it tells nothing of the claim."""
    sought, found = _settled(sought), _settled(found)
    claim, result = sought.proposition, found.proposition
    if found.published_on < sought.said_on or not claim.classes or "some" in result.features:
        return None
    relation = relate(claim, result)
    happened = _happened(sought, found, relation) if relation else None
    timing = _timing(sought, found, relation, happened) if relation and happened is not None else None
    if relation is None or happened is None or timing is None:
        return None
    who, what = compare_who(claim, result, relation), compare_things(claim, result, relation)
    if who is None or what is None:
        return None
    return _weight(sought, found, relation, happened, timing, who, what)


def _settled(told: _Told) -> _Told:
    proposition = settled(told.proposition)
    return told if proposition is told.proposition else replace(told, proposition=proposition)


def _happened(sought: Sought, found: Found, relation: Relation) -> bool | None:
    """Whether the stated event came about; None where that is left open."""
    if sought.due is None and relation.event_class in senses().passing:
        return None  # what goes up and down does both in time
    denied = found.polarity == _NEGATIVE or ("nothing" in found.proposition.features and relation.kind == "same")
    if relation.kind == "same":
        if denied and _restricts(sought.proposition, found.proposition):
            return None
        happened = not denied
    elif denied and relation.kind != "aside":
        return None  # a denied undoing is no doing
    else:
        happened = relation.sense == "go_ahead+" or (
            relation.sense in sought.proposition.classes and relation.kind in _TOLD
        )
    return happened if happened or not sought.conditional else None


def _restricts(claim: Proposition, result: Proposition) -> bool:
    """ "did not travel with that delegation": what is denied is only that it happened in this way."""
    own = (*claim.things, *claim.about, *claim.agent_nouns, *claim.sentence_nouns, *claim.antecedents)
    names = (*claim.agents, *claim.patients, *claim.others, *claim.sentence_entities)
    news = any(not shared_things([word], own) for word in result.about)
    return news or any(not shared([name], names) for name in result.others)


def _timing(sought: Sought, found: Found, relation: Relation, happened: bool) -> Timing | None:
    if happened:
        return compare_days(sought.proposition, sought.said_on, sought.due, found.proposition, found.published_on)
    return compare_failure(sought, found, relation)


def _weight(
    sought: Sought, found: Found, relation: Relation, happened: bool, timing: Timing, who: Finding, what: Finding
) -> Weight | None:
    claim, result = sought.proposition, found.proposition
    days, place = timing.finding, compare_places(claim, result)
    share = share_of(claim, result) if happened else None
    if share is None and not any(finding.anchors for finding in (who, what, days, place)):
        return None  # before the stories are compared, which takes longest and pins nothing down
    story = compare_stories(claim, result)
    findings = [Finding(relation.points, relation.reason), who, what, days, place, story]
    if share is not None and is_other(share[0]):
        return None
    part = share is not None and is_part(share[0])
    if share is None and relation.kind == "same" and happened and counts(claim):
        return None  # how many is what the claim is about
    if share is not None:
        much = f"how much: {shown_amount(share[2], result)} of {shown_amount(share[1], claim)}"
        findings.append(Finding(0.1, much, anchors=1) if share[0] <= 3 else Finding(-0.2, much))
    if "earlier" in result.features and result.start is None and relation.kind != "aside":
        findings.append(Finding(-0.05, "told as past already"))
    held = sum(finding.anchors for finding in findings)
    one_affair = story.points >= _ONE_AFFAIR and sought.due is not None
    if not held or held + (days.points >= _EXACT) + one_affair < 2:
        return None  # one side of an event alone may be another's
    score = round(min(sum(finding.points for finding in findings), 0.99), 2)
    if score < _LEAST:
        return None
    return Weight(
        outcome=_outcome(sought, happened, timing.late and happened, part),
        score=score,
        reasons=tuple(finding.reason for finding in findings if finding.reason)
        + (() if happened else ("it did not happen",)),
        happened_on=timing.on,
    )


def _outcome(sought: Sought, happened: bool, late: bool, part: bool) -> Outcome:
    if sought.polarity == _NEGATIVE:
        return Outcome.NOT_FULFILLED if happened else Outcome.FULFILLED
    if not happened:
        return Outcome.NOT_FULFILLED
    if part:
        return Outcome.FULFILLED_IN_PART
    return Outcome.FULFILLED_LATE if late else Outcome.FULFILLED

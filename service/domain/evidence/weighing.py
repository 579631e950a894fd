"""How much one result tells of one claim."""

from service.domain.evidence.account import Account
from service.domain.evidence.amounts import counts, is_part, share_of
from service.domain.evidence.amounts import shown as shown_amount
from service.domain.evidence.finding import Finding
from service.domain.evidence.names import is_common, shared, shown
from service.domain.evidence.relation import Relation, relate
from service.domain.evidence.senses import senses
from service.domain.evidence.weight import Found, Sought, Weight
from service.domain.evidence.what import compare_things
from service.domain.evidence.when import Timing, compare_days, undated
from service.domain.evidence.who import compare_who
from service.domain.status import Outcome

STRONG = 0.7  # the least score of a verdict that is proposed
_LEAST = 0.4  # what is weaker is no evidence
_PASSING = 14  # days after which what goes up and down tells nothing
_SOON = 3  # days before the due day
_EXACT, _ONE_AFFAIR = 0.2, 0.08  # points of days, and of names that the articles share, that pin an event down
_NEGATIVE = "negative"


def weigh(sought: Sought, found: Found) -> Weight | None:
    """The outcome that the result speaks for, from 0 to 1, with reasons; None where it tells nothing of the claim."""
    claim, result = sought.account, found.account
    if found.published_on < sought.said_on or not claim.senses or "some" in result.marks:
        return None
    relation = relate(claim, result)
    if relation is None:
        return None
    happened = _happened(relation, claim, found)
    if happened is None or (sought.conditional and not happened):
        return None
    timing = _timing(sought, found, relation, happened)
    if timing is None:
        return None
    who, what = compare_who(claim, result, relation), compare_things(claim, result, relation)
    if who is None or what is None:
        return None
    return _weight(sought, found, relation, happened, timing, who, what)


def _happened(relation: Relation, claim: Account, found: Found) -> bool | None:
    """Whether the stated event came about; None where a denied undoing leaves it open."""
    denied = found.polarity == _NEGATIVE or ("nothing" in found.account.marks and relation.kind == "same")
    if relation.kind == "same":
        return not denied
    if relation.kind in ("aside", "counted"):
        return None if denied and relation.kind == "counted" else relation.sense in claim.senses
    return None if denied else relation.sense == "go_ahead+"


def _weight(
    sought: Sought, found: Found, relation: Relation, happened: bool, timing: Timing, who: Finding, what: Finding
) -> Weight | None:
    claim, result = sought.account, found.account
    place, story = _places(claim, result), _story(claim, result)
    days = timing.finding
    share = share_of(claim, result) if happened else None
    findings = [Finding(relation.points, relation.reason), who, what, days, place, story]
    part = share is not None and is_part(share[0])
    if share is None and relation.kind == "same" and happened and counts(claim):
        return None  # how many is what the claim is about
    if share is not None:
        much = f"how much: {shown_amount(share[2])} of {shown_amount(share[1])}"
        findings.append(Finding(0.1, much, anchors=1) if share[0] <= 3 else Finding(-0.2, much))
    if "earlier" in result.marks and result.start is None and relation.kind != "aside":
        findings.append(Finding(-0.05, "told as past already"))
    held = sum(finding.anchors for finding in findings)
    if not held or held + (days.points >= _EXACT) + (story.points >= _ONE_AFFAIR) < 2:
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


def _timing(sought: Sought, found: Found, relation: Relation, happened: bool) -> Timing | None:
    result = found.account
    if result.end is not None and result.end < sought.said_on:
        return None
    if happened:
        return compare_days(sought.account, sought.said_on, sought.due, result, found.published_on)
    finding = _days_of_failure(sought, found, relation)
    on = result.start if result.start == result.end else None
    return Timing(finding, on=on) if finding else None


def _days_of_failure(sought: Sought, found: Found, relation: Relation) -> Finding | None:
    """When it is told that something did not happen: before it is due, it still may."""
    due, published = sought.due, found.published_on
    if relation.sense == "postpone-" and due is None:
        return None
    if due is None:
        return undated(sought.said_on, published)
    after = (published - due).days
    if after > 2 * 366 or (relation.axis in senses().passing and after > _PASSING):
        return None
    if after >= 0:
        return Finding(0.12 if after <= 7 else 0.06, "when: the due day is past")
    if relation.kind == "same" and after < -_SOON:
        return None  # there is time yet
    return Finding(0.1 if after >= -_SOON else 0.05)


def _places(claim: Account, result: Account) -> Finding:
    its = (*result.others, *result.near, *result.patients, *result.agents)
    hit = shared(claim.others, its)
    if hit:
        held = any(not is_common(name) for name in hit)
        return Finding(min(0.08 * len(hit), 0.15), f"where: {shown(hit)}", anchors=int(held))
    strange = [name for name in result.others if not is_common(name) and not shared([name], claim.cast)]
    if not strange:
        return Finding(0.0)
    elsewhere = any(not is_common(name) for name in claim.where) and shared(strange, result.where)
    return Finding(-0.3 if elsewhere else -0.08, f"elsewhere: {shown(strange)}")


def _story(claim: Account, result: Account) -> Finding:
    hit = [name for name in shared(claim.cast, result.cast) if not is_common(name)]
    if not hit:
        return Finding(-0.15, "the articles share no name")
    return Finding(min(0.04 * len(hit), 0.12), f"both articles: {shown(hit[:3])}")

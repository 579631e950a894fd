"""Withdrawing an article: its words are blanked wherever they stand, and the history keeps that it was there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from service.domain.article import Article, Mention, same_text
from service.domain.claim import Claim
from service.domain.errors import ArticleNotFound
from service.domain.history import Event
from service.domain.status import CORRECTED, MOVES, UNDECIDED, DismissalReason, Move
from service.domain.withdrawal import DependentClaim, Fate, Quoted, dismissed, restated, rewritten
from service.store import (
    analysis,
    articles,
    claims,
    entities,
    identities,
    passages,
    proposals,
    statements,
    watches,
    withdrawals,
)
from service.store.database import Connection, Database
from service.store.rows import in_parts
from service.store.withdrawals import Kept
from service.usecases.article_jobs import blank_requests
from service.usecases.claim_propositions import propositions_of
from service.usecases.entities import blank_entities
from service.usecases.gather import watch
from service.usecases.links import drop_fallen
from service.usecases.read import get_article
from service.usecases.record import Action, Change, changed, record_changes
from service.usecases.submit_article import Submission
from service.usecases.supersede import supersede
from service.usecases.sweep import ACTOR as SWEEP
from service.usecases.track import new_claim

_DISMISSED: Mapping[str, Any] = {"reason": DismissalReason.WITHDRAWN}
_SHOWN = ("due", "mentions", "text")  # of what a correction changes
_SAID_LATER = "An article was withdrawn, and the claim was said at another time or by somebody else now."
_REASON = "The article that it rests on was withdrawn."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """A claim before and after, and the article that is the first to state it from now on, where that changes."""

    held: DependentClaim
    before: Claim
    after: Claim
    moved_to: UUID | None


def withdraw_article(
    database: Database, article_id: UUID, reason: str | None, *, action: Action, today: date
) -> Article:
    """The article, withdrawn with all its versions. What was withdrawn already stays as it is.

    Raises `ArticleNotFound`. One transaction, so that nobody sees half of it; a second one clears away the evidence
    that articles which were just being added have found in it meanwhile.
    """
    version = analysis.current(database, action.now)
    with database.begin() as connection:
        versions = [one.id for one in articles.versions(connection, article_id)]
        if not versions:
            raise ArticleNotFound
        for id_, kept in withdrawals.lock(connection, versions).items():
            if kept.withdrawn_at is None:
                _withdraw(connection, id_, kept, reason, action, today, version)
    with database.begin() as connection:
        for id_ in versions:
            _drop_evidence(connection, id_, action, today)
    return get_article(database, article_id)


def _withdraw(
    connection: Connection,
    article_id: UUID,
    kept: Kept,
    reason: str | None,
    action: Action,
    today: date,
    version: int,
) -> None:
    quoted = Quoted(kept.title, kept.text)
    stated = withdrawals.touched(connection, article_id)
    rested = set(withdrawals.resting_on(connection, article_id).values())
    concerned = {*stated, *rested}
    claims.get_many(connection, concerned, lock=True)
    withdrawals.blank_article(connection, article_id, by=action.actor, reason=reason, at=action.now)
    held = {one.claim_id: one for one in withdrawals.held(connection, article_id, concerned)}
    _blank_writings(connection, held, kept, quoted)
    told = _outcomes(connection, held, action, today)
    _rewrite_histories(connection, article_id, told, quoted)
    withdrawals.blank_statements(connection, article_id)
    passages.forget(connection, [article_id])
    entities.forget_parts(connection, _with_fate(held.values(), Fate.DISMISSED, Fate.RESTATED))
    record_changes(connection, list(_changes(article_id, told, reason)), action)
    drop_fallen(connection, list(held), action, _SAID_LATER)
    blanked = blank_entities(connection, article_id, action)
    _find_anew(connection, told, action, version)
    _drop_evidence(connection, article_id, action, today)
    withdrawals.forget_answers(connection, [article_id, *concerned, *blanked])
    blank_requests(connection, _is(kept, quoted))


def _blank_writings(connection: Connection, held: Mapping[UUID, DependentClaim], kept: Kept, quoted: Quoted) -> None:
    """Blank what people and rules wrote of the claims: all of it where a claim goes, else what repeats the article."""

    def holds(claim_id: UUID, text: str) -> bool:
        return held[claim_id].fate is Fate.DISMISSED or quoted.holds(text)

    withdrawals.blank_notes(connection, held, holds)
    withdrawals.blank_comments(connection, held, holds)
    withdrawals.blank_quotations(connection, held, kept.url, holds)
    withdrawals.drop_reasons(connection, _with_fate(held.values(), Fate.DISMISSED, Fate.RESTATED))


def _outcomes(
    connection: Connection, held: Mapping[UUID, DependentClaim], action: Action, today: date
) -> list[_Outcome]:
    known = claims.get_many(connection, held)
    elsewhere = _elsewhere(connection, held.values(), action, today)
    return [_outcome_for(held[one], claim, elsewhere.get(one), action) for one, claim in known.items()]


def _outcome_for(held: DependentClaim, claim: Claim, elsewhere: Claim | None, action: Action) -> _Outcome:
    values: dict[str, Any] = {}
    if held.fate is Fate.DISMISSED:
        values = dismissed(claim)
    elif held.fate is not Fate.UNCHANGED:
        values = {"mentions": claim.mentions - held.mentions, **(restated(claim, elsewhere) if elsewhere else {})}
    after = changed(claim, action, **values) if values else claim
    moved_to = elsewhere.article.id if elsewhere and elsewhere.article else None
    return _Outcome(held=held, before=claim, after=after, moved_to=moved_to)


def _elsewhere(
    connection: Connection, held: Iterable[DependentClaim], action: Action, today: date
) -> dict[UUID, Claim]:
    """Of claims that are told anew, what their earliest other mentions would have made; one article at a time."""
    others = {one.other: one.claim_id for one in held if one.fate is Fate.RESTATED and one.other}
    mentions = statements.get_many(connection, others)
    made = {}
    for article_id, its in groupby(sorted(mentions.values(), key=_article_of), key=_article_of):
        article = articles.get(connection, article_id)
        if article is None:
            continue
        for mention in its:
            statement = mention.statement
            born = new_claim(statement, article=article, article_id=article_id, now=action.now, today=today)
            made[others[statement.id]] = born
    return made


def _article_of(mention: Mention) -> UUID:
    return mention.article.id


def _rewrite_histories(connection: Connection, article_id: UUID, told: Sequence[_Outcome], quoted: Quoted) -> None:
    by_id = {one.held.claim_id: one for one in told}
    for part in in_parts(sorted(by_id)):
        before = list(withdrawals.histories(connection, part))
        after = [_rewritten(event, by_id[event.claim_id], article_id, quoted) for event in before]
        withdrawals.rewrite(connection, [new for old, new in zip(before, after, strict=True) if new != old])


def _rewritten(event: Event, told: _Outcome, article_id: UUID, quoted: Quoted) -> Event:
    return rewritten(
        event, article_id=article_id, held=told.held, now=told.after, quoted=quoted, moved_to=told.moved_to
    )


def _changes(article_id: UUID, told: Iterable[_Outcome], reason: str | None) -> Iterator[Change]:
    for one in told:
        if one.after is one.before:
            continue
        if one.held.fate is Fate.DISMISSED:
            type_, data = MOVES[Move.DISMISS].event, {**_DISMISSED}
        else:
            type_, data = CORRECTED, {"fields": [name for name in _SHOWN if _differs(one, name)]}
        named = {**data, "withdrawn_article_id": str(article_id)}
        yield Change(before=one.before, after=one.after, type=type_, reason=reason, data=named)


def _differs(told: _Outcome, name: str) -> bool:
    return bool(getattr(told.before, name) != getattr(told.after, name))


def _find_anew(connection: Connection, told: Sequence[_Outcome], action: Action, version: int) -> None:
    """Forget what claims that went, or are told anew, were found by; find the latter by what they say now."""
    gone = [one.held.claim_id for one in told if one.held.fate in (Fate.DISMISSED, Fate.RESTATED)]
    identities.forget(connection, gone)
    watches.forget(connection, gone)
    restated_ = [one.after for one in told if one.held.fate is Fate.RESTATED]
    found = [(claim, keyed) for claim in restated_ for keyed in propositions_of(claim)]
    identities.add(connection, [(claim.id, keyed.proposition) for claim, keyed in found], version)
    watch(connection, found, action, version)
    watches.rest(connection, [claim.id for claim in restated_ if claim.status not in UNDECIDED])


def _drop_evidence(connection: Connection, article_id: UUID, action: Action, today: date) -> None:
    """Have the evidence that stands in the article count for nothing, and the sweep's proposals on it wait no more."""
    pieces = withdrawals.resting_on(connection, article_id)
    doomed = proposals.resting_on(connection, pieces, by=SWEEP)
    supersede(connection, doomed, _REASON, action, today)
    withdrawals.drop_evidence(connection, list(pieces))


def _is(kept: Kept, quoted: Quoted) -> Callable[[Submission], bool]:
    """Whether a submission that waits is the article, or holds its words."""
    own = same_text(kept.text)

    def test(submission: Submission) -> bool:
        same = submission.text is not None and same_text(submission.text) == own
        at_its_place = kept.url is not None and submission.url == kept.url
        return same or at_its_place or quoted.holds(submission.html)

    return test


def _with_fate(held: Iterable[DependentClaim], *fates: Fate) -> list[UUID]:
    return [one.claim_id for one in held if one.fate in fates]

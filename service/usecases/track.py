"""Tracking what an article states: each outcome becomes a mention of the claim that says the same, or a claim."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from service.domain import clocks
from service.domain.article import NewArticle, NewStatement
from service.domain.claim import Claim
from service.domain.identity import Match, Stated, Terms, index_keys, same_outcome, terms_of
from service.domain.status import MENTIONED, Status
from service.store import claims, identities, statements
from service.store.database import Connection, uuid7
from service.store.identities import Identity
from service.usecases.record import Act, Change, changed, record_births, record_changes

_LONGEST_CLAIM = 1_000  # characters
_CONTEXT = 4_000  # characters of an article in which names are looked for in full


@dataclass(slots=True, kw_only=True)
class Outcome:
    """An outcome that an article states, on its way to a claim."""

    statement: NewStatement
    terms: Terms
    claim_id: UUID | None = None
    match: Match | None = None
    statement_id: UUID = field(default_factory=uuid7)


def outcomes_of(article: NewArticle, found: Iterable[NewStatement]) -> dict[int, Outcome]:
    """The outcomes among `found` by their place there, each with the terms that tell it from others.

    Pure, and the dear part of tracking: to be done before a transaction begins.
    """
    return {
        place: outcome_of(article, statement) for place, statement in enumerate(found) if statement.modality is not None
    }


def outcome_of(article: NewArticle, statement: NewStatement) -> Outcome:
    """The outcome that the statement states, with the terms that tell it from others."""
    context = article.text[:_CONTEXT]
    return Outcome(statement=statement, terms=terms_of(_stated(statement, article, context)))


def track(
    connection: Connection,
    article_id: UUID,
    article: NewArticle,
    found: Sequence[NewStatement],
    outcomes: dict[int, Outcome],
    act: Act,
) -> None:
    """Store the statements that were found, each outcome with its claim."""
    stated = list(outcomes.values())
    known = identities.find(connection, {key for outcome in stated for key in index_keys(outcome.terms)})
    _settle(stated, [identity for identity in known if _may_be_meant(identity, article)])
    born = {id(outcome): new_claim(outcome, article, act.now) for outcome in stated if outcome.claim_id is None}
    _settle_among_themselves(stated, born)
    record_births(connection, list(born.values()), act, {"article_id": str(article_id)})
    identities.add(connection, [(born[id(outcome)].id, outcome.terms) for outcome in stated if id(outcome) in born])
    _record_mentions(connection, article_id, [outcome for outcome in stated if outcome.match], act)
    owners = [outcomes.get(place) for place in range(len(found))]
    statements.add(connection, article_id, article.published_on, zip(found, map(_belonging, owners), strict=True))


def new_claim(outcome: Outcome, article: NewArticle, now: datetime) -> Claim:
    """The claim that the outcome is the first to state."""
    statement = outcome.statement
    modality = statement.modality or ""
    return Claim(
        id=uuid7(),
        text=claim_text(statement, article.text),
        head=statement.head,
        status=Status.OPEN,
        outcome=None,
        dismissal=None,
        polarity=statement.polarity,
        modality=modality,
        conditional=statement.conditional,
        speaker=statement.speaker,
        outlet=article.outlet,
        said_on=article.published_on,
        due=statement.due,
        review_on=clocks.review_on(said_on=article.published_on, due=statement.due, modality=modality),
        tags=(),
        mentions=1,
        rule=statement.rule,
        resolution=None,
        version=1,
        created_at=now,
        updated_at=now,
    )


def claim_text(statement: NewStatement, text: str) -> str:
    """The sentence, which can be read by itself as a bare clause often cannot; the clause where it is endless."""
    sentence = text[statement.sentence_start : statement.sentence_end]
    readable = sentence if len(sentence) <= _LONGEST_CLAIM else statement.text[:_LONGEST_CLAIM]
    return " ".join(readable.split())


def _stated(statement: NewStatement, article: NewArticle, context: str) -> Stated:
    return Stated(
        text=statement.text[:_LONGEST_CLAIM],
        sentence=claim_text(statement, article.text),
        head=statement.head,
        head_at=statement.head_start - statement.start,
        polarity=statement.polarity,
        modality=statement.modality or "",
        conditional=statement.conditional,
        speaker=statement.speaker,
        due=statement.due,
        said_on=article.published_on,
        title=article.title,
        context=context,
    )


def _may_be_meant(identity: Identity, article: NewArticle) -> bool:
    """Whether the claim was still to be decided when the article came out."""
    return identity.decided_on is None or identity.decided_on >= article.published_on


def _settle(stated: Iterable[Outcome], known: Sequence[Identity]) -> None:
    by_key: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in known:
        for key in identity.keys:
            by_key[key].append(identity)
    for outcome in stated:
        near = {one.claim_id: one for key in index_keys(outcome.terms) for one in by_key[key]}
        matches = [(match, one.claim_id) for one in near.values() if (match := same_outcome(one.terms, outcome.terms))]
        if matches:  # the closest, and of equals the oldest
            outcome.match, outcome.claim_id = min(matches, key=lambda found: (-found[0].points, found[1]))


def _settle_among_themselves(stated: Sequence[Outcome], born: dict[int, Claim]) -> None:
    """One article may state an outcome twice: the second time it is a mention of the first."""
    first = [(outcome, born[id(outcome)]) for outcome in stated if id(outcome) in born]
    kept: list[Identity] = []
    for outcome, claim in first:
        _settle([outcome], kept)
        if outcome.match:
            del born[id(outcome)]
        else:
            outcome.claim_id = claim.id
            keys = index_keys(outcome.terms)
            kept.append(Identity(claim_id=claim.id, keys=keys, terms=outcome.terms, decided_on=None))


def _record_mentions(connection: Connection, article_id: UUID, mentions: Sequence[Outcome], act: Act) -> None:
    by_claim: defaultdict[UUID, list[Outcome]] = defaultdict(list)
    for outcome in mentions:
        if outcome.claim_id is not None:
            by_claim[outcome.claim_id].append(outcome)
    known = claims.get_many(connection, by_claim, lock=True)
    changes = [
        Change(
            before=known[claim_id],
            after=changed(known[claim_id], act, mentions=known[claim_id].mentions + len(found)),
            type=MENTIONED,
            data={
                "article_id": str(article_id),
                "matched_by": [list(one.match.matched_by) for one in found if one.match],
            },
        )
        for claim_id, found in sorted(by_claim.items())
    ]
    record_changes(connection, changes, act)


def _belonging(outcome: Outcome | None) -> tuple[UUID | None, tuple[str, ...]]:
    if outcome is None:
        return None, ()
    return outcome.claim_id, outcome.match.matched_by if outcome.match else ()

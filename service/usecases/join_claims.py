"""What is a claim, and what is one or two, decided by hand: tracking a statement, merging claims, splitting one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from service.domain.article import Mention
from service.domain.claim import Claim
from service.domain.errors import (
    ArticleNotFound,
    InvalidValue,
    StatementNoOutcome,
    StatementNotFound,
    StatementTracked,
)
from service.domain.orders import Dismiss
from service.domain.status import MERGED, SPLIT, DismissalReason, Status
from service.store import analysis, articles, claims, entities, evidence, identities, links, statements
from service.store.database import Connection, Database
from service.usecases.gather import watch
from service.usecases.links import hand_over
from service.usecases.move_claims import Target, as_read
from service.usecases.record import Action, Change, changed, move, record_births, record_changes
from service.usecases.track import name_told, new_claim, read_stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The claim that goes, and the one that its mentions go to."""

    target: Target
    into: UUID
    note: str | None = None


def merge_claims(database: Database, order: Merge, *, action: Action, today: date) -> Claim:
    """The claim that stays, with the mentions of both; the other is dismissed as its duplicate.

    Raises `ClaimNotFound`, `StaleVersion`, `IllegalMove`, and `InvalidValue` where `into` cannot take them.
    """
    gone_id = order.target.claim_id
    if gone_id == order.into:
        raise InvalidValue("into", "A claim cannot be merged into itself.")
    with database.begin() as connection:
        tied = {one for link in links.of_claims(connection, [gone_id]) for one in (link.claim_id, link.other_id)}
        known = claims.get_many(connection, {gone_id, order.into, *tied}, lock=True)
        both = {one: claim for one, claim in known.items() if one in (gone_id, order.into)}
        gone = as_read(both.get(gone_id), order.target.versions)
        stays = both.get(order.into)
        if stays is None or stays.status is Status.DISMISSED:
            raise InvalidValue("into", "There is no tracked claim with this id.")
        dismissal = Dismiss(reason=DismissalReason.DUPLICATE, note=order.note).apply(gone, today)
        step = move(gone, dismissal, action)
        moved = statements.reassign(connection, gone.id, stays.id)
        evidence.reassign(connection, gone.id, stays.id)
        went = Change(
            before=gone,
            after=changed(gone, action, status=step.after.status, dismissal=step.after.dismissal, mentions=0),
            type=step.type,
            reason=order.note,
            data={**step.data, "merged_into": str(stays.id)},
        )
        got = Change(
            before=stays,
            after=changed(stays, action, mentions=stays.mentions + moved),
            type=MERGED,
            reason=order.note,
            data={"from": str(gone.id), "mentions": moved},
        )
        known |= record_changes(connection, [went, got], action)
        return hand_over(connection, known[gone.id], known[stays.id], known, action)


def split_claim(database: Database, target: Target, statement_id: UUID, *, action: Action, today: date) -> Claim:
    """A claim of its own for one mention of the claim, which keeps the others.

    Raises `ClaimNotFound`, `StaleVersion`, and `InvalidValue` where the statement is no mention or the only one.
    """
    version = analysis.current(database, action.now)
    with database.begin() as connection:
        claim = as_read(claims.get_many(connection, [target.claim_id], lock=True).get(target.claim_id), target.versions)
        mention = statements.get(connection, statement_id)
        if mention is None or mention.statement.claim_id != claim.id or mention.statement.vanished_in is not None:
            raise InvalidValue("statement_id", "No mention of this claim has this id.")
        if claim.mentions < 2:
            raise InvalidValue("statement_id", "It is the claim's only mention.")
        born = bear(connection, mention, action, today, version, {"split_from": str(claim.id)})
        left = Change(
            before=claim,
            after=changed(claim, action, mentions=claim.mentions - 1),
            type=SPLIT,
            data={"into": str(born.id), "statement_id": str(statement_id)},
        )
        record_changes(connection, [left], action)
        return born


def track_statement(database: Database, statement_id: UUID, *, action: Action, today: date) -> Claim:
    """The claim that an outcome is made, which had none because it was not taken for worth watching.

    Raises `StatementNotFound`, `StatementTracked`, and `StatementNoOutcome` for a result.
    """
    version = analysis.current(database, action.now)
    with database.begin() as connection:
        mention = statements.lock(connection, statement_id)
        if mention is None or mention.statement.vanished_in is not None or mention.article.withdrawn_at is not None:
            raise StatementNotFound
        if mention.statement.claim_id is not None:
            raise StatementTracked
        if mention.statement.modality is None:
            raise StatementNoOutcome
        return bear(connection, mention, action, today, version, {"untracked": mention.statement.untracked})


def bear(
    connection: Connection, mention: Mention, action: Action, today: date, version: int, data: Mapping[str, Any]
) -> Claim:
    """The claim that a stored statement, which has none of its own, is made; `data` goes into its history."""
    article = articles.get(connection, mention.article.id)
    if article is None:
        raise ArticleNotFound
    (told,) = read_stored(article, [mention.statement])
    born = new_claim(mention.statement, article=article, article_id=article.id, now=action.now, today=today)
    if told is not None:
        name_told(connection, article.id, [told], action)
        born = replace(born, speaker_entity_id=told.speaker_entity_id)
    record_births(connection, [born], action, {**data, "article_id": str(article.id)})
    statements.assign(connection, mention.statement.id, born.id)
    if told is not None:
        entities.take_part(connection, {born.id: told.parts})
        identities.add(connection, [(born.id, told.keyed.proposition)], version)
        watch(connection, [(born, told.keyed)], action, version)
    return born

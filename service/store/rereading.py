"""Queries on what has to be read again, and on what of it is people's and stays as it is."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from service.domain.article import NewArticle, StoredStatement
from service.domain.proposal import RULES
from service.domain.status import CORRECTED, LINKED, MERGED, MOVES, SPLIT, UNDECIDED, UNLINKED, Move
from service.store import statements
from service.store.analysis import is_other
from service.store.database import Connection
from service.store.tables import ArticleRow, ClaimRow, StatementRow, WatchRow

_RECEIVED = [ArticleRow.text, ArticleRow.title, ArticleRow.url, ArticleRow.outlet, ArticleRow.published_on]
_IS_THERE = ArticleRow.withdrawn_at.is_(None)  # of a withdrawn article nothing is left to read
_IS_CURRENT = ArticleRow.superseded_at.is_(None)  # what an old version told counts no more
_BY_PEOPLE = (CORRECTED, MERGED, SPLIT, LINKED, UNLINKED, MOVES[Move.REOPEN].event)
_CORRECTED = text(
    "SELECT DISTINCT claim_id FROM event WHERE claim_id = ANY(:claim_ids)"
    " AND ((type = ANY(:types) AND NOT data ? 'matched_by') OR data ? 'split_from')"
)
_FIELDS = text(
    "SELECT claim_id, array_agg(DISTINCT field) AS fields FROM event"
    " CROSS JOIN LATERAL jsonb_array_elements_text(data -> 'fields') AS field"
    " WHERE claim_id = ANY(:claim_ids) AND type = :type AND NOT data ? 'withdrawn_article_id' GROUP BY claim_id"
)
# What somebody has added by hand, or decided on. A waiting proposal of the sweep is neither.
_RELIED_ON = text(
    "SELECT DISTINCT statement_id FROM evidence WHERE statement_id = ANY(:ids) AND (by <> :rules"
    " OR EXISTS (SELECT FROM resolution WHERE resolution.claim_id = evidence.claim_id"
    "  AND evidence.id = ANY(resolution.evidence))"
    " OR EXISTS (SELECT FROM proposal WHERE proposal.claim_id = evidence.claim_id AND proposal.by <> :sweep"
    "  AND evidence.id = ANY(proposal.evidence)))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMention:
    """The statement that a claim was made of, or the oldest of those that state it since."""

    article_id: UUID
    statement: StoredStatement


def claims(connection: Connection, today: int, *, undecided: bool, after: UUID | None, limit: int) -> list[UUID]:
    """Up to `limit` claims, undecided or decided, that another version than `today` has read, after `after`."""
    is_undecided = ClaimRow.status.in_(UNDECIDED)
    query = (
        select(WatchRow.claim_id)
        .join(ClaimRow, ClaimRow.id == WatchRow.claim_id)
        .where(is_other(WatchRow.analysis_version, today), is_undecided if undecided else ~is_undecided)
    )
    if after is not None:
        query = query.where(WatchRow.claim_id > after)
    return list(connection.scalars(query.order_by(WatchRow.claim_id).limit(limit)))


def articles(connection: Connection, today: int, *, after: UUID | None, limit: int) -> list[UUID]:
    """Up to `limit` articles that another version than `today` has read, in the order of arrival after `after`."""
    query = select(ArticleRow.id).where(is_other(ArticleRow.analysis_version, today), _IS_THERE, _IS_CURRENT)
    if after is not None:
        query = query.where(ArticleRow.id > after)
    return list(connection.scalars(query.order_by(ArticleRow.id).limit(limit)))


def take(connection: Connection, article_id: UUID, today: int) -> NewArticle | None:
    """The article, locked against others who read it again; None where they have it, or have done it already."""
    is_left = is_other(ArticleRow.analysis_version, today)
    query = select(*_RECEIVED).where(ArticleRow.id == article_id, is_left, _IS_THERE, _IS_CURRENT)
    row = connection.execute(query.with_for_update(key_share=True, skip_locked=True)).mappings().first()
    return NewArticle(**row) if row else None


def received(connection: Connection, article_id: UUID) -> NewArticle | None:
    """The article as it was received, or None where it is not there or withdrawn."""
    row = connection.execute(select(*_RECEIVED).where(ArticleRow.id == article_id, _IS_THERE)).mappings().first()
    return NewArticle(**row) if row else None


def first_mentions(connection: Connection, claim_ids: Collection[UUID]) -> dict[UUID, FirstMention]:
    """Of each of these claims the statement that it was made of; of a claim without any, nothing."""
    if not claim_ids:
        return {}
    is_first = func.cardinality(StatementRow.matched_by) == 0
    query = (
        select(StatementRow.claim_id, StatementRow.id)
        .ext(distinct_on(StatementRow.claim_id))
        .where(StatementRow.claim_id.in_(claim_ids), StatementRow.text != "")  # withdrawn ones are blank
        .order_by(StatementRow.claim_id, is_first.desc(), StatementRow.id)
    )
    ids = {row.id: row.claim_id for row in connection.execute(query)}
    return {
        ids[statement_id]: FirstMention(article_id=mention.article.id, statement=mention.statement)
        for statement_id, mention in statements.get_many(connection, ids).items()
    }


def corrected(connection: Connection, claim_ids: Collection[UUID]) -> set[UUID]:
    """Which of these claims somebody has put right by hand, or taken up again."""
    asked = {"claim_ids": list(claim_ids), "types": list(_BY_PEOPLE)}
    return set(connection.scalars(_CORRECTED, asked)) if claim_ids else set()


def corrected_fields(connection: Connection, claim_ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """What people have put right of each of these claims, by the names of its fields; of the others nothing."""
    asked = {"claim_ids": list(claim_ids), "type": CORRECTED}
    return {row.claim_id: frozenset(row.fields) for row in connection.execute(_FIELDS, asked)} if claim_ids else {}


def relied_on(connection: Connection, statement_ids: Collection[UUID], sweep: str) -> set[UUID]:
    """Which of these statements somebody has added as evidence, or decided or proposed something on.

    `sweep` is the name under which the service itself proposes.
    """
    asked = {"ids": list(statement_ids), "rules": RULES, "sweep": sweep}
    return set(connection.scalars(_RELIED_ON, asked)) if statement_ids else set()

"""Queries on articles."""

import hashlib
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, false, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from service.domain.article import (
    Article,
    ArticleFilter,
    ArticlePlace,
    ListedArticle,
    NewArticle,
    ReadBy,
    same_text,
    version_after,
)
from service.store import statements
from service.store.database import Connection, uuid7
from service.store.tables import ArticleRow
from service.store.words import says

_ARTICLE = [column for column in ArticleRow.__table__.c if column.name not in ("text_digest", "search")]
_LISTED = [column for column in _ARTICLE if column.name not in ("text", "withdrawn_by", "withdrawal_reason")]
_IS_CURRENT = ArticleRow.superseded_at.is_(None)  # no other text stands at its URL since
_LATEST = 1_000  # articles among which words are looked for before their index is


def find_id(connection: Connection, *, text: str | None, url: str | None) -> UUID | None:
    """The id of the article with this text, or that stands at this URL; of several the one that was withdrawn."""
    same = [ArticleRow.text_digest == _digest(text)] if text is not None else []
    same += [(ArticleRow.url == url) & _IS_CURRENT] if url is not None else []
    return connection.scalar(
        select(ArticleRow.id).where(or_(false(), *same)).order_by(ArticleRow.withdrawn_at, ArticleRow.id).limit(1)
    )


def lock_current(connection: Connection, url: str) -> ListedArticle | None:
    """What stands at the URL, which nobody else replaces until the transaction ends; None where nothing does."""
    its = select(*_LISTED).where(ArticleRow.url == url, _IS_CURRENT, ArticleRow.withdrawn_at.is_(None))
    row = connection.execute(its.with_for_update(key_share=True)).mappings().first()
    return ListedArticle(**row) if row else None


def add(
    connection: Connection,
    article: NewArticle,
    *,
    read_by: ReadBy,
    omitted: int,
    now: datetime,
    after: ListedArticle | None = None,
) -> UUID | None:
    """Insert `article`, of which `omitted` statements are left out, as the version that follows `after`.

    Its new id, or None where one with its text or URL has come first: what was `after` is superseded all the same.
    """
    if after is not None:
        its = ArticleRow.id == after.id
        connection.execute(update(ArticleRow).where(its).values(superseded_at=func.greatest(now, after.created_at)))
    values = {
        **version_after(after),
        **asdict(article),
        "id": uuid7(),
        "text_digest": _digest(article.text),
        **asdict(read_by),
        "omitted": omitted,
        "created_at": now,
    }
    return connection.scalar(insert(ArticleRow).values(values).on_conflict_do_nothing().returning(ArticleRow.id))


def mark(connection: Connection, article_id: UUID, *, read_by: ReadBy, omitted: int) -> None:
    """Take note of what has read the article last, and how many statements are left out."""
    said = {**asdict(read_by), "omitted": omitted}
    connection.execute(update(ArticleRow).where(ArticleRow.id == article_id).values(said))


def get(connection: Connection, article_id: UUID) -> Article | None:
    """The article with its statements, or None."""
    row = connection.execute(select(*_ARTICLE).where(ArticleRow.id == article_id)).mappings().first()
    if row is None:
        return None
    is_old = row["superseded_at"] is not None
    return Article(**row, statements=tuple(statements.of_article(connection, article_id, vanished=is_old)))


def versions(
    connection: Connection, article_id: UUID, *, after: int = 0, limit: int | None = None
) -> list[ListedArticle]:
    """Up to `limit` of the texts that have stood where the article does, in order, from the version `after` on.

    None where there is no such article.
    """
    its = select(*_LISTED).where(_is_version_of(article_id), ArticleRow.version > after)
    rows = connection.execute(its.order_by(ArticleRow.version).limit(limit)).mappings()
    return [ListedArticle(**row) for row in rows]


def current(connection: Connection, article_id: UUID) -> UUID:
    """The article that stands where this one does or did: its last version, which may be itself."""
    query = select(ArticleRow.id).where(_is_version_of(article_id)).order_by(ArticleRow.version.desc()).limit(1)
    return connection.scalar(query) or article_id


def texts(connection: Connection, article_ids: Collection[UUID]) -> dict[UUID, str]:
    """The texts of these articles, by id."""
    query = select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(article_ids))
    return {row.id: row.text for row in connection.execute(query)}


def exists(connection: Connection, article_id: UUID) -> bool:
    """Whether there is an article with this id."""
    return connection.scalar(select(ArticleRow.id).where(ArticleRow.id == article_id)) is not None


def find(connection: Connection, kept: ArticleFilter, after: ArticlePlace | None, limit: int) -> list[ListedArticle]:
    """Up to `limit` articles that `kept` keeps, from `after` on: the last to arrive first, the latest published where
    `kept` says when.

    Words that are common fill a page with the latest articles, rare ones are few in their index.
    """
    table = ArticleRow.__table__
    query = select(table).where(*_conditions(kept))
    if after is not None:
        place = (literal(after.published_on), literal(after.article_id))
        query = query.where(tuple_(*_order(kept, table)) < tuple_(*(place if kept.by_publication else place[1:])))
    if kept.q is None:
        return _read(connection, kept, query.subquery("found"), limit)
    latest = _first(kept, query, table, _LATEST).subquery("latest")
    found = _read(connection, kept, select(latest).where(says(latest.c.search, kept.q)).subquery("found"), limit)
    if len(found) == limit:
        return found
    matches = query.where(says(table.c.search, kept.q)).offset(0)  # a fence for the planner
    return _read(connection, kept, matches.subquery("found"), limit)


def _read(connection: Connection, kept: ArticleFilter, found: FromClause, limit: int) -> list[ListedArticle]:
    query = _first(kept, select(*(found.c[column.name] for column in _LISTED)), found, limit)
    return [ListedArticle(**row) for row in connection.execute(query).mappings()]


def _first(kept: ArticleFilter, query: Select[Any], of: FromClause, limit: int) -> Select[Any]:
    return query.order_by(*(column.desc() for column in _order(kept, of))).limit(limit)


def _order(kept: ArticleFilter, of: FromClause) -> list[ColumnElement[Any]]:
    return [of.c.published_on, of.c.id] if kept.by_publication else [of.c.id]


def _conditions(kept: ArticleFilter) -> list[ColumnElement[bool]]:
    """What `kept` asks of an article, but for its words."""
    withdrawn = ArticleRow.withdrawn_at.is_not(None)
    found: list[ColumnElement[bool]] = [withdrawn] if kept.withdrawn else [~withdrawn, _IS_CURRENT]
    if kept.url is not None:
        found.append(ArticleRow.url == kept.url)
    if kept.outlet is not None:
        found.append(func.lower(ArticleRow.outlet) == kept.outlet.lower())
    if kept.published_from is not None:
        found.append(ArticleRow.published_on >= kept.published_from)
    if kept.published_to is not None:
        found.append(ArticleRow.published_on <= kept.published_to)
    return found


def _is_version_of(article_id: UUID) -> ColumnElement[bool]:
    """The condition that an article stands, or has stood, where the one with this id does."""
    other = aliased(ArticleRow)
    first = select(func.coalesce(other.first_version, other.id)).where(other.id == article_id).scalar_subquery()
    return or_(ArticleRow.id == first, ArticleRow.first_version == first)


def _digest(text: str) -> bytes:
    return hashlib.sha256(same_text(text).encode()).digest()

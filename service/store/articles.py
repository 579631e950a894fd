"""Queries on articles."""

import hashlib
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import false, or_, select
from sqlalchemy.dialects.postgresql import insert

from service.domain.article import Article, ListedArticle, NewArticle
from service.store import statements
from service.store.database import Connection, uuid7
from service.store.tables import ArticleRow

_ARTICLE = [column for column in ArticleRow.__table__.c if column.name not in ("text_digest", "withdrawn_at")]
_LISTED = [column for column in _ARTICLE if column.name != "text"]


def find_id(connection: Connection, *, text: str | None, url: str | None) -> UUID | None:
    """The id of the stored article with this text or this URL."""
    same = [ArticleRow.text_digest == _digest(text)] if text is not None else []
    same += [ArticleRow.url == url] if url is not None else []
    return connection.scalar(select(ArticleRow.id).where(or_(false(), *same)).order_by(ArticleRow.id).limit(1))


def add(connection: Connection, article: NewArticle, *, rules_version: str, omitted: int, now: datetime) -> UUID | None:
    """Insert `article`, of which `omitted` statements are left out.

    Its new id, or None where one with its text or URL has come first.
    """
    values = {
        **asdict(article),
        "id": uuid7(),
        "text_digest": _digest(article.text),
        "rules_version": rules_version,
        "omitted": omitted,
        "created_at": now,
    }
    return connection.scalar(insert(ArticleRow).values(values).on_conflict_do_nothing().returning(ArticleRow.id))


def get(connection: Connection, article_id: UUID) -> Article | None:
    """The article with its statements, or None."""
    row = connection.execute(select(*_ARTICLE).where(ArticleRow.id == article_id)).mappings().first()
    if row is None:
        return None
    return Article(**row, statements=tuple(statements.of_article(connection, article_id)))


def exists(connection: Connection, article_id: UUID) -> bool:
    """Whether there is an article with this id."""
    return connection.scalar(select(ArticleRow.id).where(ArticleRow.id == article_id)) is not None


def find(connection: Connection, *, after: UUID | None, limit: int) -> list[ListedArticle]:
    """Up to `limit` articles, the last to arrive first, after the article `after` in that order."""
    query = select(*_LISTED).order_by(ArticleRow.id.desc()).limit(limit)
    if after is not None:
        query = query.where(ArticleRow.id < after)
    return [ListedArticle(**row) for row in connection.execute(query).mappings()]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

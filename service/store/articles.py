"""Queries on articles and their statements."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert

from service.domain.article import Article, NewArticle, NewStatement, Statement
from service.store.database import Connection, uuid7
from service.store.tables import ArticleRow, StatementRow

_COLUMN_OF = {"start": "start_at", "end": "end_at"}  # "end" is a word of SQL


def find_id(connection: Connection, article: NewArticle) -> UUID | None:
    """The id of the stored article with the same text or the same URL."""
    same = ArticleRow.text_digest == _digest(article.text)
    if article.url is not None:
        same = or_(same, ArticleRow.url == article.url)
    return connection.scalar(select(ArticleRow.id).where(same).order_by(ArticleRow.id).limit(1))


def add(connection: Connection, article: NewArticle, rules_version: str, now: datetime) -> UUID | None:
    """Insert `article`; its new id, or None where one with its text or URL has come first."""
    values = {
        **asdict(article),
        "id": uuid7(),
        "text_digest": _digest(article.text),
        "rules_version": rules_version,
        "created_at": now,
    }
    return connection.scalar(upsert(ArticleRow).values(values).on_conflict_do_nothing().returning(ArticleRow.id))


def add_statements(connection: Connection, article_id: UUID, found: Iterable[tuple[NewStatement, UUID | None]]) -> None:
    """Insert each statement with the id of its claim, in the order given."""
    rows = [
        {"id": uuid7(), "article_id": article_id, "claim_id": claim_id, **_to_columns(statement)}
        for statement, claim_id in found
    ]
    if rows:
        connection.execute(insert(StatementRow), rows)


def get(connection: Connection, article_id: UUID) -> Article | None:
    """The article with its statements, or None."""
    row = connection.execute(select(ArticleRow.__table__).where(ArticleRow.id == article_id)).mappings().first()
    if row is None:
        return None
    found = connection.execute(
        select(StatementRow.__table__)
        .where(StatementRow.article_id == article_id)
        .order_by(StatementRow.start_at, StatementRow.id)
    ).mappings()
    return _to_article(row, [_to_statement(statement) for statement in found])


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _to_columns(statement: NewStatement) -> dict[str, object]:
    return {_COLUMN_OF.get(name, name): value for name, value in asdict(statement).items()}


def _to_statement(row: RowMapping) -> Statement:
    return Statement(**{field.name: row[_COLUMN_OF.get(field.name, field.name)] for field in fields(Statement)})


def _to_article(row: RowMapping, statements: Sequence[Statement]) -> Article:
    columns = {name: value for name, value in row.items() if name != "text_digest"}
    return Article(**columns, statements=tuple(statements))

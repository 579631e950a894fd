"""Queries on comments."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import insert, select

from service.domain.comment import Comment
from service.store.database import Connection
from service.store.tables import CommentRow


def add(connection: Connection, comment: Comment) -> None:
    """Insert a new comment."""
    connection.execute(insert(CommentRow).values(asdict(comment)))


def of_claim(connection: Connection, claim_id: UUID, *, after: UUID | None, limit: int) -> list[Comment]:
    """Up to `limit` of the claim's comments, the oldest first, after the comment `after`."""
    query = select(CommentRow.__table__).where(CommentRow.claim_id == claim_id).order_by(CommentRow.id).limit(limit)
    if after is not None:
        query = query.where(CommentRow.id > after)
    return [Comment(**row) for row in connection.execute(query).mappings()]

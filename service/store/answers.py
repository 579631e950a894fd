"""Queries on answers that are kept by idempotency key."""

from datetime import datetime

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from service.domain.answer import Answer, Asked
from service.domain.retention import RetainedPart
from service.store.database import Connection
from service.store.tables import AnswerRow


def lock(connection: Connection, asked: Asked) -> bool:
    """Whether nobody else is at work on this; nobody else will be until the transaction ends."""
    name = f"{asked.key_id}:{asked.key}"
    return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(name, 1)))))


def find(connection: Connection, asked: Asked, *, since: datetime) -> tuple[bytes, Answer] | None:
    """The fingerprint and the answer that were kept under this key since that instant."""
    row = connection.execute(
        select(AnswerRow.fingerprint, AnswerRow.status, AnswerRow.headers, AnswerRow.body).where(
            AnswerRow.key_id == asked.key_id, AnswerRow.key == asked.key, AnswerRow.created_at > since
        )
    ).first()
    return (row.fingerprint, Answer(status=row.status, headers=row.headers, body=row.body)) if row else None


def keep(connection: Connection, asked: Asked, answer: Answer, now: datetime) -> None:
    """Keep the answer, in place of one that has grown too old."""
    values = {
        "fingerprint": asked.fingerprint,
        "status": answer.status,
        "headers": dict(answer.headers),
        "body": answer.body,
        "created_at": now,
    }
    row = insert(AnswerRow).values(key_id=asked.key_id, key=asked.key, **values)
    connection.execute(row.on_conflict_do_update(index_elements=[AnswerRow.key_id, AnswerRow.key], set_=values))


def measure(connection: Connection, before: datetime) -> RetainedPart:
    """The answers that were kept before that instant: how many, and the bytes of their bodies."""
    query = select(func.count(), func.coalesce(func.sum(func.length(AnswerRow.body)), 0))
    rows, size = connection.execute(query.where(AnswerRow.created_at <= before)).one()
    return RetainedPart(rows=rows, bytes=size)


def forget(connection: Connection, before: datetime, limit: int) -> int:
    """Delete up to `limit` answers that were kept before that instant; how many there were."""
    key = (AnswerRow.key_id, AnswerRow.key)
    old = select(*key).where(AnswerRow.created_at <= before).order_by(AnswerRow.created_at).limit(limit)
    return connection.execute(delete(AnswerRow).where(tuple_(*key).in_(old.with_for_update(skip_locked=True)))).rowcount

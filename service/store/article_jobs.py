"""Queries on the jobs that clients wait for."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Text, and_, cast, column, delete, func, insert, literal, or_, select, table, update
from sqlalchemy.dialects.postgresql import JSONB

from service.domain.actor import actor_of
from service.domain.article_job import ABANDONED, Added, ArticleJob, Failure, JobStatus, JobTask
from service.store.database import Connection
from service.store.tables import ApiKeyRow, JobRow

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_QUEUED = table("procrastinate_jobs", column("id"), column("status"))
_SHOWN = [column for column in JobRow.__table__.c if column.name not in ("number", "request")]
_OF_QUEUE = {"todo": JobStatus.QUEUED, "doing": JobStatus.RUNNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenJob:
    """What is left to do of a job: its request from the place `done` on, for the key called `actor`."""

    id: UUID
    task: JobTask
    actor: str
    request: bytes
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """What a job that has not ended is to do, whether or not it is done in part."""

    job_id: UUID
    request: bytes


def add(connection: Connection, job: ArticleJob, *, number: int, request: bytes) -> None:
    """Insert a new job, which has that number in the queue."""
    values = {name: getattr(job, name) for name in ("id", "key_id", "request_id", "task", "total", "created_at")}
    connection.execute(insert(JobRow).values(**values, number=number, request=request, results=[]))


def get(connection: Connection, job_id: UUID, *, key_id: UUID | None) -> ArticleJob | None:
    """The job with this id, if the key asked for it (None: whoever did)."""
    row = connection.execute(_jobs(key_id).where(JobRow.id == job_id)).first()
    return _to_job(row) if row else None


def find(connection: Connection, *, key_id: UUID | None, after: UUID | None, limit: int) -> list[ArticleJob]:
    """Up to `limit` jobs that the key asked for (None: whoever did), the last first, from the one after `after` on."""
    query = _jobs(key_id).order_by(JobRow.id.desc()).limit(limit)
    if after is not None:
        query = query.where(JobRow.id < after)
    return [_to_job(row) for row in connection.execute(query)]


def open_job(connection: Connection, job_id: UUID) -> OpenJob | None:
    """The job, or None where nothing of it is left to do."""
    row = connection.execute(
        select(
            JobRow.id,
            JobRow.task,
            ApiKeyRow.name,
            ApiKeyRow.member_id,
            JobRow.request,
            func.jsonb_array_length(JobRow.results).label("done"),
            JobRow.total,
        )
        .join(ApiKeyRow, ApiKeyRow.id == JobRow.key_id)
        .where(JobRow.id == job_id, JobRow.finished_at.is_(None))
    ).first()
    if row is None:
        return None
    values = {name: value for name, value in row._mapping.items() if name not in ("name", "member_id")}
    actor = actor_of(row.member_id) if row.member_id else row.name
    return OpenJob(**{**values, "task": JobTask(row.task), "actor": actor})


def record(connection: Connection, job_id: UUID, place: int, result: Added, *, end: datetime | None) -> bool:
    """Keep what became of the article at `place`, the last where there is an `end`; whether nobody else had."""
    kept = literal([_plain(result)], JSONB)
    return _change(connection, job_id, place, {"results": JobRow.results.op("||")(kept), **_ended(end)})


def fail(connection: Connection, job_id: UUID, place: int, failure: Failure, *, end: datetime) -> bool:
    """Keep that the whole job failed at `place`; whether nobody else had been there."""
    return _change(connection, job_id, place, {"failure": _plain(failure), **_ended(end)})


def renumber(connection: Connection, job_id: UUID, number: int) -> None:
    """Note the number that the rest of the job has in the queue."""
    connection.execute(update(JobRow).where(JobRow.id == job_id).values(number=number))


def next_request(connection: Connection, *, after: UUID | None) -> OpenRequest | None:
    """The request of the first job after `after` that has not ended, in the order of their ids; nobody else changes
    the job until the transaction ends."""
    query = select(JobRow.id.label("job_id"), JobRow.request).where(JobRow.finished_at.is_(None))
    if after is not None:
        query = query.where(JobRow.id > after)
    row = connection.execute(query.order_by(JobRow.id).limit(1).with_for_update()).mappings().first()
    return OpenRequest(**row) if row else None


def replace_request(connection: Connection, job_id: UUID, request: bytes) -> None:
    """Have the job do something else."""
    connection.execute(update(JobRow).where(JobRow.id == job_id).values(request=request))


def forget(connection: Connection, *, before: datetime, most: int) -> int:
    """Remove up to `most` jobs that ended, or came and were abandoned, before that instant; how many there were."""
    at_work = select(_QUEUED.c.id).where(_QUEUED.c.id == JobRow.number, cast(_QUEUED.c.status, Text).in_(_OF_QUEUE))
    old = (
        select(JobRow.id)
        .where(
            JobRow.created_at < before,
            or_(JobRow.finished_at < before, and_(JobRow.finished_at.is_(None), ~at_work.exists())),
        )
        .order_by(JobRow.created_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return connection.execute(delete(JobRow).where(JobRow.id.in_(old))).rowcount


def _change(connection: Connection, job_id: UUID, place: int, values: Mapping[str, Any]) -> bool:
    mine = func.jsonb_array_length(JobRow.results) == place
    done = update(JobRow).where(JobRow.id == job_id, JobRow.finished_at.is_(None), mine).values(**values)
    return connection.execute(done).rowcount == 1


def _ended(end: datetime | None) -> dict[str, Any]:
    return {"finished_at": end, "request": None} if end else {}


def _jobs(key_id: UUID | None) -> Select[Any]:
    standing = select(_QUEUED.c.status).where(_QUEUED.c.id == JobRow.number).scalar_subquery()
    query = select(*_SHOWN, standing.label("standing"))
    return query if key_id is None else query.where(JobRow.key_id == key_id)


def _to_job(row: Row[Any]) -> ArticleJob:
    values = {name: value for name, value in row._mapping.items() if name != "standing"}
    status, failure = _standing(row)
    return ArticleJob(
        **{**values, "task": JobTask(row.task), "results": [_to_added(kept) for kept in row.results]}
        | {"status": status, "failure": failure}
    )


def _standing(row: Row[Any]) -> tuple[JobStatus, Failure | None]:
    if row.failure:
        return JobStatus.FAILED, Failure(**row.failure)
    if row.finished_at:
        return JobStatus.SUCCEEDED, None
    if row.standing in _OF_QUEUE:
        return _OF_QUEUE[row.standing], None
    return JobStatus.FAILED, ABANDONED  # the queue has given it up, and perhaps forgotten it


def _to_added(kept: Mapping[str, Any]) -> Added:
    article_id, failure = kept["article_id"], kept["failure"]
    return Added(
        **{
            **kept,
            "article_id": UUID(article_id) if article_id else None,
            "failure": Failure(**failure) if failure else None,
        }
    )


def _plain(value: Added | Failure) -> Any:
    return _storable(json.loads(json.dumps(asdict(value), default=str)))


def _storable(value: Any) -> Any:
    """The value without what jsonb cannot hold: a refusal names fields as the client wrote them."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_storable(name): _storable(part) for name, part in value.items()}
    return [_storable(part) for part in value] if isinstance(value, list) else value

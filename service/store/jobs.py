"""The queue of background work. A job is enqueued in the transaction that causes it, and goes with it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg import InterfaceError, OperationalError
from sqlalchemy import text
from structlog.contextvars import get_contextvars

from service.store.database import Connection
from service.telemetry import spans

# procrastinate's own function raises where a queueing lock is taken, which would end the transaction.
_ADD = text("""
    INSERT INTO procrastinate_jobs (task_name, args, queue_name, lock, queueing_lock, scheduled_at, priority)
    SELECT task_name, args, queue_name, lock, queueing_lock, scheduled_at, priority
    FROM jsonb_to_recordset(CAST(:jobs AS jsonb)) AS job (
        task_name text, args jsonb, queue_name text, lock text, queueing_lock text,
        scheduled_at timestamptz, priority integer
    )
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
    RETURNING id, queueing_lock
""")
_HOLD = text("""
    SELECT queueing_lock FROM procrastinate_jobs
    WHERE queueing_lock = ANY(:locks) AND status = 'todo'
    ORDER BY queueing_lock
    FOR SHARE
""")
_RESCUE = text("""
    UPDATE procrastinate_jobs AS job
    SET status = CASE
            WHEN job.attempts + 1 >= :most THEN 'failed'
            WHEN EXISTS (SELECT FROM procrastinate_jobs AS other
                         WHERE other.queueing_lock = job.queueing_lock AND other.status = 'todo') THEN 'aborted'
            ELSE 'todo'
        END::procrastinate_job_status,
        attempts = attempts + 1, worker_id = NULL, abort_requested = false
    WHERE id = (
        SELECT stalled.id FROM procrastinate_jobs AS stalled
        LEFT JOIN procrastinate_workers AS worker ON worker.id = stalled.worker_id
        WHERE stalled.status = 'doing'
          AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :silent))
        ORDER BY stalled.id LIMIT 1
        FOR UPDATE OF stalled SKIP LOCKED
    )
    RETURNING id, task_name, status
""")
_FORGET = text("""
    DELETE FROM procrastinate_jobs WHERE id IN (
        SELECT id FROM procrastinate_jobs AS job
        WHERE status NOT IN ('todo', 'doing')
          AND NOT EXISTS (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= :before)
        ORDER BY id LIMIT :most
        FOR UPDATE SKIP LOCKED
    )
""")
_LAST_BEAT = text("SELECT EXTRACT(epoch FROM now() - max(last_heartbeat))::float FROM procrastinate_workers")


@dataclass(frozen=True, slots=True)
class Rescued:
    """A job that its worker has left: its number, its task, and where it stands now (todo, failed or aborted)."""

    id: int
    task: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task to run, with arguments that JSON can hold.

    Jobs with the same `lock` run one at a time, in the order of their enqueueing; one that waits for its
    `schedule_at`, which must carry its zone, holds up those behind it. Of jobs with the same `queueing_lock` one
    waits at a time: they stand for each other, so they must find their work in the database rather than in `args`.
    """

    task: str
    args: Mapping[str, Any] = field(default_factory=dict)
    queue: str = "default"
    lock: str | None = None
    queueing_lock: str | None = None
    schedule_at: datetime | None = None
    priority: int = 0  # the higher goes first


def enqueue(connection: Connection, job: Job) -> int | None:
    """The number of the job in the queue, or None where one with its queueing lock waits already.

    It runs once the transaction of `connection` has committed, and goes with it where that rolls back. The same
    is true of the one that waits already: it does not start before the transaction has ended.
    """
    numbers = enqueue_all(connection, [job])
    return numbers[0] if numbers else None


def enqueue_all(connection: Connection, jobs: Iterable[Job]) -> list[int]:
    """The numbers of those jobs that did not find their queueing lock taken. One statement, however many they are.

    Transactions that enqueue jobs with several queueing locks do so by one call: it takes them in one order.
    """
    left = sorted(jobs, key=lambda job: job.queueing_lock or "")
    numbers: list[int] = []
    while left:
        added = connection.execute(_ADD, {"jobs": json.dumps(_rows(left))}).all()
        numbers.extend(row.id for row in added)
        taken = {job.queueing_lock for job in left if job.queueing_lock} - {row.queueing_lock for row in added}
        # What waited a moment ago may have been started since: then the work that is caused here is news to it.
        started = taken - _hold(connection, taken)
        left = [job for job in left if job.queueing_lock in started]
    return numbers


def _hold(connection: Connection, locks: set[str]) -> set[str]:
    """Those of the queueing locks whose job waits; no worker starts it before the transaction has ended."""
    return set(connection.scalars(_HOLD, {"locks": sorted(locks)})) if locks else set()


def _rows(jobs: Sequence[Job]) -> list[dict[str, Any]]:
    return [
        {
            "task_name": job.task,
            "args": {"args": dict(job.args), **_origin(job)},
            "queue_name": job.queue,
            "lock": job.lock,
            "queueing_lock": job.queueing_lock,
            "scheduled_at": job.schedule_at.isoformat() if job.schedule_at else None,
            "priority": job.priority,
        }
        for job in jobs
    ]


def _origin(job: Job) -> dict[str, str | None]:
    """The request that causes a job, for its log lines; its span too, unless it is for later: no trace is endless."""
    request_id, cause = get_contextvars().get("request_id"), spans.cause()
    return {"request_id": request_id, **({"traceparent": cause} if cause and not job.schedule_at else {})}


def is_away(error: BaseException) -> bool:
    """Whether procrastinate raised this because the database could not be reached."""
    return any(isinstance(found, OperationalError | InterfaceError) for found in (error, error.__cause__))


def rescue_one(connection: Connection, *, silent: float, most: int) -> Rescued | None:
    """A job whose worker has been silent for so many seconds, or is gone: back in the queue, or None where none is.

    It has failed where it has been started `most` times, and is dropped where one that waits stands for it.
    """
    row = connection.execute(_RESCUE, {"silent": silent, "most": most}).first()
    return Rescued(row.id, row.task_name, row.status) if row else None


def forget(connection: Connection, *, before: datetime, most: int) -> int:
    """Remove up to `most` jobs that ended before that instant, and how many there were; 0 once none is left."""
    return connection.execute(_FORGET, {"before": before, "most": most}).rowcount


def last_beat(connection: Connection) -> float | None:
    """Seconds since any worker last gave a sign of life, or None where there is no worker."""
    age: float | None = connection.scalar(_LAST_BEAT)
    return age

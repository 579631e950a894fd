"""Queries on how the whole stands, whose cost does not grow with the tables: counts are exact up to a bound."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, text

from service.domain.status import Status
from service.store.database import Connection
from service.store.tables import ClaimRow

EXACT_UP_TO = 10_000  # index entries that are read for one count
# Beyond that, what the planner knows: the table's rows, and how often each status is among them.
_ESTIMATES = text("""
    SELECT found.status, (found.share * greatest(pg_class.reltuples, 0))::bigint AS rows
    FROM pg_stats
    JOIN pg_class ON pg_class.oid = to_regclass(format('%I.%I', pg_stats.schemaname, pg_stats.tablename))
    CROSS JOIN LATERAL unnest(most_common_vals::text::text[], most_common_freqs) AS found (status, share)
    WHERE pg_stats.tablename = 'claim' AND pg_stats.attname = 'status' AND pg_stats.schemaname = current_schema()
""")


_QUEUES = text("""
    WITH ready AS (
        SELECT id, queue_name, scheduled_at FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
        ORDER BY priority DESC, id LIMIT :most
    ), first AS (
        SELECT queue_name, count(*) AS jobs, min(id) AS id FROM ready GROUP BY queue_name
    )
    SELECT first.queue_name, first.jobs, greatest(EXTRACT(epoch FROM now() - coalesce(
        ready.scheduled_at, (SELECT max(at) FROM procrastinate_events WHERE job_id = first.id), now()
    )), 0)::float AS seconds
    FROM first JOIN ready USING (id)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Jobs of a queue whose time has come: how many, up to `EXACT_UP_TO` in all, and how long the first has waited."""

    jobs: int
    seconds: float


def claims_by_status(connection: Connection) -> Mapping[Status, int]:
    """How many claims there are of each status: exactly up to `EXACT_UP_TO`, about how many above."""
    counts = {status: _count(connection, status) for status in Status}
    if max(counts.values()) < EXACT_UP_TO:
        return counts
    about = {Status(row.status): row.rows for row in connection.execute(_ESTIMATES)}
    many = [status for status, count in counts.items() if count == EXACT_UP_TO]
    return {**counts, **{status: max(about.get(status, 0), EXACT_UP_TO) for status in many}}


def oldest_due(connection: Connection) -> date | None:
    """The earliest review day of the claims that are due, or None where none is."""
    return connection.scalar(select(func.min(ClaimRow.review_on)).where(ClaimRow.status == Status.DUE))


def oldest_open(connection: Connection) -> date | None:
    """The earliest review day of the claims that are open, or None where none is."""
    return connection.scalar(select(func.min(ClaimRow.review_on)).where(ClaimRow.status == Status.OPEN))


def queues(connection: Connection) -> Mapping[str, Waiting]:
    """What waits in each queue that is not empty."""
    rows = connection.execute(_QUEUES, {"most": EXACT_UP_TO})
    return {row.queue_name: Waiting(jobs=row.jobs, seconds=row.seconds) for row in rows}


def _count(connection: Connection, status: Status) -> int:
    some = select(ClaimRow.id).where(ClaimRow.status == status).limit(EXACT_UP_TO).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0

"""Telling others of events: each is written down for every webhook that wants it, in the transaction that it is of."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from service.domain.history import Event
from service.store import deliveries
from service.store.database import Connection, Database
from service.store.jobs import Job, enqueue, enqueue_all

DELIVER = "deliver"  # the task that sends what is due for one webhook


def publish(connection: Connection, events: Sequence[Event]) -> None:
    """Write a delivery of each event for each webhook that wants it, and have them sent."""
    if events:
        schedule_deliveries(connection, deliveries.record(connection, [event.id for event in events]))


def schedule_deliveries(connection: Connection, webhook_ids: Collection[UUID]) -> None:
    """Have what is due for these webhooks sent, soon after the transaction has ended.

    A job that waits already will do, and so will one that somebody else enqueues just now: writers shall not wait
    for each other. What such a job comes too early to see is found by the next `schedule_due_deliveries`.
    """
    if webhook_ids:
        enqueue_all(connection, [_job(one) for one in deliveries.without_job(connection, webhook_ids)])


def schedule_delivery(connection: Connection, webhook_id: UUID, at: datetime) -> None:
    """Have what will be due for the webhook sent at that time, or by the `schedule_due_deliveries` after it."""
    enqueue(connection, _job(webhook_id, at=at))


def schedule_due_deliveries(database: Database, *, now: datetime) -> int:
    """Have everything sent that is due, whatever became of the jobs that were to do it; for how many webhooks."""
    with database.begin() as connection:
        waiting = deliveries.webhooks_with_due(connection, now)
        schedule_deliveries(connection, waiting)
    return len(waiting)


def _job(webhook_id: UUID, at: datetime | None = None) -> Job:
    # One that waits for its time is no reason not to enqueue one for now: they have different locks.
    name = deliveries.job_lock(webhook_id) + ("" if at is None else ":later")
    return Job(task=DELIVER, args={"webhook_id": str(webhook_id)}, queueing_lock=name, schedule_at=at)

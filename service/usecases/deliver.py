"""Sending what is due for one webhook: anything may cut it off, since it goes by what is in the database alone."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog

from service.domain.delivery import Attempt, Parcel, disabled_by, has_recovered, health_after, next_attempt
from service.domain.webhook import Webhook
from service.store import deliveries, webhooks
from service.store.database import Database
from service.telemetry.metrics import metrics
from service.usecases.publishing import schedule_deliveries, schedule_delivery

_log = structlog.get_logger()
_AT_ONCE = 8  # messages on their way to one receiver, each of another claim
_RUN = timedelta(seconds=3)  # after that, and the batch under way, other webhooks and jobs have their turn
_LEASE = timedelta(seconds=60)  # longer than any batch takes: whoever holds it for longer has died


class Sender(Protocol):
    """What carries messages to receivers."""

    def send(self, webhook: Webhook, parcel: Parcel, now: datetime) -> Attempt:
        """What came of telling the webhook's receiver of an event. Takes seconds at most, and raises nothing."""


@dataclass(slots=True)
class Tally:
    """What came of a run, in messages."""

    delivered: int = 0
    failed: int = 0

    def add(self, sent: Sequence[Attempt]) -> None:
        """Count what came of these, for Prometheus too."""
        delivered = sum(attempt.delivered for attempt in sent)
        self.delivered += delivered
        self.failed += len(sent) - delivered
        counted = metrics().webhook_messages
        counted.labels(outcome="delivered").inc(delivered)
        counted.labels(outcome="failed").inc(len(sent) - delivered)


@dataclass(frozen=True, slots=True)
class _Batch:
    webhook: Webhook
    lease: datetime
    parcels: Sequence[Parcel]


def deliver(
    database: Database, webhook_id: UUID, courier: Sender, *, now: Callable[[], datetime], chance: Callable[[], float]
) -> Tally:
    """Send what is due for the webhook, until nothing is, its receiver falters, or others should have their turn.

    No transaction is open while a message is on its way, and nobody else sends for the same webhook meanwhile. What
    is left is planned as another job. Where a process dies, its lease ends, and what it had not settled is sent again.
    """
    tally = Tally()
    began, held = now(), None
    while batch := _next_batch(database, webhook_id, held, began=began, now=now()):
        with ThreadPoolExecutor(len(batch.parcels)) as pool:
            # in a copy of this thread's context each: what is logged or traced there belongs to this job
            going = [
                pool.submit(copy_context().run, courier.send, batch.webhook, parcel, now()) for parcel in batch.parcels
            ]
            sent = [one.result() for one in going]
        _settle(database, batch, sent, chance)
        tally.add(sent)
        held = batch.lease
    return tally


def _next_batch(
    database: Database, webhook_id: UUID, held: datetime | None, *, began: datetime, now: datetime
) -> _Batch | None:
    """What to send next, the webhook leased; None, and no lease, where the run is to end.

    That nothing is due is seen in the transaction that gives the lease up, so whoever failed to get it is not needed.
    """
    with database.begin() as connection:
        until = now + _LEASE
        webhook = webhooks.lease(connection, webhook_id, held=held, now=now, until=until)
        if webhook is None:
            return None
        resume_at = webhook.health.resume_at
        paused = resume_at is not None and resume_at > now
        if not paused and now - began < _RUN:
            most = 1 if webhook.health.failures else _AT_ONCE
            parcels = deliveries.due(connection, webhook_id, now, most)
            if parcels:
                return _Batch(webhook, until, parcels)
        webhooks.release(connection, webhook_id)
        again = deliveries.next_due(connection, webhook_id)
        if again is not None:
            again = max(again, resume_at or again)
            schedule_delivery(connection, webhook_id, again) if again > now else schedule_deliveries(
                connection, [webhook_id]
            )
        return None


def _settle(database: Database, batch: _Batch, sent: Sequence[Attempt], chance: Callable[[], float]) -> None:
    webhook, last = batch.webhook, max(attempt.at for attempt in sent)
    health = health_after(webhook.health, sent, chance())
    reason = disabled_by(sent, health)
    outcomes = [
        (
            parcel.event.id,
            attempt,
            None if attempt.delivered else next_attempt(parcel.attempts + 1, attempt, chance()),
        )
        for parcel, attempt in zip(batch.parcels, sent, strict=True)
    ]
    with database.begin() as connection:
        webhooks.settle(connection, webhook.id, health, held=batch.lease, disabled=(last, reason) if reason else None)
        deliveries.settle(connection, webhook.id, outcomes)
        if has_recovered(webhook.health, health):
            deliveries.hasten(connection, webhook.id, last)
    if reason:
        _log.warning("webhook disabled", webhook=str(webhook.id), reason=reason)

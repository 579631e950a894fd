"""Subscriptions to events: made, changed, given another secret, tried, ended; and their deliveries, looked at."""

import base64
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from service.domain.delivery import Attempt, Delivery, DeliveryStatus
from service.domain.errors import DeliveryNotFound, WebhookDisabled, WebhookNotFound
from service.domain.webhook import DisabledReason, EventFilter, Health, Webhook
from service.store import deliveries, delivery_lists, webhooks
from service.store.database import Database, uuid7
from service.store.secretbox import SecretBox
from service.usecases.paging import cut
from service.usecases.publishing import schedule_deliveries

KEPT = timedelta(days=30)  # deliveries, from when they were last sent, or their webhook was disabled
_SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64


class Receivers(Protocol):
    """The way to receivers."""

    def check(self, url: str) -> None:
        """Raise `InvalidValue` for a URL that nothing would be sent to."""

    def ping(self, webhook: Webhook, message_id: UUID, now: datetime) -> Attempt:
        """What came of sending the receiver a message that tells of no event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWebhook:
    """A subscription to make."""

    url: str
    description: str | None = None
    types: tuple[str, ...] = ()
    kept: EventFilter = EventFilter()


def subscribe(
    database: Database, new: NewWebhook, receivers: Receivers, box: SecretBox, *, now: datetime
) -> tuple[Webhook, str]:
    """The subscription and its secret, which cannot be shown again.

    Raises `InvalidValue` for a URL that nothing would be sent to, `SecretKeyMissing`.
    """
    receivers.check(new.url)
    secret = _new_secret()
    webhook = Webhook(
        id=uuid7(),
        url=new.url,
        description=new.description,
        types=new.types,
        kept=new.kept,
        secret=box.encrypt(secret),
        old_secret=None,
        old_secret_until=None,
        created_at=now,
        disabled_at=None,
        disabled_reason=None,
        health=Health(),
    )
    with database.begin() as connection:
        webhooks.add(connection, webhook)
    return webhook, secret


def get_webhook(database: Database, webhook_id: UUID) -> Webhook:
    """The subscription; raises `WebhookNotFound`."""
    with database.begin() as connection:
        return _found(webhooks.get(connection, webhook_id))


def list_webhooks(database: Database, after: UUID | None, limit: int) -> tuple[list[Webhook], UUID | None]:
    """Up to `limit` subscriptions, oldest first, and the one that the next page comes after, None on the last."""
    with database.begin() as connection:
        found = webhooks.find(connection, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def change_webhook(
    database: Database, webhook_id: UUID, values: Mapping[str, Any], receivers: Receivers, *, now: datetime
) -> Webhook:
    """The subscription with other `url`, `description`, `types`, `kept` or `enabled`.

    Where it is enabled or gets another URL, what waited for it is sent at once. Raises `WebhookNotFound`, and
    `InvalidValue` for a URL that nothing would be sent to.
    """
    if "url" in values:
        receivers.check(values["url"])
    columns = {name: value for name, value in values.items() if name != "enabled"}
    afresh = "url" in values or values.get("enabled") is True
    with database.begin() as connection:
        before = _found(webhooks.get(connection, webhook_id))
        columns |= _switched(before, values.get("enabled"), now) | ({"health": Health()} if afresh else {})
        changed = _found(webhooks.change(connection, webhook_id, columns)) if columns else before
        if afresh and changed.enabled:
            deliveries.hasten(connection, webhook_id, now)
            schedule_deliveries(connection, [webhook_id])
    return changed


def _switched(webhook: Webhook, enabled: bool | None, now: datetime) -> dict[str, Any]:
    if enabled:
        return {"disabled_at": None, "disabled_reason": None}
    if enabled is False and webhook.enabled:
        return {"disabled_at": now, "disabled_reason": DisabledReason.BY_HAND}
    return {}


def rotate_secret(
    database: Database, webhook_id: UUID, box: SecretBox, *, overlap: timedelta, now: datetime
) -> tuple[Webhook, str]:
    """The subscription and its new secret; messages are signed with the old one as well for the time of `overlap`.

    Raises `WebhookNotFound` and `SecretKeyMissing`.
    """
    secret, old_until = _new_secret(), now + overlap if overlap else None
    with database.begin() as connection:
        webhook = _found(webhooks.rotate(connection, webhook_id, box.encrypt(secret), old_until=old_until))
    return webhook, secret


def unsubscribe(database: Database, webhook_id: UUID, *, now: datetime) -> None:
    """End the subscription and forget its deliveries; raises `WebhookNotFound`.

    It is disabled first. Its deliveries, however many, go in steps: where that is cut off, doing it again goes on.
    """
    ended = {"disabled_at": now, "disabled_reason": DisabledReason.BY_HAND}
    with database.begin() as connection:
        _found(webhooks.change(connection, webhook_id, ended))
    while _forget_some(database, webhook_id):
        pass
    with database.begin() as connection:
        webhooks.lock(connection, webhook_id)  # what was being written for it when it was disabled has come now
        while delivery_lists.forget_webhook(connection, webhook_id):
            pass
        webhooks.remove(connection, webhook_id)


def ping_webhook(database: Database, webhook_id: UUID, receivers: Receivers, *, now: datetime) -> Attempt:
    """What the receiver said to a test message, sent at once, enabled or not; raises `WebhookNotFound`."""
    return receivers.ping(get_webhook(database, webhook_id), uuid7(), now)


def list_deliveries(
    database: Database, webhook_id: UUID, statuses: Collection[DeliveryStatus], after: UUID | None, limit: int
) -> tuple[list[Delivery], UUID | None]:
    """Up to `limit` of the webhook's deliveries, the newest first, and the one that the next page comes after.

    Raises `WebhookNotFound`.
    """
    with database.begin() as connection:
        _found(webhooks.get(connection, webhook_id))
        found = delivery_lists.find(connection, webhook_id, statuses, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)


def redeliver(database: Database, webhook_id: UUID, delivery_id: UUID, *, now: datetime) -> Delivery:
    """The delivery, which is to be sent now, whatever became of it before, and with all its tries before it.

    Raises `WebhookNotFound`, `DeliveryNotFound`, `WebhookDisabled`.
    """
    with database.begin() as connection:
        # The receiver is not left alone any longer: somebody says that it is back.
        if not _found(webhooks.change(connection, webhook_id, {"resume_at": None})).enabled:
            raise WebhookDisabled
        deliveries.queue_again(connection, webhook_id, delivery_id, now)
        delivery = delivery_lists.get(connection, webhook_id, delivery_id)
        if delivery is None:
            raise DeliveryNotFound
        schedule_deliveries(connection, [webhook_id])
    return delivery


def forget_old_deliveries(database: Database, *, now: datetime) -> int:
    """How many deliveries were forgotten: those whose time was over more than `KEPT` ago."""
    total, forgotten = 0, 1
    while forgotten:
        with database.begin() as connection:
            forgotten = delivery_lists.forget_deliveries(connection, now - KEPT)
        total += forgotten
    return total


def count_old_deliveries(database: Database, *, now: datetime) -> int:
    """How many deliveries `forget_old_deliveries` would forget."""
    with database.begin() as connection:
        return delivery_lists.count_old(connection, now - KEPT)


def _forget_some(database: Database, webhook_id: UUID) -> int:
    with database.begin() as connection:
        return delivery_lists.forget_webhook(connection, webhook_id)


def _found(webhook: Webhook | None) -> Webhook:
    if webhook is None:
        raise WebhookNotFound
    return webhook


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()

"""Queries on subscriptions, and on who is sending for each of them."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, delete, insert, or_, select, true, update

from service.domain.status import Outcome, Status
from service.domain.webhook import DisabledReason, EventFilter, Health, Webhook
from service.store.database import Connection
from service.store.tables import WebhookRow

_PARTS = ("kept", "health")  # of a webhook: values of their own, in columns of the same row
_PLAIN = [field.name for field in fields(Webhook) if field.name not in _PARTS]
_WEBHOOK = [column for column in WebhookRow.__table__.c if column.name != "leased_until"]
_ENABLED = WebhookRow.disabled_at.is_(None)


def add(connection: Connection, webhook: Webhook) -> None:
    """Insert a new subscription."""
    plain = {name: getattr(webhook, name) for name in _PLAIN}
    row = plain | asdict(webhook.kept) | asdict(webhook.health)
    connection.execute(insert(WebhookRow).values(_to_columns(row)))


def get(connection: Connection, webhook_id: UUID) -> Webhook | None:
    """The subscription with this id, or None."""
    row = connection.execute(select(*_WEBHOOK).where(WebhookRow.id == webhook_id)).mappings().first()
    return _to_webhook(row) if row else None


def find(connection: Connection, *, after: UUID | None, limit: int) -> list[Webhook]:
    """Up to `limit` subscriptions, oldest first, after the one with the id `after`."""
    query = select(*_WEBHOOK).order_by(WebhookRow.id).limit(limit)
    if after is not None:
        query = query.where(WebhookRow.id > after)
    return [_to_webhook(row) for row in connection.execute(query).mappings()]


def change(connection: Connection, webhook_id: UUID, values: Mapping[str, Any]) -> Webhook | None:
    """Set fields of the subscription, its filter and its health too; it as it is then, or None where there is none."""
    row = dict(values)
    for part in _PARTS:
        row |= asdict(row.pop(part)) if part in row else {}
    return _change_where(connection, webhook_id, true(), row)


def rotate(connection: Connection, webhook_id: UUID, secret: str, *, old_until: datetime | None) -> Webhook | None:
    """Give the subscription another secret; until `old_until` the one that it had is valid too."""
    old = WebhookRow.secret if old_until else None
    values = {"secret": secret, "old_secret": old, "old_secret_until": old_until}
    return _change_where(connection, webhook_id, true(), values)


SecretName = tuple[UUID, str]  # the subscription's id, and the column


def secrets(connection: Connection, *, lock: bool = False) -> list[tuple[SecretName, str]]:
    """Every secret as it is stored, those that were replaced too.

    With `lock`, nobody else changes one until the transaction ends.
    """
    query = select(WebhookRow.id, WebhookRow.secret, WebhookRow.old_secret).order_by(WebhookRow.id)
    rows = connection.execute(query.with_for_update() if lock else query)
    found = [((row.id, name), getattr(row, name)) for row in rows for name in ("secret", "old_secret")]
    return [(name, secret) for name, secret in found if secret is not None]


def store_secret(connection: Connection, name: SecretName, secret: str) -> None:
    """Store the same secret, encrypted anew."""
    webhook_id, column = name
    connection.execute(update(WebhookRow).where(WebhookRow.id == webhook_id).values({column: secret}))


def forget_old_secrets(connection: Connection, now: datetime) -> None:
    """Delete the secrets that were replaced and are valid no more at `now`."""
    over = {"old_secret": None, "old_secret_until": None}
    connection.execute(update(WebhookRow).where(WebhookRow.old_secret_until <= now).values(over))


def lock(connection: Connection, webhook_id: UUID) -> None:
    """Wait for whoever is writing a delivery for the subscription; nobody else will until the transaction ends."""
    connection.execute(select(WebhookRow.id).where(WebhookRow.id == webhook_id).with_for_update())


def remove(connection: Connection, webhook_id: UUID) -> None:
    """Delete the subscription, which has no deliveries any more."""
    connection.execute(delete(WebhookRow).where(WebhookRow.id == webhook_id))


def lease(
    connection: Connection, webhook_id: UUID, *, held: datetime | None, now: datetime, until: datetime
) -> Webhook | None:
    """The subscription, to be sent for by nobody else until `until`, or the transaction's end where that is later.

    `held` is when the caller's own lease ends, None where it has none yet. The answer is None where somebody else
    holds it, where it is disabled, and where there is none.
    """
    mine = or_(WebhookRow.leased_until.is_(None), WebhookRow.leased_until <= now)
    if held is not None:
        mine = WebhookRow.leased_until == held
    return _change_where(connection, webhook_id, and_(_ENABLED, mine), {"leased_until": until})


def settle(
    connection: Connection,
    webhook_id: UUID,
    health: Health,
    *,
    held: datetime,
    disabled: tuple[datetime, DisabledReason] | None,
) -> Webhook | None:
    """Write how the receiver does, and disable the subscription where that is due; None where `held` is over.

    Disabling ends the lease.
    """
    values: dict[str, Any] = asdict(health)
    if disabled:
        values |= {"disabled_at": disabled[0], "disabled_reason": disabled[1], "leased_until": None}
    return _change_where(connection, webhook_id, and_(_ENABLED, WebhookRow.leased_until == held), values)


def release(connection: Connection, webhook_id: UUID) -> None:
    """End the caller's lease."""
    _change_where(connection, webhook_id, true(), {"leased_until": None})


def _change_where(
    connection: Connection, webhook_id: UUID, condition: ColumnElement[bool], values: Mapping[str, Any]
) -> Webhook | None:
    changed = (
        update(WebhookRow)
        .where(WebhookRow.id == webhook_id, condition)
        .values(_to_columns(values))
        .returning(*_WEBHOOK)
    )
    row = connection.execute(changed).mappings().first()
    return _to_webhook(row) if row else None


def _to_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _to_webhook(row: RowMapping) -> Webhook:
    kept = EventFilter(
        statuses=tuple(map(Status, row["statuses"])),
        outcomes=tuple(map(Outcome, row["outcomes"])),
        modalities=tuple(row["modalities"]),
        speaker=row["speaker"],
        speaker_entity=row["speaker_entity"],
        outlet=row["outlet"],
        tag=row["tag"],
    )
    health = Health(**{field.name: row[field.name] for field in fields(Health)})
    values = {name: row[name] for name in _PLAIN}
    values["disabled_reason"] = values["disabled_reason"] and DisabledReason(values["disabled_reason"])
    return Webhook(**{**values, "types": tuple(row["types"])}, kept=kept, health=health)

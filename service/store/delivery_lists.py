"""Lists of deliveries, for people who want to know what was told, and forgetting those that are of no use any more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, delete, func, select, tuple_

from service.domain.delivery import Delivery, DeliveryStatus
from service.store.database import Connection
from service.store.tables import DeliveryRow, EventRow, WebhookRow

_BATCH = 10_000  # rows that one statement deletes


def get(connection: Connection, webhook_id: UUID, event_id: UUID) -> Delivery | None:
    """The delivery of this event to this webhook, or None."""
    query = _listed().where(DeliveryRow.webhook_id == webhook_id, DeliveryRow.event_id == event_id)
    row = connection.execute(query).mappings().first()
    return _to_delivery(row) if row else None


def find(
    connection: Connection, webhook_id: UUID, statuses: Collection[DeliveryStatus], *, after: UUID | None, limit: int
) -> list[Delivery]:
    """Up to `limit` of the webhook's deliveries, of these statuses where some are given, the newest first."""
    query = _listed().where(DeliveryRow.webhook_id == webhook_id)
    if statuses:
        query = query.where(DeliveryRow.status.in_(statuses))
    if after is not None:
        query = query.where(DeliveryRow.event_id < after)
    rows = connection.execute(query.order_by(DeliveryRow.event_id.desc()).limit(limit)).mappings()
    return [_to_delivery(row) for row in rows]


def forget_deliveries(connection: Connection, before: datetime) -> int:
    """Delete deliveries whose time was over before that instant; how many, 0 when none is left.

    It is over when they arrive, are given up, or their webhook is disabled. At most `_BATCH` are deleted at a time, so
    that no statement takes long.
    """
    return _delete(connection, *_settled(before)) or _delete(connection, *_stranded(before))


def count_old(connection: Connection, before: datetime) -> int:
    """How many deliveries there are whose time was over before that instant."""
    count = select(func.count()).select_from(DeliveryRow)
    return sum(connection.execute(count.where(*old(before))).scalar_one() for old in (_settled, _stranded))


def forget_webhook(connection: Connection, webhook_id: UUID) -> int:
    """Delete the webhook's deliveries; how many, 0 when none is left. At most `_BATCH` at a time."""
    return _delete(connection, DeliveryRow.webhook_id == webhook_id)


def _settled(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return DeliveryRow.status != DeliveryStatus.PENDING, DeliveryRow.attempted_at < before


def _stranded(before: datetime) -> tuple[ColumnElement[bool], ...]:
    disabled = select(WebhookRow.id).where(WebhookRow.disabled_at < before)
    return DeliveryRow.status == DeliveryStatus.PENDING, DeliveryRow.webhook_id.in_(disabled)


def _delete(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    some = select(DeliveryRow.webhook_id, DeliveryRow.event_id).where(*conditions).limit(_BATCH)
    key = tuple_(DeliveryRow.webhook_id, DeliveryRow.event_id)
    return connection.execute(delete(DeliveryRow).where(key.in_(some))).rowcount


def _listed() -> Select[Any]:
    return select(*DeliveryRow.__table__.c, EventRow.type).join(EventRow, EventRow.id == DeliveryRow.event_id)


def _to_delivery(row: RowMapping) -> Delivery:
    names = ("type", "claim_id", "version", "attempts", "created_at", "attempted_at", "next_attempt_at")
    values = {name: row[name] for name in (*names, "response_status", "error")}
    return Delivery(id=row["event_id"], status=DeliveryStatus(row["status"]), **values)

"""Queries on deliveries: events written down for whoever wants them, taken in order, settled.

A delivery waits for those of the same claim to the same webhook that came before it and are still pending.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    column,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import aliased

from service.domain.delivery import Attempt, DeliveryStatus, Parcel, Said
from service.store import events
from service.store.database import Connection
from service.store.entity_records import counting_as
from service.store.tables import ClaimRow, DeliveryRow, EventRow, WebhookRow
from service.store.words import is_named

_PENDING = DeliveryRow.status == DeliveryStatus.PENDING
_SAID = [ClaimRow.__table__.c[field.name] for field in fields(Said)]

_JOB_LOCK = "deliver:"
_WITHOUT_JOB = text("""
    SELECT id FROM unnest(CAST(:ids AS uuid[])) AS id
    WHERE NOT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = :lock || id AND status = 'todo')
      AND pg_try_advisory_xact_lock(hashtextextended(:lock || id, 2))
""")


def _wanted() -> list[ColumnElement[bool]]:
    """That the event of a claim meets each condition of a webhook's filter."""
    several = (
        (WebhookRow.types, EventRow.type),
        (WebhookRow.statuses, EventRow.to_status),
        (WebhookRow.outcomes, ClaimRow.outcome),
        (WebhookRow.modalities, ClaimRow.modality),
    )
    return [
        *(or_(func.cardinality(words) == 0, value == any_(words)) for words, value in several),
        or_(WebhookRow.speaker.is_(None), is_named("claim.speaker", cast(ColumnElement[Any], WebhookRow.speaker))),
        or_(WebhookRow.speaker_entity.is_(None), _speaks()),
        or_(WebhookRow.outlet.is_(None), func.lower(WebhookRow.outlet) == func.lower(ClaimRow.outlet)),
        or_(WebhookRow.tag.is_(None), WebhookRow.tag == any_(ClaimRow.tags)),
    ]


def _speaks() -> ColumnElement[bool]:
    return ClaimRow.speaker_entity_id.in_(counting_as(WebhookRow.speaker_entity))


_ANYBODY = select(WebhookRow.id).where(WebhookRow.disabled_at.is_(None)).limit(1)
_RECORD = (
    insert(DeliveryRow)
    .from_select(
        ["webhook_id", "event_id", "claim_id", "version", "status", "attempts", "created_at", "next_attempt_at"],
        select(
            WebhookRow.id,
            EventRow.id,
            EventRow.claim_id,
            EventRow.version,
            literal(DeliveryStatus.PENDING, Text),
            literal(0, Integer),
            EventRow.at,
            EventRow.at,
        )
        .join(ClaimRow, ClaimRow.id == EventRow.claim_id)
        .join(WebhookRow, and_(WebhookRow.disabled_at.is_(None), *_wanted()))
        .where(EventRow.id == any_(bindparam("event_ids", type_=ARRAY(Uuid))))
        # A webhook that goes at this moment is left out: else its key would be missed when the row is checked.
        .with_for_update(of=WebhookRow, key_share=True, read=True),
    )
    .returning(DeliveryRow.webhook_id)
)


def record(connection: Connection, event_ids: Collection[UUID]) -> set[UUID]:
    """Write a delivery of each event to each webhook that wants it; the ids of those webhooks.

    One statement, after a look whether there is any webhook. It takes the claims as they are, so it follows at once on
    the events.
    """
    if connection.scalar(_ANYBODY) is None:
        return set()
    return set(connection.execute(_RECORD, {"event_ids": list(event_ids)}).scalars())


def due(connection: Connection, webhook_id: UUID, now: datetime, limit: int) -> list[Parcel]:
    """Up to `limit` deliveries to be sent by now, each of another claim, the one that has waited longest first."""
    query = (
        select(DeliveryRow.event_id, DeliveryRow.attempts)
        .where(DeliveryRow.webhook_id == webhook_id, _PENDING, DeliveryRow.next_attempt_at <= now, ~_held_up())
        .order_by(DeliveryRow.next_attempt_at, DeliveryRow.event_id)
        .limit(limit)
    )
    attempts = {row.event_id: row.attempts for row in connection.execute(query)}
    told = events.get_many(connection, attempts)
    of_claims = select(*_SAID).where(ClaimRow.id.in_({event.claim_id for event in told.values()}))
    said = {row["id"]: Said(**row) for row in connection.execute(of_claims).mappings()}
    return [
        Parcel(event=event, said=said[event.claim_id], attempts=attempts[event_id])
        for event_id, event in sorted(told.items())
    ]


def next_due(connection: Connection, webhook_id: UUID) -> datetime | None:
    """When the next of the webhook's deliveries is to be sent, or None where none is pending."""
    query = select(DeliveryRow.next_attempt_at).where(DeliveryRow.webhook_id == webhook_id, _PENDING, ~_held_up())
    return connection.scalar(query.order_by(DeliveryRow.next_attempt_at).limit(1))


def webhooks_with_due(connection: Connection, now: datetime) -> list[UUID]:
    """The webhooks that have something to be sent by now."""
    waiting = exists().where(
        DeliveryRow.webhook_id == WebhookRow.id, _PENDING, DeliveryRow.next_attempt_at <= now, ~_held_up()
    )
    ready = and_(WebhookRow.disabled_at.is_(None), or_(WebhookRow.resume_at.is_(None), WebhookRow.resume_at <= now))
    return list(connection.scalars(select(WebhookRow.id).where(ready, waiting).order_by(WebhookRow.id)))


def job_lock(webhook_id: UUID) -> str:
    """The queueing lock of the job that sends what is due for the webhook now."""
    return f"{_JOB_LOCK}{webhook_id}"


def without_job(connection: Connection, webhook_ids: Collection[UUID]) -> list[UUID]:
    """Those of the webhooks for which no job waits, and for which nobody else is just enqueueing one.

    Nobody else will until the transaction ends, so that none waits for it at the queueing lock.
    """
    return list(connection.scalars(_WITHOUT_JOB, {"ids": sorted(webhook_ids), "lock": _JOB_LOCK}))


def _held_up() -> ColumnElement[bool]:
    earlier = aliased(DeliveryRow)
    return exists().where(
        earlier.webhook_id == DeliveryRow.webhook_id,
        earlier.claim_id == DeliveryRow.claim_id,
        earlier.version < DeliveryRow.version,
        earlier.status == DeliveryStatus.PENDING,
    )


def settle(connection: Connection, webhook_id: UUID, sent: Sequence[tuple[UUID, Attempt, datetime | None]]) -> None:
    """Write what came of each sending, with when the next is to be; None after those that arrived or are given up."""
    rows = [_outcome(event_id, attempt, again) for event_id, attempt, again in sent]
    instant = DeliveryRow.created_at.type
    new = (
        func.jsonb_to_recordset(bindparam("rows", json.dumps(rows), type_=Text).cast(JSONB))
        .table_valued(
            column("event_id", Uuid),
            column("status", Text),
            column("attempted_at", instant),
            column("next_attempt_at", instant),
            column("response_status", Integer),
            column("error", Text),
        )
        .render_derived("new", with_types=True)
    )
    names = ("status", "attempted_at", "next_attempt_at", "response_status", "error")
    connection.execute(
        update(DeliveryRow)
        .where(DeliveryRow.webhook_id == webhook_id, DeliveryRow.event_id == new.c.event_id, _PENDING)
        .values({name: new.c[name] for name in names} | {"attempts": DeliveryRow.attempts + 1})
    )


def _outcome(event_id: UUID, attempt: Attempt, again: datetime | None) -> dict[str, Any]:
    left = DeliveryStatus.PENDING if again else DeliveryStatus.FAILED
    return {
        "event_id": str(event_id),
        "status": DeliveryStatus.DELIVERED if attempt.delivered else left,
        "attempted_at": attempt.at.isoformat(),
        "next_attempt_at": again and again.isoformat(),
        "response_status": attempt.response_status,
        "error": attempt.error,
    }


def hasten(connection: Connection, webhook_id: UUID, now: datetime) -> None:
    """Let what waits for its next sending wait no longer."""
    connection.execute(
        update(DeliveryRow)
        .where(DeliveryRow.webhook_id == webhook_id, _PENDING, DeliveryRow.next_attempt_at > now)
        .values(next_attempt_at=now)
    )


def queue_again(connection: Connection, webhook_id: UUID, event_id: UUID, now: datetime) -> bool:
    """Make the delivery pending from `now` on, as if it were new; whether there is one."""
    changed = (
        update(DeliveryRow)
        .where(DeliveryRow.webhook_id == webhook_id, DeliveryRow.event_id == event_id)
        .values(status=DeliveryStatus.PENDING, attempts=0, next_attempt_at=now)
    )
    return connection.execute(changed).rowcount == 1

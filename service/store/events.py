"""Queries on the history of claims. It is only ever added to."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, select, true

from service.domain.history import Event
from service.domain.listing import Filter
from service.domain.status import CORRECTED, REREAD, Status
from service.store.claim_lists import last_changed
from service.store.database import Connection
from service.store.rows import insert_rows
from service.store.tables import EventRow

_FIELDS = [field.name for field in fields(Event)]
_EVENTS = select(EventRow.__table__)


def add(connection: Connection, events: Sequence[Event]) -> None:
    """Add lines to the claims' histories."""
    insert_rows(connection, EventRow, [{name: getattr(event, name) for name in _FIELDS} for event in events])


def get_many(connection: Connection, event_ids: Collection[UUID]) -> dict[UUID, Event]:
    """The lines with these ids, by id, whatever histories they are of."""
    rows = connection.execute(_EVENTS.where(EventRow.id.in_(event_ids))).mappings()
    return {row["id"]: to_event(row) for row in rows}


def of_claim(connection: Connection, claim_id: UUID, *, after: int, limit: int) -> list[Event]:
    """Up to `limit` lines of the claim's history, oldest first, after the version `after`."""
    query = _EVENTS.where(EventRow.claim_id == claim_id, EventRow.version > after)
    rows = connection.execute(query.order_by(EventRow.version).limit(limit)).mappings()
    return [to_event(row) for row in rows]


def newest(connection: Connection, kept: Filter, limit: int) -> list[Event]:
    """Up to `limit` lines of the histories of claims that `kept` keeps, the newest first.

    They are among the newest of the `limit` claims that were changed last: each of these has one as new as its change,
    so a claim that was changed before them has none that is newer. Nothing else is looked at.
    """
    changed = last_changed(kept, limit)
    lines = _EVENTS.where(EventRow.claim_id == changed.c.id).order_by(EventRow.version.desc()).limit(limit).lateral()
    query = select(lines).join_from(changed, lines, true())
    rows = connection.execute(query.order_by(lines.c.at.desc(), lines.c.id.desc()).limit(limit)).mappings()
    return [to_event(row) for row in rows]


def last_before(connection: Connection, claim_id: UUID, instant: datetime) -> Event | None:
    """The last line that was in the claim's history at `instant`, or None where it had none yet."""
    query = _EVENTS.where(EventRow.claim_id == claim_id, EventRow.at <= instant)
    row = connection.execute(query.order_by(EventRow.version.desc()).limit(1)).mappings().first()
    return to_event(row) if row else None


def rewritings_since(connection: Connection, claim_id: UUID, version: int) -> list[Event]:
    """The lines after `version` in which a later reading or a correction has changed the claim, oldest first."""
    query = _EVENTS.where(
        EventRow.claim_id == claim_id, EventRow.version > version, EventRow.type.in_((REREAD, CORRECTED))
    )
    return [to_event(row) for row in connection.execute(query.order_by(EventRow.version)).mappings()]


def to_event(row: RowMapping) -> Event:
    """The event that a row of the table holds."""
    statuses = {name: row[name] and Status(row[name]) for name in ("from_status", "to_status")}
    return Event(**{**row, **statuses})

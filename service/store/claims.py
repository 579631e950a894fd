"""Queries on claims, their resolutions and their history."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, func, insert, select, update

from service.domain.claim import Claim, Decision, Event, Resolution
from service.domain.status import Outcome, Status, UnresolvableReason
from service.store.database import Connection, uuid7
from service.store.tables import ClaimRow, EventRow, ResolutionRow

_RESOLUTION = [ResolutionRow.__table__.c[field.name] for field in fields(Resolution)]
_CLAIM = [column for column in ClaimRow.__table__.c if column.name != "search"]


def add(connection: Connection, claims: Sequence[Claim]) -> None:
    """Insert new claims."""
    rows = [{column.name: getattr(claim, column.name) for column in _CLAIM} for claim in claims]
    if rows:
        connection.execute(insert(ClaimRow), [{**row, "tags": list(row["tags"])} for row in rows])


def get(connection: Connection, claim_id: UUID) -> Claim | None:
    """The claim with its current resolution, or None."""
    row = connection.execute(_with_resolution().where(ClaimRow.id == claim_id)).mappings().first()
    return _to_claim(row) if row else None


def find(
    connection: Connection, *, statuses: Sequence[Status], q: str | None, before: UUID | None, limit: int
) -> list[Claim]:
    """Up to `limit` claims, newest first, that come after the claim `before` in that order.

    `statuses` keeps claims in any of them (none: all); `q` is matched as web search syntax.
    """
    query = _with_resolution().order_by(ClaimRow.id.desc()).limit(limit)
    if statuses:
        query = query.where(ClaimRow.status.in_(statuses))
    if q is not None:
        query = query.where(ClaimRow.search.op("@@")(func.websearch_to_tsquery("english", q)))
    if before is not None:
        query = query.where(ClaimRow.id < before)
    return [_to_claim(row) for row in connection.execute(query).mappings()]


def change(connection: Connection, claim_id: UUID, version: int, values: Mapping[str, Any], now: datetime) -> bool:
    """Write `values` to the claim where it still is at `version`; whether it was.

    Comparison and write are one statement, so of many writers at one version one wins.
    """
    changed = connection.execute(
        update(ClaimRow)
        .where(ClaimRow.id == claim_id, ClaimRow.version == version)
        .values(**values, version=version + 1, updated_at=now)
    )
    return changed.rowcount == 1


def take_reviewable(connection: Connection, today: date, now: datetime, limit: int) -> list[tuple[UUID, int]]:
    """Make up to `limit` open claims whose review day has come due; their ids and new versions.

    Rows that another transaction holds are left to it, so sweeps may run side by side.
    """
    ripe = (
        select(ClaimRow.id)
        .where(ClaimRow.status == Status.OPEN, ClaimRow.review_on <= today)
        .order_by(ClaimRow.review_on, ClaimRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    moved = connection.execute(
        update(ClaimRow)
        .where(ClaimRow.id.in_(ripe))
        .values(status=Status.DUE, version=ClaimRow.version + 1, updated_at=now)
        .returning(ClaimRow.id, ClaimRow.version)
    )
    return [(row.id, row.version) for row in moved]


def add_resolution(connection: Connection, claim_id: UUID, decision: Decision, *, by: str, now: datetime) -> None:
    """Insert the claim's current resolution."""
    values = {**asdict(decision), "id": uuid7(), "claim_id": claim_id, "by": by, "recorded_at": now}
    connection.execute(insert(ResolutionRow).values(values))


def supersede_resolution(connection: Connection, claim_id: UUID, now: datetime) -> None:
    """Mark the claim's current resolution, where it has one, as superseded."""
    connection.execute(
        update(ResolutionRow)
        .where(ResolutionRow.claim_id == claim_id, ResolutionRow.superseded_at.is_(None))
        .values(superseded_at=now)
    )


def add_events(connection: Connection, events: Sequence[Event]) -> None:
    """Add lines to the claims' histories."""
    if events:
        connection.execute(insert(EventRow), [asdict(event) for event in events])


def events_of(connection: Connection, claim_id: UUID, *, after: int, limit: int) -> list[Event]:
    """Up to `limit` lines of the claim's history, oldest first, after the version `after`."""
    query = (
        select(EventRow.__table__)
        .where(EventRow.claim_id == claim_id, EventRow.version > after)
        .order_by(EventRow.version)
        .limit(limit)
    )
    return [_to_event(row) for row in connection.execute(query).mappings()]


def _with_resolution() -> Select[Any]:
    current = and_(
        ClaimRow.status == Status.RESOLVED,
        ResolutionRow.claim_id == ClaimRow.id,
        ResolutionRow.superseded_at.is_(None),
    )
    named = [column.label(f"resolution_{column.name}") for column in _RESOLUTION]
    return select(*_CLAIM, *named).outerjoin(ResolutionRow, current)


def _to_claim(row: RowMapping) -> Claim:
    values = {column.name: row[column.name] for column in _CLAIM}
    values |= {
        "status": Status(row["status"]),
        "outcome": row["outcome"] and Outcome(row["outcome"]),
        "tags": tuple(row["tags"]),
        "resolution": _to_resolution(row) if row["resolution_outcome"] else None,
    }
    return Claim(**values)


def _to_resolution(row: RowMapping) -> Resolution:
    values = {column.name: row[f"resolution_{column.name}"] for column in _RESOLUTION}
    values["outcome"] = Outcome(values["outcome"])
    values["reason"] = values["reason"] and UnresolvableReason(values["reason"])
    return Resolution(**values)


def _to_event(row: RowMapping) -> Event:
    statuses = {name: row[name] and Status(row[name]) for name in ("from_status", "to_status")}
    return Event(**{**row, **statuses})

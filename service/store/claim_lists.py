"""Lists of claims: every filter, every sort, a page at a time by key, never by offset.

A page costs as much as it holds, wherever it lies: each sort has an index, and the row comparison on
(sort value, id) starts the scan where the page before it ended.
"""

import operator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Date, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from service.domain.claim import Claim
from service.domain.errors import InvalidCursor
from service.domain.listing import Filter, Position, Sort
from service.store.claims import to_claim, with_resolution
from service.store.database import Connection
from service.store.tables import NO_DUE, ClaimRow, StatementRow

RANKED = 1_000  # matches that are ranked by relevance: the newest so many


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with its place in the list."""

    claim: Claim
    position: Position


def find(connection: Connection, kept: Filter, sort: Sort, after: Position | None, limit: int) -> list[Found]:
    """Up to `limit` claims that `kept` keeps, in the order of `sort`, from `after` on.

    Raises `InvalidCursor` where `after` is no place in such a list.
    """
    key = _relevance(kept) if sort is Sort.RELEVANCE else _KEYS[sort.field]
    query = with_resolution().add_columns(key.label("sort_key"))
    descending = sort.descending or sort is Sort.RELEVANCE
    if sort is Sort.RELEVANCE:
        newest = select(ClaimRow.id).where(*_conditions(kept)).order_by(ClaimRow.id.desc()).limit(RANKED)
        query = query.where(ClaimRow.id.in_(newest.scalar_subquery()))
    else:
        query = query.where(*_conditions(kept))
    if after is not None:
        place = tuple_(literal(_read(sort, after.value)), literal(after.claim_id))
        query = query.where(tuple_(key, ClaimRow.id) < place if descending else tuple_(key, ClaimRow.id) > place)
    order = (key.desc(), ClaimRow.id.desc()) if descending else (key, ClaimRow.id)
    rows = connection.execute(query.order_by(*order).limit(limit)).mappings()
    return [Found(to_claim(row), Position(_write(row["sort_key"]), row["id"])) for row in rows]


_KEYS: dict[str, ColumnElement[Any]] = {
    "created_at": cast(ColumnElement[Any], ClaimRow.id),  # UUIDv7: the order of arrival
    "said_on": cast(ColumnElement[Any], ClaimRow.said_on),
    "due": func.coalesce(ClaimRow.due, literal(NO_DUE, Date, literal_execute=True)),
    "review_on": cast(ColumnElement[Any], ClaimRow.review_on),
    "updated_at": cast(ColumnElement[Any], ClaimRow.updated_at),
}


def _conditions(kept: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    many: tuple[tuple[InstrumentedAttribute[Any], tuple[str, ...]], ...] = (
        (ClaimRow.status, kept.statuses),
        (ClaimRow.outcome, kept.outcomes),
        (ClaimRow.modality, kept.modalities),
    )
    found += [column.in_(values) for column, values in many if values]
    same = ((ClaimRow.speaker, kept.speaker), (ClaimRow.outlet, kept.outlet))
    found += [func.lower(column) == name.lower() for column, name in same if name is not None]
    due = _KEYS["due"]
    said = _KEYS["said_on"]
    bounds = (
        (operator.ge, due, kept.due_after),
        (operator.le, due, kept.due_before),
        (operator.ge, said, kept.said_from),
        (operator.le, said, kept.said_to),
    )
    found += [compare(key, day) for compare, key, day in bounds if day is not None]
    if kept.due_after and not kept.due_before:
        found.append(due < literal(NO_DUE, Date, literal_execute=True))
    if kept.tag is not None:
        found.append(ClaimRow.tags.contains([kept.tag]))
    if kept.article_id is not None:
        mentioned = select(StatementRow.claim_id).where(StatementRow.article_id == kept.article_id)
        found.append(ClaimRow.id.in_(mentioned.scalar_subquery()))
    if kept.q is not None:
        found.append(ClaimRow.search.op("@@")(_query(kept.q)))
    return found


def _query(q: str) -> ColumnElement[Any]:
    return func.websearch_to_tsquery("english", q)


def _relevance(kept: Filter) -> ColumnElement[Any]:
    return cast(ColumnElement[Any], func.ts_rank_cd(ClaimRow.search, _query(kept.q or "")))


def _read(sort: Sort, value: str) -> Any:
    readers: dict[str, Any] = {"relevance": float, "created_at": UUID, "updated_at": datetime.fromisoformat}
    try:
        return readers.get(sort.field, date.fromisoformat)(value)
    except ValueError as error:
        raise InvalidCursor from error


def _write(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value) if isinstance(value, float) else str(value)

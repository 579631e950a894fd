"""Lists of claims: every filter, every sort, a page at a time by key, never by offset.

A page costs as much as it holds, wherever it lies: each sort has an index, and the row comparison on
(sort value, id) starts the scan where the page before it ended.
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Subquery, and_, func, literal, select, tuple_, union
from sqlalchemy.orm import InstrumentedAttribute

from service.domain.claim import Claim
from service.domain.errors import InvalidCursor
from service.domain.listing import Filter, Position, Sort
from service.domain.member import NOBODY
from service.domain.status import UNDECIDED
from service.store.claims import to_claims, with_resolution
from service.store.database import Connection
from service.store.entity_records import counting_as
from service.store.entity_tables import ParticipantRow
from service.store.statements import is_of_article
from service.store.tables import NO_DUE, ClaimRow, StatementRow
from service.store.words import is_named, says, searched

RANKED = 1_000  # matches that are ranked by relevance: the newest so many


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim with its place in the list."""

    claim: Claim
    position: Position


def find(connection: Connection, kept: Filter, sort: Sort, after: Position | None, limit: int) -> list[ListedClaim]:
    """Up to `limit` claims that `kept` keeps, in the order of `sort`, from `after` on.

    Raises `InvalidCursor` where `after` is no place in such a list.
    """
    page = _page(kept, sort, after, limit).subquery("page")
    query = with_resolution().add_columns(page.c.sort_key).join(page, page.c.id == ClaimRow.id)
    order = _order(sort, page.c.sort_key, page.c.id)
    rows = connection.execute(query.order_by(*order)).mappings().all()
    places = [Position(_write(row["sort_key"]), row["id"]) for row in rows]
    return list(map(ListedClaim, to_claims(connection, rows), places))


def last_changed(kept: Filter, limit: int) -> Subquery:
    """The ids of the `limit` claims that `kept` keeps and that were changed last."""
    return _page(kept, Sort.UPDATED_LAST, None, limit).subquery("last_changed")


def _page(kept: Filter, sort: Sort, after: Position | None, limit: int) -> Select[Any]:
    """The ids and sort values of a page's claims: found first, so that only what is shown is read whole."""
    if sort is Sort.RELEVANCE:
        id_, key = _ranked(kept)
        query = select(id_, key.label("sort_key"))
    else:
        id_, key = cast(ColumnElement[Any], ClaimRow.id), _KEYS[sort.field]
        query = select(id_, key.label("sort_key")).where(*conditions(kept))
    if after is not None:
        place = tuple_(literal(_read(sort, after.value)), literal(after.claim_id))
        query = query.where(tuple_(key, id_) < place if _descending(sort) else tuple_(key, id_) > place)
    return query.order_by(*_order(sort, key, id_)).limit(limit)


def _descending(sort: Sort) -> bool:
    return sort.descending or sort is Sort.RELEVANCE


def _order(sort: Sort, key: ColumnElement[Any], id_: ColumnElement[Any]) -> Sequence[ColumnElement[Any]]:
    return (key.desc(), id_.desc()) if _descending(sort) else (key, id_)


def _ranked(kept: Filter) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Id and rank of the newest matches."""
    matches = select(ClaimRow.id, ClaimRow.search).where(*conditions(kept))
    newest = matches.order_by(ClaimRow.id.desc()).limit(RANKED).subquery("newest")
    return newest.c.id, func.ts_rank_cd(newest.c.search, searched(kept.q or ""))


_KEYS: dict[str, ColumnElement[Any]] = {
    "created_at": cast(ColumnElement[Any], ClaimRow.id),  # UUIDv7: the order of arrival
    "said_on": cast(ColumnElement[Any], ClaimRow.said_on),
    "due": func.coalesce(ClaimRow.due, literal(NO_DUE, Date, literal_execute=True)),
    "review_on": cast(ColumnElement[Any], ClaimRow.review_on),
    "updated_at": cast(ColumnElement[Any], ClaimRow.updated_at),
}


def conditions(kept: Filter) -> list[ColumnElement[bool]]:
    """What `kept` asks of a claim, for the WHERE of any query on claims."""
    found: list[ColumnElement[bool]] = []
    many: tuple[tuple[InstrumentedAttribute[Any], tuple[str, ...]], ...] = (
        (ClaimRow.status, kept.statuses),
        (ClaimRow.outcome, kept.outcomes),
        (ClaimRow.modality, kept.modalities),
    )
    found += [column.in_(values) for column, values in many if values]
    if kept.speaker is not None:
        found.append(is_named("claim.speaker", kept.speaker))
    found += _of_entities(kept)
    if kept.outlet is not None:
        found.append(func.lower(ClaimRow.outlet) == kept.outlet.lower())
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
    if kept.unstated is not None:
        unstated = and_(ClaimRow.mentions == 0, ClaimRow.rule.is_not(None), ClaimRow.status.in_(UNDECIDED))
        found.append(unstated if kept.unstated else ~unstated)
    if kept.assignee == NOBODY:
        found.append(ClaimRow.assignee_id.is_(None))
    elif kept.assignee is not None:
        found.append(ClaimRow.assignee_id == kept.assignee)
    if kept.article_id is not None:
        mentioned = select(StatementRow.claim_id).where(is_of_article(kept.article_id))
        found.append(ClaimRow.id.in_(mentioned.scalar_subquery()))
    if kept.q is not None:
        found.append(says(cast(ColumnElement[Any], ClaimRow.search), kept.q))
    return found


def _of_entities(kept: Filter) -> list[ColumnElement[bool]]:
    """Who is to be the speaker, or to take part: claims point to the entities that they were found for."""
    found: list[ColumnElement[bool]] = []
    if kept.speaker_entity is not None:
        found.append(ClaimRow.speaker_entity_id.in_(counting_as(kept.speaker_entity)))
    if kept.entity is not None:
        takes_part = select(ParticipantRow.claim_id).where(ParticipantRow.entity_id.in_(counting_as(kept.entity)))
        speaks = select(ClaimRow.id).where(ClaimRow.speaker_entity_id.in_(counting_as(kept.entity)))
        found.append(ClaimRow.id.in_(union(takes_part, speaks)))
    return found


def _read(sort: Sort, value: str) -> Any:
    readers: dict[str, Any] = {"relevance": float, "created_at": UUID, "updated_at": datetime.fromisoformat}
    try:
        return readers.get(sort.field, date.fromisoformat)(value)
    except ValueError as error:
        raise InvalidCursor from error


def _write(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value) if isinstance(value, float) else str(value)

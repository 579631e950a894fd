"""Queries on claims and their resolutions."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import aliased
from sqlalchemy.types import Boolean, Date, Integer, Text, TypeEngine, Uuid

from service.domain.article import Source
from service.domain.claim import Claim, Resolution
from service.domain.proposal import Evidence, Proposal
from service.domain.status import UNDECIDED, DismissalReason, Outcome, Status, UnresolvableReason
from service.store import evidence, proposals
from service.store.database import Connection, uuid7
from service.store.entity_tables import EntityRow
from service.store.rows import insert_rows
from service.store.tables import ArticleRow, ClaimRow, EventRow, MemberRow, ResolutionRow

_RESOLUTION = [ResolutionRow.__table__.c[field.name] for field in fields(Resolution)]
_APART = ("search", "proposal_id", "speaker_entity_id")  # columns that a claim has in another form, or not
_CLAIM = [column_ for column_ in ClaimRow.__table__.c if column_.name not in _APART]
_SPEAKER = aliased(EntityRow, name="speaker")
_SOURCE_NAMES = [field.name for field in fields(Source)]
_SOURCE = [ArticleRow.__table__.c[name] for name in _SOURCE_NAMES]
_BIRTH = aliased(EventRow, name="birth")
# What of a claim can change, with the types that Postgres reads it back from JSON as.
_CHANGING: Mapping[str, type[TypeEngine[Any]] | TypeEngine[Any]] = {
    "text": Text,
    "head": Text,
    "speaker": Text,
    "outlet": Text,
    "said_on": Date,
    "rule": Text,
    "clause_start": Integer,
    "clause_end": Integer,
    "status": Text,
    "outcome": Text,
    "dismissal": Text,
    "due": Date,
    "review_on": Date,
    "tags": ARRAY(Text),
    "mentions": Integer,
    "proposal_id": Uuid,
    "assignee_id": Uuid,
    # … and what only a later reading of its first mention may say otherwise.
    "polarity": Text,
    "modality": Text,
    "conditional": Boolean,
}


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A claim with the day on which to look at it: its place among those that are to be looked at."""

    review_on: date
    claim_id: UUID


def add(connection: Connection, claims: Sequence[Claim]) -> None:
    """Insert new claims."""
    names = [*(name.name for name in _CLAIM), "speaker_entity_id"]
    insert_rows(connection, ClaimRow, [{name: getattr(claim, name) for name in names} for claim in claims])


def get(connection: Connection, claim_id: UUID) -> Claim | None:
    """The claim with its current resolution, or None."""
    return get_many(connection, [claim_id]).get(claim_id)


def exists(connection: Connection, claim_id: UUID) -> bool:
    """Whether there is a claim with this id."""
    return connection.scalar(select(ClaimRow.id).where(ClaimRow.id == claim_id)) is not None


def get_many(connection: Connection, claim_ids: Collection[UUID], *, lock: bool = False) -> dict[UUID, Claim]:
    """The claims with these ids, by id; unknown ids are left out.

    With `lock` nobody else changes them until the transaction ends. Locks are taken in the order of the ids,
    so that two who lock several never wait for each other.
    """
    if not claim_ids:
        return {}
    query = with_resolution().where(ClaimRow.id.in_(claim_ids)).order_by(ClaimRow.id)
    if lock:
        query = query.with_for_update(of=ClaimRow)
    return {claim.id: claim for claim in to_claims(connection, connection.execute(query).mappings().all())}


def save(connection: Connection, changed: Sequence[Claim]) -> set[UUID]:
    """Write claims that were changed from the version before theirs; the ids of those that still were at it.

    Comparison and write are one statement, so of many writers at one version one wins.
    """
    if not changed:
        return set()
    rows = [_to_json(claim) for claim in changed]
    new = (
        func.jsonb_to_recordset(bindparam("rows", json.dumps(rows), type_=Text).cast(JSONB))
        .table_valued(
            column("id", Uuid),
            column("version", Integer),
            column("updated_at", ClaimRow.updated_at.type),
            *(column(name, type_) for name, type_ in _CHANGING.items()),
        )
        .render_derived("new", with_types=True)
    )
    written = connection.execute(
        update(ClaimRow)
        .where(ClaimRow.id == new.c.id, ClaimRow.version == new.c.version - 1)
        .values(
            {name: new.c[name] for name in (*_CHANGING, "version", "updated_at")}
            # whoever changes the speaker tells which entity that is
            | {"speaker_entity_id": case((ClaimRow.speaker == new.c.speaker, ClaimRow.speaker_entity_id))}
        )
        .returning(ClaimRow.id)
    )
    return set(written.scalars())


def reviewable(connection: Connection, today: date, after: Reviewable | None, limit: int) -> list[Reviewable]:
    """Up to `limit` open claims whose review day has come, the longest due first, after the place `after`."""
    place = tuple_(ClaimRow.review_on, ClaimRow.id)
    query = select(ClaimRow.review_on, ClaimRow.id).where(ClaimRow.status == Status.OPEN, ClaimRow.review_on <= today)
    if after is not None:
        query = query.where(place > tuple_(literal(after.review_on), literal(after.claim_id)))
    return [Reviewable(*row) for row in connection.execute(query.order_by(*place).limit(limit))]


def of_former_members(connection: Connection, limit: int) -> list[UUID]:
    """The ids of up to `limit` undecided claims that are assigned to members who have left."""
    left = select(MemberRow.id).where(MemberRow.left_at.is_not(None))
    query = select(ClaimRow.id).where(ClaimRow.assignee_id.in_(left), ClaimRow.status.in_(UNDECIDED))
    return list(connection.scalars(query.order_by(ClaimRow.id).limit(limit)))


def lock_many(connection: Connection, claim_ids: Collection[UUID]) -> list[Claim]:
    """Those of the claims that nobody else holds, locked, in the order of their ids."""
    query = with_resolution().where(ClaimRow.id.in_(claim_ids)).order_by(ClaimRow.id)
    locked = connection.execute(query.with_for_update(of=ClaimRow, skip_locked=True))
    return to_claims(connection, locked.mappings().all())


def record_resolutions(
    connection: Connection, decided: Sequence[tuple[UUID, Resolution | None]], now: datetime
) -> None:
    """Make each resolution the claim's current one (None: it has none any more); the earlier are superseded.

    At `now`, or when they were recorded where another machine's clock was ahead.
    """
    connection.execute(
        update(ResolutionRow)
        .where(ResolutionRow.claim_id.in_([claim_id for claim_id, _ in decided]), ResolutionRow.superseded_at.is_(None))
        .values(superseded_at=func.greatest(now, ResolutionRow.recorded_at))
    )
    rows = [
        {**_resolution_row(resolution), "id": uuid7(), "claim_id": claim_id}
        for claim_id, resolution in decided
        if resolution is not None
    ]
    if rows:
        connection.execute(insert(ResolutionRow), rows)


def with_resolution() -> Select[Any]:
    """A query for claims with their current resolutions, whose rows `to_claims` reads."""
    current = and_(
        ClaimRow.status == Status.RESOLVED,
        ResolutionRow.claim_id == ClaimRow.id,
        ResolutionRow.superseded_at.is_(None),
    )
    named = [column_.label(f"resolution_{column_.name}") for column_ in _RESOLUTION]
    named += [column_.label(f"source_{column_.name}") for column_ in _SOURCE]
    named.append(_SPEAKER.canonical_id.label("speaker_entity_id"))
    query = select(*_CLAIM, ClaimRow.proposal_id, *named).outerjoin(ResolutionRow, current)
    query = query.outerjoin(_SPEAKER, _SPEAKER.id == ClaimRow.speaker_entity_id)
    # The event that it was born by names the article.
    born = and_(_BIRTH.claim_id == ClaimRow.id, _BIRTH.version == 1)
    named_there = cast(_BIRTH.data["article_id"].astext, Uuid)
    return query.outerjoin(_BIRTH, born).outerjoin(ArticleRow, ArticleRow.id == named_there)


def to_claims(connection: Connection, rows: Sequence[RowMapping]) -> list[Claim]:
    """The claims that rows of `with_resolution` hold, with the proposals and the evidence that they name."""
    suggested = proposals.get_many(connection, {row["proposal_id"] for row in rows if row["proposal_id"]})
    pieces = evidence.get_many(connection, {piece for row in rows for piece in row["resolution_evidence"] or ()})
    return [_to_claim(row, suggested, pieces) for row in rows]


def _to_claim(row: RowMapping, suggested: Mapping[UUID, Proposal], pieces: Mapping[UUID, Evidence]) -> Claim:
    values = {name.name: row[name.name] for name in _CLAIM}
    values |= {
        "status": Status(row["status"]),
        "outcome": row["outcome"] and Outcome(row["outcome"]),
        "dismissal": row["dismissal"] and DismissalReason(row["dismissal"]),
        "tags": tuple(row["tags"]),
        "speaker_entity_id": row["speaker_entity_id"],
        "proposal": suggested.get(row["proposal_id"]),
        "article": _to_source(row),
        "resolution": _to_resolution(row, pieces) if row["resolution_outcome"] else None,
    }
    return Claim(**values)


def _to_source(row: RowMapping) -> Source | None:
    return Source(**{name: row[f"source_{name}"] for name in _SOURCE_NAMES}) if row["source_id"] else None


def _to_resolution(row: RowMapping, pieces: Mapping[UUID, Evidence]) -> Resolution:
    values = {column_.name: row[f"resolution_{column_.name}"] for column_ in _RESOLUTION}
    values["outcome"] = Outcome(values["outcome"])
    values["reason"] = values["reason"] and UnresolvableReason(values["reason"])
    values["evidence"] = tuple(pieces[piece] for piece in values["evidence"])
    return Resolution(**values)


def _resolution_row(resolution: Resolution) -> dict[str, Any]:
    values = {column_.name: getattr(resolution, column_.name) for column_ in _RESOLUTION}
    return {**values, "evidence": [piece.id for piece in resolution.evidence]}


def _to_json(claim: Claim) -> dict[str, Any]:
    names = ("id", "version", "updated_at", *_CHANGING)
    return {name: _plain(getattr(claim, name)) for name in names}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | tuple) else str(value)

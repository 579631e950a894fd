"""Queries on the evidence of claims."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    RowMapping,
    Select,
    delete,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import InstrumentedAttribute

from service.domain.article import Mention
from service.domain.evidence import Grounds
from service.domain.listing import EvidencePlace
from service.domain.proposal import RULES, Evidence, NewEvidence, Quotation
from service.domain.status import UNDECIDED, Outcome, Verdict
from service.store import statements
from service.store.database import Connection, uuid7
from service.store.rows import as_parameter, in_parts, insertion
from service.store.tables import ClaimRow, EvidenceRow, ProposalRow, ResolutionRow

_EVIDENCE = [column for column in EvidenceRow.__table__.c if column.name != "weighed_at"]
_RANK = func.coalesce(EvidenceRow.score, literal(1.0, literal_execute=True))


def add(connection: Connection, found: Sequence[NewEvidence], by: str, now: datetime) -> list[UUID]:
    """Insert evidence; the ids of what is new. A statement that is known as evidence of its claim is left as it is."""
    rows = [_to_row(piece, by, now) for piece in found]
    added: list[UUID] = []
    for part in in_parts(rows):
        query = insertion(EvidenceRow, *part[0]).on_conflict_do_nothing(index_elements=["statement_id", "claim_id"])
        added += connection.scalars(query.returning(EvidenceRow.id), as_parameter(part))
    return added


def get_many(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Evidence]:
    """The evidence with these ids, by id; unknown ids are left out."""
    if not ids:
        return {}
    return {piece.id: piece for piece in _read(connection, _select().where(EvidenceRow.id.in_(ids)))}


def of_claim(connection: Connection, claim_id: UUID, *, after: EvidencePlace | None, limit: int) -> list[Evidence]:
    """Up to `limit` pieces of a claim's evidence after the place `after`: by hand first, then the best."""
    query = _select().where(EvidenceRow.claim_id == claim_id)
    if after is not None:
        query = query.where(tuple_(-_RANK, EvidenceRow.id) > tuple_(literal(-after.rank), literal(after.evidence_id)))
    return _read(connection, query.order_by(_RANK.desc(), EvidenceRow.id).limit(limit))


def with_news(connection: Connection, after: UUID | None, limit: int) -> list[UUID]:
    """Up to `limit` claims, in the order of their ids after `after`, with evidence that no sweep has scored."""
    query = select(EvidenceRow.claim_id).where(EvidenceRow.weighed_at.is_(None)).distinct()
    if after is not None:
        query = query.where(EvidenceRow.claim_id > after)
    return list(connection.scalars(query.order_by(EvidenceRow.claim_id).limit(limit)))


def scored(connection: Connection, claim_ids: Collection[UUID]) -> dict[UUID, list[Evidence]]:
    """What the rules found for each of these claims."""
    query = _select().where(EvidenceRow.claim_id.in_(claim_ids), EvidenceRow.score.is_not(None))
    found: dict[UUID, list[Evidence]] = {claim_id: [] for claim_id in claim_ids}
    for piece in _read(connection, query.order_by(EvidenceRow.id)):
        found[piece.claim_id].append(piece)
    return found


def mark_scored(connection: Connection, claim_ids: Collection[UUID], now: datetime) -> None:
    """Take note that all evidence of these claims was taken into account."""
    connection.execute(
        update(EvidenceRow)
        .where(EvidenceRow.claim_id.in_(claim_ids), EvidenceRow.weighed_at.is_(None))
        .values(weighed_at=now)
    )


def reassign(connection: Connection, from_claim: UUID, to_claim: UUID) -> None:
    """Give one claim's evidence to another, to be scored anew; what the other has already stays where it is."""
    known = select(EvidenceRow.statement_id).where(
        EvidenceRow.claim_id == to_claim, EvidenceRow.statement_id.is_not(None)
    )
    connection.execute(
        update(EvidenceRow)
        .where(
            EvidenceRow.claim_id == from_claim,
            EvidenceRow.statement_id.is_(None) | EvidenceRow.statement_id.not_in(known),
        )
        .values(claim_id=to_claim, weighed_at=None)
    )


def unsettled(connection: Connection, statement_ids: Collection[UUID]) -> list[Evidence]:
    """What the rules made of these statements for undecided claims, where no proposal and no decision rests on it.

    A proposal that was superseded does not count. Without the statements themselves.
    """
    if not statement_ids:
        return []
    undecided = select(ClaimRow.id).where(ClaimRow.id == EvidenceRow.claim_id, ClaimRow.status.in_(UNDECIDED))
    query = _select().where(
        EvidenceRow.statement_id.in_(statement_ids),
        EvidenceRow.by == RULES,
        undecided.exists(),
        ~_is_settled(),
    )
    return [_to_evidence(row, {}) for row in connection.execute(query.order_by(EvidenceRow.id)).mappings()]


def ids_of(connection: Connection, statement_ids: Collection[UUID]) -> list[UUID]:
    """The ids of all evidence that these statements are."""
    return list(connection.scalars(select(EvidenceRow.id).where(EvidenceRow.statement_id.in_(statement_ids))))


def drop(connection: Connection, ids: Collection[UUID]) -> None:
    """Delete evidence; what a superseded proposal names stays, without grounds, so that it counts for nothing."""
    if ids:
        its = EvidenceRow.id.in_(ids)
        connection.execute(delete(EvidenceRow).where(its, ~is_cited()))
        connection.execute(update(EvidenceRow).where(its).values(grounds=null()))


def score_again(connection: Connection, changed: Mapping[UUID, NewEvidence]) -> None:
    """Write what the rules say now of evidence, by its id, for the next sweep to take into account."""
    for evidence_id, piece in changed.items():
        said = {name: getattr(piece, name) for name in ("outcome", "score", "happened_on")}
        query = update(EvidenceRow).where(EvidenceRow.id == evidence_id)
        grounds = piece.grounds.to_json() if piece.grounds else null()
        connection.execute(query.values(**said, reasons=list(piece.reasons), grounds=grounds, weighed_at=None))


def forget_found(connection: Connection, claim_id: UUID) -> None:
    """Drop what the rules found for a claim, where nothing rests on it: the claim says something else now."""
    connection.execute(
        delete(EvidenceRow).where(
            EvidenceRow.claim_id == claim_id,
            EvidenceRow.by == RULES,
            ~is_cited(),
        )
    )


def is_cited() -> ColumnElement[bool]:
    """The condition that a proposal or a resolution rests on the evidence."""
    return or_(*(_names_it(row.__table__) for row in (ProposalRow, ResolutionRow)))


def without_grounds(cited: InstrumentedAttribute[list[UUID]]) -> ColumnElement[bool]:
    """The condition that of the evidence with these ids some was found by rules that gave no grounds."""
    found = EvidenceRow.by == RULES, EvidenceRow.grounds.is_(None)
    return exists().where(EvidenceRow.id == func.any(cited), *found).correlate(ProposalRow)


def _is_settled() -> ColumnElement[bool]:
    """The condition that a proposal that waits or has an answer, or a resolution, rests on the evidence."""
    by_proposal = _names_it(ProposalRow.__table__, ProposalRow.verdict.is_distinct_from(Verdict.SUPERSEDED))
    return or_(by_proposal, _names_it(ResolutionRow.__table__))


def _names_it(by: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition that a row of the table names the evidence; in the words of the index on what is named."""
    names_it = by.c.evidence.contains(array([EvidenceRow.id]))
    return exists().where(names_it, by.c.evidence != literal_column("'{}'"), *conditions).correlate(EvidenceRow)


def _select() -> Select[Any]:
    return select(*_EVIDENCE)


def _read(connection: Connection, query: Select[Any]) -> list[Evidence]:
    rows = connection.execute(query).mappings().all()
    mentions = statements.get_many(connection, [row["statement_id"] for row in rows if row["statement_id"]])
    return [_to_evidence(row, mentions) for row in rows]


def _to_evidence(row: RowMapping, mentions: Mapping[UUID, Mention]) -> Evidence:
    quotation = None
    if row["quotation"] is not None:
        quotation = Quotation(text=row["quotation"], url=row["url"], published_on=row["published_on"])
    return Evidence(
        id=row["id"],
        claim_id=row["claim_id"],
        statement_id=row["statement_id"],
        mention=mentions.get(row["statement_id"]),
        quotation=quotation,
        outcome=Outcome(row["outcome"]),
        score=row["score"],
        reasons=tuple(row["reasons"]),
        happened_on=row["happened_on"],
        grounds=row["grounds"] and Grounds.from_json(row["grounds"]),
        by=row["by"],
        created_at=row["created_at"],
    )


def _to_row(piece: NewEvidence, by: str, now: datetime) -> dict[str, Any]:
    quotation = piece.quotation
    return {
        "id": uuid7(),
        "claim_id": piece.claim_id,
        "statement_id": piece.statement_id,
        "quotation": quotation and quotation.text,
        "url": quotation and quotation.url,
        "published_on": quotation and quotation.published_on,
        "outcome": piece.outcome,
        "score": piece.score,
        "reasons": list(piece.reasons),
        "happened_on": piece.happened_on,
        "grounds": piece.grounds and piece.grounds.to_json(),
        "by": by,
        "created_at": now,
    }

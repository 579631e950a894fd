"""Queries on proposals. None is ever overwritten; a verdict is given once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, insert, literal_column, select, update

from service.domain.proposal import Evidence, Proposal
from service.domain.status import Outcome, RejectionCode, UnresolvableReason, Verdict
from service.store import evidence
from service.store.database import Connection
from service.store.tables import ProposalRow

_PROPOSAL = [column for column in ProposalRow.__table__.c if column.name not in ("frame", "rule")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why a proposal is rejected, and what it is counted by."""

    code: RejectionCode
    frame: str | None
    rule: str | None


def add(connection: Connection, made: Sequence[Proposal]) -> None:
    """Insert proposals that wait."""
    rows = [
        {
            **{column.name: getattr(proposal, column.name) for column in _PROPOSAL},
            "evidence": [piece.id for piece in proposal.evidence],
        }
        for proposal in made
    ]
    if rows:
        connection.execute(insert(ProposalRow), rows)


def get_many(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Proposal]:
    """The proposals with these ids, by id, each with its evidence."""
    if not ids:
        return {}
    return {one.id: one for one in _read(connection, ProposalRow.id.in_(ids))}


def waiting(connection: Connection, claim_ids: Collection[UUID]) -> dict[UUID, list[Proposal]]:
    """The proposals that wait, by the claims that they are for."""
    return _by_claim(connection, claim_ids, ProposalRow.verdict.is_(None))


def made_by(connection: Connection, claim_ids: Collection[UUID], by: str) -> dict[UUID, list[Proposal]]:
    """Every proposal that `by` has made for these claims, whatever became of it."""
    return _by_claim(connection, claim_ids, ProposalRow.by == by)


def resting_on(connection: Connection, pieces: Collection[UUID], by: str) -> dict[UUID, list[Proposal]]:
    """What `by` has proposed on the strength of this evidence and still waits, by the claims that it is for."""
    found: dict[UUID, list[Proposal]] = {}
    rests = and_(ProposalRow.evidence.overlap(list(pieces)), ProposalRow.evidence != literal_column("'{}'"))
    for one in _read(connection, rests, ProposalRow.by == by, ProposalRow.verdict.is_(None)):
        found.setdefault(one.claim_id, []).append(one)
    return found


def claims_of_ungrounded(connection: Connection, by: str, *, after: UUID | None, limit: int) -> list[UUID]:
    """Up to `limit` claims, in the order of their ids after `after`, with proposals that `ungrounded` tells of."""
    query = select(ProposalRow.claim_id).where(*_ungrounded(by)).distinct()
    if after is not None:
        query = query.where(ProposalRow.claim_id > after)
    return list(connection.scalars(query.order_by(ProposalRow.claim_id).limit(limit)))


def ungrounded(connection: Connection, claim_ids: Collection[UUID], by: str) -> dict[UUID, list[Proposal]]:
    """What `by` has proposed for these claims and still waits, on evidence that has no grounds."""
    found: dict[UUID, list[Proposal]] = {}
    for one in _read(connection, ProposalRow.claim_id.in_(claim_ids), *_ungrounded(by)):
        found.setdefault(one.claim_id, []).append(one)
    return found


def _ungrounded(by: str) -> tuple[ColumnElement[bool], ...]:
    return ProposalRow.verdict.is_(None), ProposalRow.by == by, evidence.without_grounds(ProposalRow.evidence)


def of_claim(connection: Connection, claim_id: UUID, *, after: UUID | None, limit: int) -> list[Proposal]:
    """Up to `limit` of the proposals ever made for a claim, the oldest first, after the proposal `after`."""
    conditions = [ProposalRow.claim_id == claim_id]
    if after is not None:
        conditions.append(ProposalRow.id > after)
    return _read(connection, *conditions, limit=limit)


def decide(
    connection: Connection,
    proposal_id: UUID,
    verdict: Verdict,
    *,
    by: str,
    at: datetime,
    reason: str | None,
    why: Rejection | None = None,
) -> bool:
    """Give a verdict; False where the proposal has one already."""
    counted = {"verdict_code": why.code, "frame": why.frame, "rule": why.rule} if why else {}
    given = connection.execute(
        update(ProposalRow)
        .where(ProposalRow.id == proposal_id, ProposalRow.verdict.is_(None))
        .values(verdict=verdict, verdict_by=by, verdict_at=at, verdict_reason=reason, **counted)
    )
    return given.rowcount > 0


def supersede(connection: Connection, claim_ids: Collection[UUID], *, by: str, at: datetime) -> None:
    """End the waiting of every proposal for claims that were decided otherwise."""
    connection.execute(
        update(ProposalRow)
        .where(ProposalRow.claim_id.in_(claim_ids), ProposalRow.verdict.is_(None))
        .values(verdict=Verdict.SUPERSEDED, verdict_by=by, verdict_at=at)
    )


def _by_claim(connection: Connection, claim_ids: Collection[UUID], condition: Any) -> dict[UUID, list[Proposal]]:
    found: dict[UUID, list[Proposal]] = {claim_id: [] for claim_id in claim_ids}
    for proposal in _read(connection, ProposalRow.claim_id.in_(claim_ids), condition):
        found[proposal.claim_id].append(proposal)
    return found


def _read(connection: Connection, *conditions: Any, limit: int | None = None) -> list[Proposal]:
    query = select(*_PROPOSAL).where(*conditions).order_by(ProposalRow.id).limit(limit)
    rows = connection.execute(query).mappings().all()
    pieces = evidence.get_many(connection, {piece for row in rows for piece in row["evidence"]})
    return [_to_proposal(row, pieces) for row in rows]


def _to_proposal(row: RowMapping, pieces: Mapping[UUID, Evidence]) -> Proposal:
    return Proposal(
        **{
            **row,
            "outcome": Outcome(row["outcome"]),
            "reason": row["reason"] and UnresolvableReason(row["reason"]),
            "verdict": row["verdict"] and Verdict(row["verdict"]),
            "verdict_code": row["verdict_code"] and RejectionCode(row["verdict_code"]),
            "evidence": tuple(pieces[piece] for piece in row["evidence"]),
        }
    )

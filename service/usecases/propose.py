"""Proposals: suggested outcomes that wait for a yes or no, and what becomes of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from uuid import UUID

from service.domain.claim import Claim, Decision
from service.domain.errors import InvalidValue, ProposalNotFound, StaleVersion
from service.domain.frames import frame_named
from service.domain.key import is_judge
from service.domain.orders import Propose, Reject, Resolve, Transition
from service.domain.proposal import Evidence, Proposal, Suggestion, cite
from service.domain.status import Move, RejectionCode, Verdict, check_move
from service.store import claims, evidence, proposals
from service.store.database import Connection, Database, uuid7
from service.store.proposals import Rejection
from service.usecases.move_claims import Target, as_read
from service.usecases.record import Action, move, record_changes


def propose(
    database: Database,
    target: Target,
    suggestion: Suggestion,
    cited: Sequence[UUID],
    *,
    action: Action,
    today: date,
) -> Proposal:
    """The proposal, which waits beside whatever else was proposed for the claim.

    Raises `ClaimNotFound`, `StaleVersion`, `IllegalMove`, and `InvalidValue` for evidence that is not the claim's.
    """
    with database.begin() as connection:
        claim = _locked(connection, target)
        pieces = cite(claim.id, cited, evidence.get_many(connection, cited))
        if is_judge(action.actor) and not pieces:
            raise InvalidValue("evidence", "A judge cites what its proposal rests on.")
        made = new_proposal(claim.id, suggestion, pieces, action)
        step = Propose(proposal=made).apply(claim, today)
        proposals.add(connection, [made])
        _record(connection, claim, step, action)
        return made


def accept(
    database: Database, target: Target, proposal_id: UUID, note: str | None, *, action: Action, today: date
) -> Claim:
    """The claim, resolved as was proposed. Its other proposals are superseded.

    Raises `ClaimNotFound`, `StaleVersion`, `IllegalMove`, `ProposalNotFound`.
    """
    with database.begin() as connection:
        claim, proposal = to_accept(connection, target, proposal_id)
        return accept_waiting(connection, claim, proposal, note, action, today)


def to_accept(connection: Connection, target: Target, proposal_id: UUID) -> tuple[Claim, Proposal]:
    """The claim, locked, and its proposal that waits; raises what `accept` raises."""
    claim = _locked(connection, target)
    check_move(Move.RESOLVE, claim.status)
    return claim, _waiting(connection, claim, proposal_id)[0]


def accept_waiting(
    connection: Connection, claim: Claim, proposal: Proposal, note: str | None, action: Action, today: date
) -> Claim:
    """The claim, which is locked, resolved as was proposed."""
    step = Resolve(decision=decision_of(proposal, note)).apply(claim, today)
    proposals.decide(connection, proposal.id, Verdict.ACCEPTED, by=action.actor, at=action.now, reason=note)
    step = replace(step, data={**step.data, "proposal_id": str(proposal.id)})
    return _record(connection, claim, step, action)


def decision_of(proposal: Proposal, note: str | None) -> Decision:
    """What is decided by a yes to the proposal, with the words of who says it, or else the proposal's own."""
    return Decision(
        outcome=proposal.outcome,
        reason=proposal.reason,
        note=note or proposal.note,
        happened_on=proposal.happened_on,
        evidence=proposal.evidence,
    )


def reject(
    database: Database,
    target: Target,
    proposal_id: UUID,
    code: RejectionCode,
    reason: str | None,
    *,
    action: Action,
    today: date,
) -> Claim:
    """The claim without the proposal: as it was before, or proposed still where others wait.

    Raises `ClaimNotFound`, `StaleVersion`, `IllegalMove`, `ProposalNotFound`.
    """
    with database.begin() as connection:
        claim = _locked(connection, target)
        check_move(Move.REJECT, claim.status)
        proposal, others = _waiting(connection, claim, proposal_id)
        step = Reject(proposal=proposal, others=others, code=code, reason=reason).apply(claim, today)
        frame = frame_named(chain.from_iterable(piece.reasons for piece in proposal.evidence))
        why = Rejection(code=code, frame=frame, rule=claim.rule)
        proposals.decide(
            connection, proposal.id, Verdict.REJECTED, by=action.actor, at=action.now, reason=reason, why=why
        )
        return _record(connection, claim, step, action)


def new_proposal(claim_id: UUID, suggestion: Suggestion, pieces: tuple[Evidence, ...], action: Action) -> Proposal:
    """What `action` suggests for the claim, resting on these pieces of its evidence."""
    return Proposal(
        id=uuid7(),
        claim_id=claim_id,
        outcome=suggestion.outcome,
        reason=suggestion.reason,
        note=suggestion.note,
        happened_on=suggestion.happened_on,
        score=suggestion.score,
        evidence=pieces,
        by=action.actor,
        created_at=action.now,
    )


def _locked(connection: Connection, target: Target) -> Claim:
    found = claims.get_many(connection, [target.claim_id], lock=True)
    return as_read(found.get(target.claim_id), target.versions)


def _waiting(connection: Connection, claim: Claim, proposal_id: UUID) -> tuple[Proposal, tuple[Proposal, ...]]:
    """The proposal, and the others that wait with it."""
    by_id = {proposal.id: proposal for proposal in proposals.waiting(connection, [claim.id])[claim.id]}
    if proposal_id not in by_id:
        raise ProposalNotFound
    return by_id.pop(proposal_id), tuple(by_id.values())


def _record(connection: Connection, claim: Claim, step: Transition, action: Action) -> Claim:
    moved = record_changes(connection, [move(claim, step, action)], action).get(claim.id)
    if moved is None:  # cannot be while the claim is locked
        raise StaleVersion(claim.version + 1)
    return moved

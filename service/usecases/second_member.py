"""Where a resolution takes two members: what the first decides is a proposal that another member accepts.

Keys of jobs decide nothing: they are neither the first nor the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from service.domain.actor import member_of
from service.domain.claim import Claim, Decision
from service.domain.errors import ClaimsError, MemberNeeded, SecondMemberNeeded, StaleVersion
from service.domain.orders import Propose, Reopen, Resolve
from service.domain.proposal import Proposal, Suggestion, cite
from service.domain.status import Move, check_move
from service.store import claims, evidence, proposals
from service.store.database import Connection, Database
from service.usecases.move_claims import Target, as_read
from service.usecases.propose import accept_waiting, decision_of, new_proposal, to_accept
from service.usecases.record import Action, Change, move, record_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a member's decision comes to: the claim taken up again where it was resolved, and its proposal."""

    proposal: Proposal
    reopened: Change | None
    proposed: Change


def propose_decisions(
    database: Database, targets: Sequence[Target], order: Resolve, *, action: Action, today: date
) -> list[Claim | ClaimsError]:
    """For each target, in their order, the claim with the decision as a proposal, or what stood in the way.

    One transaction for all. A resolved claim that is to be amended is taken up again; its resolution is kept,
    superseded. A claim that is named twice is moved once. The key of a job moves none (`MemberNeeded`).
    """
    if member_of(action.actor) is None:
        return [MemberNeeded() for _ in targets]
    with database.begin() as connection:
        found = claims.get_many(connection, {target.claim_id for target in targets}, lock=True)
        pieces = evidence.get_many(connection, order.cited)
        answers: list[Claim | ClaimsError] = []
        asked: dict[UUID, _Asked] = {}
        for target in targets:
            if target.claim_id in asked:
                answers.append(StaleVersion(asked[target.claim_id].proposed.after.version))
                continue
            try:
                claim = as_read(found.get(target.claim_id), target.versions)
                decision = replace(order.decision, evidence=cite(claim.id, order.cited, pieces))
                asked[claim.id] = _ask(claim, decision, amend=order.amend, action=action, today=today)
                answers.append(asked[claim.id].proposed.after)
            except ClaimsError as error:
                answers.append(error)
        _record(connection, list(asked.values()), action)
    return answers


def accept_decision(
    database: Database, target: Target, proposal_id: UUID, note: str | None, *, action: Action, today: date
) -> Claim:
    """The claim, resolved where another member has proposed it; what nobody of the members has proposed is this
    member's own proposal now, for another to accept.

    Raises `MemberNeeded` for the key of a job, `SecondMemberNeeded` for who decided so already, and what `accept` does.
    """
    member_id = member_of(action.actor)
    if member_id is None:
        raise MemberNeeded
    with database.begin() as connection:
        claim, proposal = to_accept(connection, target, proposal_id)
        first = member_of(proposal.by)
        if first is not None and first != member_id:
            return accept_waiting(connection, claim, proposal, note, action, today)
        decision = decision_of(proposal, note)
        if _has_decided(connection, claim, decision, action):
            raise SecondMemberNeeded
        asked = _ask(claim, decision, amend=False, action=action, today=today)
        _record(connection, [asked], action)
        return asked.proposed.after


def _has_decided(connection: Connection, claim: Claim, decision: Decision, action: Action) -> bool:
    waiting = proposals.waiting(connection, [claim.id])[claim.id]
    return any(one.by == action.actor and _says(one) == _says(decision) for one in waiting)


def _ask(claim: Claim, decision: Decision, *, amend: bool, action: Action, today: date) -> _Asked:
    check_move(Move.AMEND if amend else Move.RESOLVE, claim.status)
    reopened = move(claim, Reopen(reason=decision.note).apply(claim, today), action) if amend else None
    before = reopened.after if reopened else claim
    suggestion = Suggestion(
        outcome=decision.outcome, reason=decision.reason, note=decision.note, happened_on=decision.happened_on
    )
    made = new_proposal(claim.id, suggestion, decision.evidence, action)
    return _Asked(
        proposal=made, reopened=reopened, proposed=move(before, Propose(proposal=made).apply(before, today), action)
    )


def _record(connection: Connection, asked: Sequence[_Asked], action: Action) -> None:
    """Write them down; the claims are locked, so that none has changed."""
    proposals.add(connection, [one.proposal for one in asked])
    record_changes(connection, [one.reopened for one in asked if one.reopened], action)
    record_changes(connection, [one.proposed for one in asked], action)


def _says(judgement: Proposal | Decision) -> tuple[object, ...]:
    return (judgement.outcome, judgement.reason, judgement.happened_on)

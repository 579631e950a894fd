"""What follows for claims and proposals where a text tells something no more."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from service.domain.claim import Claim
from service.domain.orders import Reject
from service.domain.proposal import Proposal
from service.domain.status import UNDECIDED, Verdict
from service.store import proposals, rereading
from service.store.database import Connection
from service.usecases.record import Action, move, record_changes

_WITHDRAWN = "What it rests on is no longer found in its article."


def free_claims(connection: Connection, found: Mapping[UUID, Claim]) -> dict[UUID, Claim]:
    """The claims that are the rules' own still: undecided, found in a text, and put right by nobody."""
    own = {id_: claim for id_, claim in found.items() if claim.status in UNDECIDED and claim.rule is not None}
    corrected = rereading.corrected(connection, own)
    return {id_: claim for id_, claim in own.items() if id_ not in corrected}


def rests_on_nothing(proposal: Proposal, gone: Collection[UUID]) -> bool:
    """Whether every statement that the proposal rests on is gone."""
    return all(
        piece.statement_id in gone or (piece.mention is not None and piece.mention.statement.vanished_in is not None)
        for piece in proposal.evidence
    )


def take_back(connection: Connection, claim: Claim, proposal: Proposal, action: Action, today: date) -> None:
    """Take back what the sweep has proposed."""
    waiting = proposals.waiting(connection, [claim.id])[claim.id]
    others = tuple(one for one in waiting if one.id != proposal.id)
    step = Reject(proposal=proposal, others=others, reason=_WITHDRAWN).apply(claim, today)
    proposals.decide(connection, proposal.id, Verdict.REJECTED, by=action.actor, at=action.now, reason=_WITHDRAWN)
    record_changes(connection, [move(claim, step, action)], action)

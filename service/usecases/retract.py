"""What follows for claims and proposals where a text tells something no more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from service.domain.article import StoredStatement
from service.domain.claim import Claim
from service.domain.orders import Reject
from service.domain.proposal import Proposal
from service.domain.status import UNDECIDED, Verdict
from service.store import claims, evidence, proposals, rereading
from service.store.database import Connection
from service.usecases.record import Action, move, record_changes
from service.usecases.sweep import ACTOR as SWEEP

_WITHDRAWN = "What it rests on is no longer found in its article."


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """What is concerned where stored statements are told no more.

    `claims` are all that these statements or proposals on them are of, `free` those that are the rules' own still.
    `kept` are the ids of statements that people rely on, `gone` the others that are told no more, and `fallen` the
    sweep's proposals that rest on nothing that is left.
    """

    claims: Mapping[UUID, Claim]
    free: Mapping[UUID, Claim]
    kept: frozenset[UUID]
    gone: tuple[StoredStatement, ...]
    fallen: tuple[Proposal, ...]


def retract(
    connection: Connection, stored: Sequence[StoredStatement], gone: Sequence[StoredStatement], *, lock: bool
) -> Retraction:
    """What is concerned by these statements, of which `gone` are told no more; nothing is changed.

    With `lock`, nobody else changes the claims until the transaction ends.
    """
    pieces = evidence.ids_of(connection, [one.id for one in gone])
    waiting = list(chain.from_iterable(proposals.resting_on(connection, pieces, SWEEP).values()))
    # All claims at once and in order, so that nobody who locks some of them waits for us in turn.
    named = {one.claim_id for one in stored if one.claim_id} | {one.claim_id for one in waiting}
    found = claims.get_many(connection, named, lock=lock)
    free = _free_claims(connection, found)
    kept = rereading.relied_on(connection, [one.id for one in stored], SWEEP)
    kept |= {one.id for one in stored if one.claim_id and one.claim_id not in free}
    left = tuple(one for one in gone if one.id not in kept)
    ids = {one.id for one in left}
    return Retraction(
        claims=found,
        free=free,
        kept=frozenset(kept),
        gone=left,
        fallen=tuple(one for one in waiting if _rests_on_nothing(one, ids)),
    )


def _free_claims(connection: Connection, found: Mapping[UUID, Claim]) -> dict[UUID, Claim]:
    """The claims that are the rules' own still: undecided, found in a text, and put right by nobody."""
    own = {id_: claim for id_, claim in found.items() if claim.status in UNDECIDED and claim.rule is not None}
    corrected = rereading.corrected(connection, own)
    return {id_: claim for id_, claim in own.items() if id_ not in corrected}


def _rests_on_nothing(proposal: Proposal, gone: Collection[UUID]) -> bool:
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

"""What the sweep makes of evidence: a proposal where it is strong, nothing where it is not."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from service.domain import dates
from service.domain.claim import Claim
from service.domain.evidence import STRONG, EvidenceScore, decide
from service.domain.orders import Propose
from service.domain.proposal import Evidence, Proposal, Suggestion
from service.domain.status import UNDECIDED, Verdict
from service.store import claims, evidence, proposals, watches
from service.store.database import Connection
from service.usecases.propose import new_proposal
from service.usecases.record import Action, move, record_changes


def suggest(connection: Connection, claim_ids: Sequence[UUID], action: Action, today: date) -> int:
    """Score all evidence of these claims, and propose what it shows; the number of proposals.

    Claims that somebody else holds are left to them, with their evidence unscored.
    """
    locked = claims.lock_many(connection, claim_ids)
    undecided = [claim for claim in locked if claim.status in UNDECIDED]
    made = _proposals(connection, undecided, action, today)
    proposals.add(connection, made)
    by_id = {claim.id: claim for claim in undecided}
    steps = [(by_id[one.claim_id], Propose(proposal=one).apply(by_id[one.claim_id], today)) for one in made]
    record_changes(connection, [move(claim, step, action) for claim, step in steps], action)
    evidence.mark_scored(connection, [claim.id for claim in locked], action.now)
    return len(made)


def _proposals(connection: Connection, undecided: Sequence[Claim], action: Action, today: date) -> list[Proposal]:
    claim_ids = [claim.id for claim in undecided]
    watched = watches.watched(connection, claim_ids)
    found = evidence.scored(connection, claim_ids)
    earlier = proposals.made_by(connection, claim_ids, action.actor)
    made = [
        _proposal(claim, found[claim.id], earlier[claim.id], action, today)
        for claim in undecided
        if claim.id in watched
    ]
    return list(filter(None, made))


def _proposal(
    claim: Claim, found: Sequence[Evidence], earlier: Sequence[Proposal], action: Action, today: date
) -> Proposal | None:
    """The proposal that the evidence amounts to; None where it is weak, in conflict, or was refused before.

    What rules of an earlier release found has no grounds and a score of another kind: it waits until it is read again.
    """
    refused = {piece.id for one in earlier if one.verdict is Verdict.REJECTED for piece in one.evidence}
    fresh = [piece for piece in found if piece.grounds and piece.id not in refused]
    verdict = decide([_score(piece) for piece in fresh])
    if verdict is None or verdict.score < STRONG:
        return None
    if any(one.verdict is None and one.outcome == verdict.outcome for one in earlier):
        return None
    said = Suggestion(outcome=verdict.outcome, happened_on=verdict.happened_on, score=verdict.score)
    suggestion = dates.agreeing(said, claim, today)
    if suggestion is None:
        return None
    return new_proposal(claim.id, suggestion, tuple(fresh[place] for place in verdict.chosen), action)


def _score(piece: Evidence) -> EvidenceScore:
    """The piece with its place, by which copies of one text are known."""
    place = piece.mention
    return EvidenceScore(
        outcome=piece.outcome,
        score=piece.score or 0.0,
        reasons=piece.reasons,
        happened_on=piece.happened_on,
        article_id=place.article.id if place else None,
        sentence=place.statement.text if place else "",
    )

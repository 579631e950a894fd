"""/v1/claims/…/proposals: outcomes suggested for a claim, and the yes or no to them."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from schemas.claim import ClaimOut
from schemas.evidence import AcceptanceIn, ProposalIn, ProposalOut, ProposalPageOut, RejectionIn
from schemas.page import PageQuery
from service.domain.key import Scope
from service.domain.proposal import Proposal, Suggestion
from service.usecases import read
from service.usecases.move_claims import Target
from service.usecases.propose import accept, propose, reject
from service.usecases.second_member import accept_decision
from service.web.auth import requires
from service.web.conditional import IF_MATCH, accepted_versions, show_claim
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("proposals", __name__, description="Outcomes suggested for a claim, waiting for a yes or no.")

_CHANGE = (400, 404, 409, 412, 413, 415, 422, 428)


@blueprint.route("/v1/claims/<uuid:claim_id>/proposals")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, ProposalPageOut)
@blueprint.problems(400, 404, 422)
def list_proposals(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """List the proposals ever made for a claim, the oldest first, with what became of them."""
    load = partial(read.list_proposals, services().database, claim_id)
    return page_of(query, ("proposals", claim_id), UUID, load)


@blueprint.route("/v1/claims/<uuid:claim_id>/proposals", methods=["POST"])
@requires(Scope.WRITE, Scope.JUDGE)
@idempotent
@blueprint.arguments(ProposalIn)
@blueprint.response(201, ProposalOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_proposal(body: dict[str, Any], claim_id: UUID) -> Proposal:
    """Propose what became of an undecided claim.

    Proposals that contradict each other wait side by side; none overwrites another.
    """
    cited = body.pop("evidence")
    return propose(
        services().database,
        _target(claim_id),
        Suggestion(**body),
        cited,
        action=action(),
        today=services().clock.today(),
    )


@blueprint.route("/v1/claims/<uuid:claim_id>/proposals/<uuid:proposal_id>/acceptance", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(AcceptanceIn, required=False)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_acceptance(body: dict[str, Any], claim_id: UUID, proposal_id: UUID) -> Response:
    """Resolve a claim as was proposed. Its other proposals are superseded.

    Where `CLAIMS_SECOND_MEMBER` is on, only a member's yes to what another member proposed resolves. A yes to one's own
    is refused (`second_member_needed`), and a yes to what a job, a judge or the sweep proposed is a proposal of one's
    own.
    """
    today = services().clock.today()
    decide = accept_decision if services().second_member else accept
    return show_claim(decide(services().database, _target(claim_id), proposal_id, **body, action=action(), today=today))


@blueprint.route("/v1/claims/<uuid:claim_id>/proposals/<uuid:proposal_id>/rejection", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(RejectionIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_rejection(body: dict[str, Any], claim_id: UUID, proposal_id: UUID) -> Response:
    """Turn a proposal down. The claim is as it was before, or proposed still where other proposals wait."""
    today = services().clock.today()
    return show_claim(reject(services().database, _target(claim_id), proposal_id, **body, action=action(), today=today))


def _target(claim_id: UUID) -> Target:
    return Target(claim_id=claim_id, versions=accepted_versions())

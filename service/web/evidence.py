"""/v1/claims/…/evidence: what may decide a claim."""

from functools import partial
from typing import Any
from uuid import UUID

from schemas.evidence import EvidenceIn, EvidenceOut, EvidencePageOut
from schemas.page import PageQuery
from service.domain.key import Scope
from service.domain.listing import EvidencePlace
from service.domain.proposal import Evidence
from service.usecases import read
from service.usecases.add_evidence import HandEvidence, add_evidence
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("evidence", __name__, description="What may decide a claim, and how strongly.")


@blueprint.route("/v1/claims/<uuid:claim_id>/evidence")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, EvidencePageOut)
@blueprint.problems(400, 404, 422)
def list_evidence(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """List what may decide a claim: what was added by hand first, then by score, with the reasons for it."""
    load = partial(read.list_evidence, services().database, claim_id)
    return page_of(query, ("evidence", claim_id), EvidencePlace, load)


@blueprint.route("/v1/claims/<uuid:claim_id>/evidence", methods=["POST"])
@requires(Scope.WRITE, Scope.JUDGE)
@idempotent
@blueprint.arguments(EvidenceIn)
@blueprint.response(201, EvidenceOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_evidence(body: dict[str, Any], claim_id: UUID) -> Evidence:
    """Add evidence by hand: a stored statement, or words of another page with its address.

    It changes nothing of the claim: whoever resolves it, or proposes to, may cite it.
    """
    return add_evidence(
        services().database, claim_id, HandEvidence(**body), action=action(), today=services().clock.today()
    )

"""/v1/claims/…/candidates: where to look for what became of a claim."""

from typing import Any
from uuid import UUID

from schemas.candidate import CandidateQuery, CandidatesOut
from service.domain.key import Scope
from service.usecases.candidates import list_candidates
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("candidates", __name__, description="Later sentences worth a look for a claim, without a verdict.")


@blueprint.route("/v1/claims/<uuid:claim_id>/candidates")
@requires(Scope.READ)
@blueprint.arguments(CandidateQuery, location="query")
@blueprint.response(200, CandidatesOut)
@blueprint.problems(404, 422)
def read_candidates(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """List the sentences published since a claim was said that have most to do with it.

    Ranked by what they share with it: event, names, things, and time. Results and outcomes are among them, what people
    said, and sentences without any statement. None of it is a verdict, and nothing is proposed for it.
    """
    return {"data": list_candidates(services().database, claim_id, query["limit"])}

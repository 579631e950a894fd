"""Links between claims, and the threads that they make."""

from typing import Any
from uuid import UUID

from flask import Response

from schemas.claim import ClaimOut
from schemas.thread import LinkIn, ThreadOut
from service.domain.key import Scope
from service.domain.thread import Thread
from service.usecases.links import Tie, link_claims, read_thread, unlink_claims
from service.usecases.move_claims import Target
from service.web.auth import requires
from service.web.conditional import IF_MATCH, accepted_versions, show_claim
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("threads", __name__, description="Claims that move one another, or contradict.")


@blueprint.route("/v1/claims/<uuid:claim_id>/thread")
@requires(Scope.READ)
@blueprint.response(200, ThreadOut)
@blueprint.problems(404)
def get_thread(claim_id: UUID) -> Thread:
    """Read the thread that a claim is in: what moves what, and by how many days. It may be in one by itself."""
    return read_thread(services().database, claim_id)


@blueprint.route("/v1/claims/<uuid:claim_id>/links", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(LinkIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_link(body: dict[str, Any], claim_id: UUID) -> Response:
    """Tie a claim to another: to an earlier one that it moves, or to one that it contradicts.

    Two claims are tied once, a claim moves one other at most and one moves it, and neither may be dismissed. Both get
    an event.
    """
    target = Target(claim_id=claim_id, versions=accepted_versions())
    return show_claim(link_claims(services().database, target, Tie(**body), action=action()))


@blueprint.route("/v1/claims/<uuid:claim_id>/links/<uuid:other_id>", methods=["DELETE"])
@requires(Scope.RESOLVE)
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 412, 422, 428)
@blueprint.doc(parameters=IF_MATCH["parameters"])
def delete_link(claim_id: UUID, other_id: UUID) -> Response:
    """Untie two claims, whichever of them was tied to the other. Both get an event."""
    target = Target(claim_id=claim_id, versions=accepted_versions())
    return show_claim(unlink_claims(services().database, target, other_id, action=action()))

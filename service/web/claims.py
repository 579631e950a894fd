"""/v1/claims: what was stated, where the work on it stands, and the moves."""

from typing import Any, cast
from uuid import UUID

from flask import Response, jsonify

from schemas.claim import (
    ClaimOut,
    ClaimPageOut,
    ClaimQuery,
    EventPageOut,
    ReopeningIn,
    ResolutionIn,
)
from schemas.page import PageQuery
from service.domain.claim import Claim, Decision
from service.domain.errors import InvalidCursor
from service.domain.key import Scope
from service.usecases import move_claim, read
from service.web import cursors
from service.web.auth import requires
from service.web.conditional import accepted_versions, tag
from service.web.resources import Resource, actor, services

blueprint = Resource("claims", __name__, description="Stated outcomes, tracked until they are resolved.")

_IF_MATCH = {
    "parameters": [
        {
            "in": "header",
            "name": "If-Match",
            "required": True,
            "description": "The claim's ETag as you read it, or `*`.",
            "schema": {"type": "string"},
            "example": '"1"',
        }
    ]
}


@blueprint.route("/v1/claims")
@requires(Scope.READ)
@blueprint.arguments(ClaimQuery, location="query")
@blueprint.response(200, ClaimPageOut)
@blueprint.problems(400, 422)
def list_claims(query: dict[str, Any]) -> dict[str, Any]:
    """List claims, newest first."""
    filters = {"list": "claims", "status": sorted(query["status"]), "q": query["q"]}
    found = read.list_claims(
        services().database,
        statuses=query["status"],
        q=query["q"],
        before=_claim_before(query["cursor"], filters),
        limit=query["limit"] + 1,
    )
    page = found[: query["limit"]]
    more = len(found) > len(page)
    return {"data": page, "next": cursors.encode(str(page[-1].id), filters) if more else None}


@blueprint.route("/v1/claims/<uuid:claim_id>")
@requires(Scope.READ)
@blueprint.response(200, ClaimOut)
@blueprint.problems(404)
def read_claim(claim_id: UUID) -> Response:
    """Read a claim; its ETag is what a change needs as If-Match."""
    return _show(read.get_claim(services().database, claim_id))


@blueprint.route("/v1/claims/<uuid:claim_id>/events")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, EventPageOut)
@blueprint.problems(400, 404, 422)
def list_events(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Read a claim's history, oldest first."""
    filters = {"list": "events", "claim": claim_id}
    after = cursors.decode(query["cursor"], filters) if query["cursor"] else 0
    if not isinstance(after, int):
        raise InvalidCursor
    found = read.list_events(services().database, claim_id, after=after, limit=query["limit"] + 1)
    page = found[: query["limit"]]
    more = len(found) > len(page)
    return {"data": page, "next": cursors.encode(page[-1].version, filters) if more else None}


@blueprint.route("/v1/claims/<uuid:claim_id>/resolution", methods=["POST"])
@requires(Scope.RESOLVE)
@blueprint.arguments(ResolutionIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(**_IF_MATCH)
def post_resolution(body: dict[str, Any], claim_id: UUID) -> Response:
    """Resolve a claim: say what became of it."""
    clock = services().clock
    claim = move_claim.resolve(
        services().database,
        claim_id,
        Decision(**body),
        versions=accepted_versions(),
        actor=actor(),
        now=clock.now(),
        today=clock.today(),
    )
    return _show(claim)


@blueprint.route("/v1/claims/<uuid:claim_id>/reopening", methods=["POST"])
@requires(Scope.RESOLVE)
@blueprint.arguments(ReopeningIn, required=False)
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(**_IF_MATCH)
def post_reopening(body: dict[str, Any], claim_id: UUID) -> Response:
    """Take a resolved claim up again; its resolution is kept, superseded."""
    clock = services().clock
    claim = move_claim.reopen(
        services().database,
        claim_id,
        body["reason"],
        versions=accepted_versions(),
        actor=actor(),
        now=clock.now(),
        today=clock.today(),
    )
    return _show(claim)


def _show(claim: Claim) -> Response:
    return tag(jsonify(ClaimOut().dump(claim)), claim.version)


def _claim_before(cursor: str | None, filters: dict[str, Any]) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(cast(str, cursors.decode(cursor, filters)))
    except (ValueError, AttributeError) as error:
        raise InvalidCursor from error

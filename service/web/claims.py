"""/v1/claims: what was stated, where the work on it stands, and the moves."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, json

from schemas.claim import (
    ClaimIn,
    ClaimOut,
    ClaimPageOut,
    ClaimQuery,
    ClaimReadQuery,
    CorrectionIn,
    EventPageOut,
)
from schemas.page import PageQuery
from schemas.statement import MentionPageOut
from service.domain.correction import Correction
from service.domain.key import Scope
from service.domain.listing import Position
from service.usecases import read
from service.usecases.add_claim import NewClaim, add_claim
from service.usecases.correct_claim import correct_claim
from service.usecases.move_claims import Target
from service.web import formats
from service.web.assignment import of_who_asks
from service.web.auth import requires
from service.web.conditional import IF_MATCH, IF_NONE_MATCH, accepted_versions, show_claim
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("claims", __name__, description="Stated outcomes, tracked until they are resolved.")


@blueprint.route("/v1/claims")
@requires(Scope.READ)
@blueprint.arguments(ClaimQuery, location="query")
@blueprint.response(200, ClaimPageOut)
@blueprint.problems(400, 422)
def list_claims(query: dict[str, Any]) -> dict[str, Any] | Response:
    """List claims.

    With `Accept: text/csv` or `application/x-ndjson` the whole list is streamed, not a page of it. In CSV a cell that
    a spreadsheet would run as a formula has an apostrophe before it.
    """
    kept, sort = of_who_asks(query["kept"]), query["sort"]
    if streamed := formats.wanted_stream(bom=query["bom"]):
        return streamed(read.every_claim(services().database, kept, sort))
    return page_of(query, ("claims", kept, sort), Position, partial(read.list_claims, services().database, kept, sort))


@blueprint.route("/v1/claims/<uuid:claim_id>")
@requires(Scope.READ)
@blueprint.arguments(ClaimReadQuery, location="query")
@blueprint.response(200, ClaimOut)
@blueprint.alt_response(304, description="Not modified since the version that If-None-Match names.", success=True)
@blueprint.problems(404, 422)
@blueprint.doc(**IF_NONE_MATCH)
def read_claim(query: dict[str, Any], claim_id: UUID) -> Response:
    """Read a claim; its ETag is what a change needs as If-Match.

    With `Accept: application/ld+json` it is schema.org's Claim, and ClaimReview once it is resolved.
    """
    claim = read.get_claim(services().database, claim_id, as_of=query["as_of"])
    if formats.wants_linked_data():
        return Response(json.dumps(formats.linked_data(claim)), content_type=formats.JSON_LD)
    return show_claim(claim)


@blueprint.route("/v1/claims", methods=["POST"])
@requires(Scope.WRITE)
@idempotent
@blueprint.arguments(ClaimIn)
@blueprint.response(201, ClaimOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_claim(body: dict[str, Any]) -> Response:
    """Enter a claim by hand."""
    claim = add_claim(services().database, NewClaim(**body), action=action(), today=services().clock.today())
    return show_claim(claim, created=True)


@blueprint.route("/v1/claims/<uuid:claim_id>", methods=["PATCH"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(CorrectionIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def patch_claim(body: dict[str, Any], claim_id: UUID) -> Response:
    """Put a claim right: its words, its dates, its tags, who said it and how.

    Its review day follows a new due date or modality, unless it was set by hand; a claim that is due stays so. What the
    claim is found by and its evidence follow, and what the sweep has proposed is taken back. The event tells what was
    there before. A later reading of the article changes nothing of the claim any more.
    """
    note = body.pop("note", None)
    target = Target(claim_id=claim_id, versions=accepted_versions())
    order = Correction(values=body, note=note)
    return show_claim(
        correct_claim(services().database, target, order, action=action(), today=services().clock.today())
    )


@blueprint.route("/v1/claims/<uuid:claim_id>/mentions")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, MentionPageOut)
@blueprint.problems(400, 404, 422)
def list_mentions(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """List the statements that state a claim, oldest first, with their articles."""
    load = partial(read.list_mentions, services().database, claim_id)
    return page_of(query, ("mentions", claim_id), UUID, load)


@blueprint.route("/v1/claims/<uuid:claim_id>/events")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, EventPageOut)
@blueprint.problems(400, 404, 422)
def list_events(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """Read a claim's history, oldest first."""
    return page_of(query, ("events", claim_id), int, partial(read.list_events, services().database, claim_id))

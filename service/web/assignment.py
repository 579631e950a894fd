"""/v1/claims/…/assignee and …/comments: who is to see to a claim, and what is written of it."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g

from schemas.assignment import AssigneeIn, CommentIn, CommentOut, CommentPageOut
from schemas.claim import ClaimOut
from schemas.page import PageQuery
from service.domain.comment import Comment
from service.domain.errors import InvalidValue
from service.domain.key import Scope
from service.domain.listing import Filter
from service.domain.member import ME
from service.usecases import comments
from service.usecases.assign import assign
from service.usecases.move_claims import Target
from service.web.auth import requires
from service.web.conditional import IF_MATCH, accepted_versions, show_claim
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("assignment", __name__, description="Who is to see to a claim, and what is written of it.")

_CHANGE = (400, 404, 409, 412, 413, 415, 422, 428)


@blueprint.route("/v1/claims/<uuid:claim_id>/assignee", methods=["PUT"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(AssigneeIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def put_assignee(body: dict[str, Any], claim_id: UUID) -> Response:
    """Assign an undecided claim to a member, in place of whoever it is assigned to."""
    return _assign(claim_id, _member(body["member"]))


@blueprint.route("/v1/claims/<uuid:claim_id>/assignee", methods=["DELETE"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.response(200, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 422, 428)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def delete_assignee(claim_id: UUID) -> Response:
    """Have an undecided claim be assigned to nobody."""
    return _assign(claim_id, None)


@blueprint.route("/v1/claims/<uuid:claim_id>/comments")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, CommentPageOut)
@blueprint.problems(400, 404, 422)
def list_comments(query: dict[str, Any], claim_id: UUID) -> dict[str, Any]:
    """List what was written of a claim, the oldest first."""
    load = partial(comments.list_comments, services().database, claim_id)
    return page_of(query, ("comments", claim_id), UUID, load)


@blueprint.route("/v1/claims/<uuid:claim_id>/comments", methods=["POST"])
@requires(Scope.WRITE, Scope.RESOLVE)
@idempotent
@blueprint.arguments(CommentIn)
@blueprint.response(201, CommentOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_comment(body: dict[str, Any], claim_id: UUID) -> Comment:
    """Write something of a claim, for those who see to it. It changes nothing of the claim."""
    return comments.add_comment(services().database, claim_id, body["text"], action=action())


def of_who_asks(kept: Filter) -> Filter:
    """The filter, with who asks in place of `me`."""
    return replace(kept, assignee=_me("assignee")) if kept.assignee == ME else kept


def _assign(claim_id: UUID, member: UUID | str | None) -> Response:
    target = Target(claim_id=claim_id, versions=accepted_versions())
    return show_claim(assign(services().database, target, member, action=action()))


def _member(word: str) -> UUID | str:
    if word == ME:
        return _me("member")
    try:
        return UUID(word)
    except ValueError:
        return word


def _me(field: str) -> UUID:
    """The member who asks; raises `InvalidValue`, of this field, for a job's key."""
    if g.member_id is None:
        raise InvalidValue(field, "The key belongs to no member.")
    member_id: UUID = g.member_id
    return member_id

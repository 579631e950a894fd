"""/v1/members: the persons who work here, for admins."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from schemas.member import MemberChangeIn, MemberIn, MemberOut, MemberPageOut
from schemas.page import PageQuery
from service.domain.key import Scope
from service.domain.member import Member
from service.usecases import members
from service.web.auth import requires
from service.web.conditional import IF_MATCH, IF_NONE_MATCH, accepted_versions, tagged
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("members", __name__, description="The persons who work here, for admins.")


@blueprint.route("/v1/members")
@requires(Scope.ADMIN)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, MemberPageOut)
@blueprint.problems(400, 422)
def list_members(query: dict[str, Any]) -> dict[str, Any]:
    """List members, oldest first, those who have left too."""
    return page_of(query, "members", UUID, partial(members.list_members, services().database))


@blueprint.route("/v1/members", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent
@blueprint.arguments(MemberIn)
@blueprint.response(201, MemberOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_member(body: dict[str, Any]) -> Response:
    """Add a member. No two who are here have the same name, or the same mail address, in any case of letters.

    The member has no keys yet: `POST /v1/keys` makes them.
    """
    member = members.add_member(services().database, **body, now=services().clock.now())
    return _show(member, created=True)


@blueprint.route("/v1/members/<uuid:member_id>")
@requires(Scope.ADMIN)
@blueprint.response(200, MemberOut)
@blueprint.alt_response(304, description="Not modified since the version that If-None-Match names.", success=True)
@blueprint.problems(404)
@blueprint.doc(**IF_NONE_MATCH)
def read_member(member_id: UUID) -> Response:
    """Read a member, also one who has left; the ETag is what a change needs as If-Match."""
    return _show(members.get_member(services().database, member_id))


@blueprint.route("/v1/members/<uuid:member_id>", methods=["PATCH"])
@requires(Scope.ADMIN)
@idempotent
@blueprint.arguments(MemberChangeIn)
@blueprint.response(200, MemberOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def patch_member(body: dict[str, Any], member_id: UUID) -> Response:
    """Change a member's name, mail address or scopes.

    The member's keys lose the scopes that it lacks from now on; one that has none left is revoked.
    """
    now = services().clock.now()
    return _show(members.change_member(services().database, member_id, body, versions=accepted_versions(), now=now))


@blueprint.route("/v1/members/<uuid:member_id>/departure", methods=["POST"])
@requires(Scope.ADMIN)
@idempotent
@blueprint.response(200, MemberOut)
@blueprint.problems(400, 404, 409, 413, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_departure(member_id: UUID) -> Response:
    """Have a member leave, for good: name and mail address are blank, the keys revoked and without a name.

    The history keeps what the member did, by id. The last one whose key in force has the scope `admin` does not leave
    (`last_admin_key`): make another first.
    """
    return _show(members.leave(services().database, member_id, action=action()))


def _show(member: Member, *, created: bool = False) -> Response:
    return tagged(MemberOut().dump(member), member.version, at=f"/v1/members/{member.id}" if created else None)

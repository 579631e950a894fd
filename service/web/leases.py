"""/v1/leases: due claims for resolution jobs, each claim for one job at a time."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, g, jsonify

from schemas.lease import LeaseIn, LeaseOut, LeasePageOut, LeaseQuery, RenewalIn, TakenLeaseOut
from service.domain.key import Scope
from service.domain.lease import Holder, LeasedClaims, LeaseFilter, LeasePlace, Wanted
from service.usecases import leases
from service.web import cursors
from service.web.auth import requires
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, services

blueprint = Resource("leases", __name__, description="Batches of due claims for jobs that resolve them.")


@blueprint.route("/v1/leases", methods=["POST"])
@requires(Scope.RESOLVE, Scope.JUDGE)
@idempotent
@blueprint.arguments(LeaseIn, required=False)
@blueprint.response(201, TakenLeaseOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_lease(body: dict[str, Any]) -> Response:
    """Take due claims on lease, the oldest review day first.

    No other lease gets them until this one ends: by release, or by itself. It keeps nobody from changing a claim:
    changes go by `If-Match` alone. Claims with the status `due` only; those with a proposal wait for a yes or no.
    """
    kept, cursor = body["kept"], body["cursor"]
    after = cursors.decode(cursor, ("lease", kept), LeasePlace) if cursor else None
    wanted = Wanted(kept=kept, after=after, limit=body["limit"], ttl=timedelta(seconds=body["ttl"]))
    held = leases.take_lease(services().database, wanted, _holder(), now=services().clock.now())
    following = cursors.encode(held.last, ("lease", kept)) if held.last else None
    answer = jsonify(TakenLeaseOut().dump({**_shown(held), "next": following}))
    answer.status_code = 201
    answer.headers["Location"] = f"/v1/leases/{held.lease.id}"
    return answer


@blueprint.route("/v1/leases")
@requires(Scope.READ)
@blueprint.arguments(LeaseQuery, location="query")
@blueprint.response(200, LeasePageOut)
@blueprint.problems(400, 422)
def list_leases(query: dict[str, Any]) -> dict[str, Any]:
    """List the leases that have not ended, the last taken first: who holds which claims."""
    kept = LeaseFilter(holder=query["holder"], claim_id=query["claim_id"])
    load = partial(leases.list_leases, services().database, kept, now=services().clock.now())
    return page_of(query, ("leases", kept), UUID, load)


@blueprint.route("/v1/leases/<uuid:lease_id>")
@requires(Scope.RESOLVE, Scope.JUDGE)
@blueprint.response(200, LeaseOut)
@blueprint.problems(404)
def get_lease(lease_id: UUID) -> dict[str, Any]:
    """Read a lease that has not ended, with the claims on it that are still due."""
    return _shown(leases.read_lease(services().database, lease_id, now=services().clock.now()))


@blueprint.route("/v1/leases/<uuid:lease_id>/renewal", methods=["POST"])
@requires(Scope.RESOLVE, Scope.JUDGE)
@idempotent
@blueprint.arguments(RenewalIn, required=False)
@blueprint.response(200, LeaseOut)
@blueprint.problems(400, 404, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_renewal(body: dict[str, Any], lease_id: UUID) -> dict[str, Any]:
    """Have a lease that has not ended go on from now. Only the key that took it may, and an admin's."""
    ttl = timedelta(seconds=body["ttl"])
    return _shown(leases.renew_lease(services().database, lease_id, ttl, _holder(), now=services().clock.now()))


@blueprint.route("/v1/leases/<uuid:lease_id>", methods=["DELETE"])
@requires(Scope.RESOLVE, Scope.JUDGE)
@blueprint.response(204)
@blueprint.problems(404)
def delete_lease(lease_id: UUID) -> None:
    """Release a lease: its claims are free for other jobs. Only the key that took it may, and an admin's."""
    leases.release_lease(services().database, lease_id, _holder(), now=services().clock.now())


def _holder() -> Holder:
    return Holder(key_id=g.key_id, name=g.actor, admin=g.is_admin)


def _shown(held: LeasedClaims) -> dict[str, Any]:
    return {**asdict(held.lease), "data": held.claims}

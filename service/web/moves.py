"""The moves of claims: resolution, amendment, reopening, dismissal; of one claim or of many."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response

from schemas.claim import ClaimOut
from schemas.moves import BODIES, DismissalIn, MergeIn, MovesIn, MovesOut, ReopeningIn, ResolutionIn, SplitIn
from service.domain.claim import Claim, Decision
from service.domain.errors import ClaimsError
from service.domain.key import Scope
from service.domain.orders import Dismiss, Order, Reopen, Resolve
from service.domain.status import Move
from service.usecases.join_claims import Merge, merge_claims, split_claim, track_statement
from service.usecases.move_claims import Target, move_claims
from service.usecases.second_member import propose_decisions
from service.web.auth import requires
from service.web.conditional import IF_MATCH, accepted_versions, show_claim
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.problems import describe
from service.web.resources import Resource, action, services

blueprint = Resource("moves", __name__, description="What can be done with a claim.")

_CHANGE = (400, 404, 409, 412, 413, 415, 422, 428)


@blueprint.route("/v1/claims/<uuid:claim_id>/resolution", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(ResolutionIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_resolution(body: dict[str, Any], claim_id: UUID) -> Response:
    """Resolve a claim: say what became of it.

    Where `CLAIMS_SECOND_MEMBER` is on, the claim is proposed instead, until another member accepts. The key of a job
    is refused (`member_needed`).
    """
    return _move(claim_id, _resolve(body))


@blueprint.route("/v1/claims/<uuid:claim_id>/amendment", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(ResolutionIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_amendment(body: dict[str, Any], claim_id: UUID) -> Response:
    """Resolve a resolved claim anew; the earlier resolution is kept, superseded.

    Where `CLAIMS_SECOND_MEMBER` is on, the claim is taken up again and proposed, until another member accepts.
    """
    return _move(claim_id, _resolve(body, amend=True))


@blueprint.route("/v1/claims/<uuid:claim_id>/reopening", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(ReopeningIn, required=False)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_reopening(body: dict[str, Any], claim_id: UUID) -> Response:
    """Take a resolved or dismissed claim up again; its resolution is kept, superseded."""
    return _move(claim_id, Reopen(**body))


@blueprint.route("/v1/claims/<uuid:claim_id>/dismissal", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(DismissalIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_dismissal(body: dict[str, Any], claim_id: UUID) -> Response:
    """Stop tracking a claim."""
    return _move(claim_id, Dismiss(**body))


@blueprint.route("/v1/claims/<uuid:claim_id>/merge", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(MergeIn)
@blueprint.response(200, ClaimOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_merge(body: dict[str, Any], claim_id: UUID) -> Response:
    """Merge a claim into another that says the same. It is dismissed as a duplicate; the other is answered."""
    order = Merge(target=Target(claim_id=claim_id, versions=accepted_versions()), **body)
    return show_claim(merge_claims(services().database, order, action=action(), today=services().clock.today()))


@blueprint.route("/v1/claims/<uuid:claim_id>/split", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(SplitIn)
@blueprint.response(201, ClaimOut)
@blueprint.problems(400, 404, 409, 412, 413, 415, 422, 428)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_split(body: dict[str, Any], claim_id: UUID) -> Response:
    """Split a mention off into a claim of its own, which is answered."""
    target = Target(claim_id=claim_id, versions=accepted_versions())
    today = services().clock.today()
    claim = split_claim(services().database, target, body["statement_id"], action=action(), today=today)
    return show_claim(claim, created=True)


@blueprint.route("/v1/statements/<uuid:statement_id>/claim", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.response(201, ClaimOut)
@blueprint.problems(400, 404, 409, 413, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_statement_claim(statement_id: UUID) -> Response:
    """Make a claim of an outcome that has none, because the rules did not take it for worth watching."""
    today = services().clock.today()
    claim = track_statement(services().database, statement_id, action=action(), today=today)
    return show_claim(claim, created=True)


@blueprint.route("/v1/claims/moves", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(MovesIn)
@blueprint.response(200, MovesOut)
@blueprint.problems(400, 409, 413, 415, 422)
@blueprint.doc(parameters=[IDEMPOTENCY_KEY])
def post_moves(body: dict[str, Any]) -> dict[str, Any]:
    """Make the same move of many claims; each has an answer of its own, and the good ones are carried out."""
    targets = [Target(claim_id=row["id"], versions=frozenset([row["version"]])) for row in body["claims"]]
    order = _order(body["move"], body["body"])
    answers = _move_many(targets, order)
    return {"data": [_answer(target, answer) for target, answer in zip(targets, answers, strict=True)]}


def _move(claim_id: UUID, order: Order) -> Response:
    (moved,) = _move_many([Target(claim_id=claim_id, versions=accepted_versions())], order)
    if isinstance(moved, ClaimsError):
        raise moved
    return show_claim(moved)


def _move_many(targets: Sequence[Target], order: Order) -> Sequence[Claim | ClaimsError]:
    database, today = services().database, services().clock.today()
    if services().second_member and isinstance(order, Resolve):
        return propose_decisions(database, targets, order, action=action(), today=today)
    return move_claims(database, targets, order, action=action(), today=today)


def _order(move: Move, body: dict[str, Any]) -> Order:
    values = BODIES[move]().load(body)
    if move is Move.REOPEN:
        return Reopen(**values)
    if move is Move.DISMISS:
        return Dismiss(**values)
    return _resolve(values, amend=move is Move.AMEND)


def _resolve(values: dict[str, Any], *, amend: bool = False) -> Resolve:
    cited = tuple(values.pop("evidence"))
    return Resolve(decision=Decision(**values), amend=amend, cited=cited)


def _answer(target: Target, answer: Claim | ClaimsError) -> dict[str, Any]:
    if isinstance(answer, ClaimsError):
        problem = describe(answer)
        return {"id": target.claim_id, "status": problem["status"], "claim": None, "problem": problem}
    return {"id": answer.id, "status": 200, "claim": answer, "problem": None}

"""POST /v1/detect: what a text or a page states, nothing stored."""

from typing import Any

from schemas.article import DetectIn, DetectManyIn, DetectManyOut, DetectOut
from service.domain.errors import ClaimsError
from service.domain.key import Scope
from service.usecases.look_through import Detection, Document, look_through
from service.web.auth import requires
from service.web.problems import describe
from service.web.resources import Resource, services

blueprint = Resource("detect", __name__, description="Look through a text without storing anything.")


@blueprint.route("/v1/detect", methods=["POST"])
@requires(Scope.READ)
@blueprint.arguments(DetectIn)
@blueprint.response(200, DetectOut)
@blueprint.problems(400, 413, 415, 422)
def detect_statements(body: dict[str, Any]) -> Detection:
    """Find the statements of a text, or of a page of HTML."""
    return _look_through(body)


@blueprint.route("/v1/detect/batch", methods=["POST"])
@requires(Scope.READ)
@blueprint.arguments(DetectManyIn)
@blueprint.response(200, DetectManyOut)
@blueprint.problems(400, 413, 415, 422)
def detect_many(body: dict[str, Any]) -> dict[str, Any]:
    """Find the statements of up to 100 texts or pages; each has an answer of its own."""
    return {"data": [_look_through_one(document) for document in body["documents"]]}


def _look_through(document: dict[str, Any]) -> Detection:
    house = services()
    return look_through(Document(**document), house.web, today=house.clock.today())


def _look_through_one(document: dict[str, Any]) -> dict[str, Any]:
    try:
        found = _look_through(document)
    except ClaimsError as error:
        problem = describe(error)
        return {"status": problem["status"], "statements": [], "omitted": 0, "page": None, "problem": problem}
    return {
        "status": 200,
        "statements": found.statements,
        "omitted": found.omitted,
        "page": found.page,
        "problem": None,
    }

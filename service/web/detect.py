"""POST /v1/detect: what a text states, nothing stored."""

from typing import Any

from schemas.article import DetectIn, DetectManyIn, DetectManyOut, DetectOut
from service.domain.key import Scope
from service.usecases.detection import find_statements
from service.web.auth import requires
from service.web.resources import Resource

blueprint = Resource("detect", __name__, description="Look through a text without storing anything.")


@blueprint.route("/v1/detect", methods=["POST"])
@requires(Scope.READ)
@blueprint.arguments(DetectIn)
@blueprint.response(200, DetectOut)
@blueprint.problems(400, 413, 415, 422)
def detect_statements(body: dict[str, Any]) -> dict[str, Any]:
    """Find the statements of a text."""
    return _find(body)


@blueprint.route("/v1/detect/batch", methods=["POST"])
@requires(Scope.READ)
@blueprint.arguments(DetectManyIn)
@blueprint.response(200, DetectManyOut)
@blueprint.problems(400, 413, 415, 422)
def detect_many(body: dict[str, Any]) -> dict[str, Any]:
    """Find the statements of up to 100 texts."""
    return {"data": [_find(document) for document in body["documents"]]}


def _find(document: dict[str, Any]) -> dict[str, Any]:
    found = find_statements(document["text"], title=document["title"], published=document["published_on"])
    return {"statements": found}

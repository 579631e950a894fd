"""POST /v1/detect: what a text states, nothing stored."""

from typing import Any

from schemas.article import DetectIn, DetectOut
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
    found = find_statements(body["text"], title=body["title"], published=body["published_on"])
    return {"statements": found}

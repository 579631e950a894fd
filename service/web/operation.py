"""Health: alive asks nothing; ready asks each dependency."""

from flask import Response, jsonify

from schemas.health import HealthOut, ReadinessOut
from service.usecases.health import readiness
from service.web.auth import public
from service.web.problems import RETRY_AFTER_SECONDS
from service.web.resources import Resource, services

blueprint = Resource("operation", __name__, description="For those who run the service.")


@blueprint.route("/healthz")
@public
@blueprint.response(200, HealthOut)
def healthz() -> dict[str, str]:
    """Tell that the process answers.

    Nothing else is asked: a process that fails here is to be started anew.
    """
    return {"status": "ok"}


@blueprint.route("/readyz")
@public
@blueprint.response(200, ReadinessOut)
@blueprint.alt_response(503, schema=ReadinessOut, description="Something is missing.")
def readyz() -> Response:
    """Tell whether everything that the service depends on is there.

    While it fails, no requests should be sent here; the process goes on.
    """
    parts = readiness(services().database, services().storage)
    ready = all(state == "ok" for state in parts.values())
    warnings = [f"{variable} is not heeded: {reason}" for variable, reason in services().unheeded.items()]
    answer = jsonify({"status": "ok" if ready else "unavailable", **parts, "warnings": warnings})
    if not ready:
        answer.status_code = 503
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return answer

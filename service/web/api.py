"""The HTTP door as a whole: every resource, the checks before them, and the OpenAPI document."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from flask import Flask, Response, jsonify

from service.bootstrap import Services
from service.web import (
    actors,
    articles,
    assignment,
    auth,
    body,
    calibration,
    candidates,
    claims,
    detect,
    docs,
    entities,
    evidence,
    feed_addresses,
    feeds,
    gate,
    ids,
    jobs,
    judges,
    keys,
    leases,
    members,
    metrics,
    moves,
    operation,
    pages,
    problems,
    proposals,
    rejections,
    request_log,
    resources,
    scorecard,
    security,
    sweeps,
    threads,
    webhooks,
)
from service.web import limits as request_limits
from service.web.document import KEY, PASSWORD, DocumentedApi, complete
from service.web.guide import DESCRIPTION
from service.web.json_text import JsonText

_RESOURCES = (
    detect,
    articles,
    claims,
    entities,
    feeds,
    feed_addresses,
    evidence,
    candidates,
    calibration,
    proposals,
    rejections,
    assignment,
    moves,
    threads,
    leases,
    scorecard,
    judges,
    members,
    keys,
    jobs,
    webhooks,
    ids,
    sweeps,
    operation,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLimits:
    """What a client may ask of the service."""

    request_bytes: int  # of one body
    rate: str  # requests of one key, such as "600 per minute"
    failure_rate: str  # requests of one address without a valid key
    rate_storage: str  # where they are counted: memory:// (each process for itself) or redis://…
    processes: int = 1  # that each count for themselves in memory://
    working: int = 4  # requests that are worked on at once
    waiting: int = 16  # requests that may wait for their turn
    fetches: int = 2  # pages that are fetched at once for requests that wait for them


def make_app(services: Services, limits: RequestLimits, *, metrics_port: str | None = None) -> Flask:
    """The Flask application on `services`, within `limits`; what comes in by `metrics_port` sees the metrics alone."""
    app = Flask("service", static_folder=None)
    app.json = JsonText(app)
    app.config.update(
        API_TITLE="Claim tracker",
        API_VERSION=version("claim-tracker"),
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}},
            "servers": [{"url": "/"}],
            "security": [{"key": []}],
        },
    )
    resources.bind(app, services)
    security.install(app)
    request_log.install(app)
    gate.install(app, working=limits.working, waiting=limits.waiting)
    failed = request_limits.failures(app, rate=limits.failure_rate, storage=limits.rate_storage)
    auth.install(app, count_failure=failed)
    request_limits.install(app, rate=limits.rate, storage=limits.rate_storage, processes=limits.processes)
    actors.install(app)
    body.install(app, limit=limits.request_bytes)
    app.before_request(gate.begin)
    pages.install(app, fetches=limits.fetches)
    problems.install(app)
    metrics.install(app, own_port=metrics_port)
    app.extensions["claims-document"] = _document(app)
    return app


def openapi(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of the app."""
    document: dict[str, Any] = app.extensions["claims-document"]
    return document


def _document(app: Flask) -> dict[str, Any]:
    api = DocumentedApi(app)
    api.spec.components.security_scheme("key", KEY)
    api.spec.components.security_scheme("password", PASSWORD)
    for resource in _RESOURCES:
        api.register_blueprint(resource.blueprint)

    @auth.public
    def openapi_json() -> Response:
        return jsonify(openapi(app))

    app.add_url_rule("/openapi.json", view_func=openapi_json)
    docs.install(app)
    return complete(app, api)

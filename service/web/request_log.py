"""One line, one count and one span a request, and an id that ties it to its answer."""

import re
import time
from contextlib import ExitStack
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

from service.telemetry.metrics import metrics
from service.telemetry.spans import SpanKind, span

_log = structlog.get_logger()
PROBES = ("/healthz", "/readyz", "/metrics")  # asked every few seconds by machines
_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


def install(app: Flask) -> None:
    """Give each request of `app` an id (its own X-Request-Id where that is harmless) and log its end."""

    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _SAFE_ID.fullmatch(given) else uuid4().hex
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        _begin_span()

    def end(answer: Response) -> Response:
        answer.headers["X-Request-Id"] = g.request_id
        seconds = time.perf_counter() - g.began
        route = str(request.url_rule) if request.url_rule else None
        log = _log.debug if request.path in PROBES else _log.info
        log("request", method=request.method, route=route, status=answer.status_code, ms=round(seconds * 1000, 1))
        _count(route, answer.status_code, seconds)
        _end_span(route, answer)
        return answer

    app.before_request(begin)
    app.after_request(end)


def _begin_span() -> None:
    g.ending = ExitStack()
    if request.path not in PROBES:
        g.span = g.ending.enter_context(span(SpanKind.SERVER, "request", cause=request.headers.get("traceparent")))


def _end_span(route: str | None, answer: Response) -> None:
    """Tell of the request; its span ends with its answer, which may be a long stream."""
    if "span" in g:
        method = request.method if route else "_OTHER"
        told = {"http.request.method": method, "http.response.status_code": answer.status_code}
        g.span.annotate(
            {**told, "http.route": route or "none"},
            name=f"{method} {route or 'none'}",
            failed=answer.status_code >= 500,
        )
    if answer.direct_passthrough:  # a file: nobody calls back
        g.ending.close()
    else:
        answer.call_on_close(g.ending.close)


def _count(route: str | None, status: int, seconds: float) -> None:
    """Count by what the service knows: neither paths nor methods that somebody made up become labels."""
    method = request.method if route else "other"
    metrics().requests.labels(method, route or "none", str(status)).inc()
    metrics().request_seconds.labels(method, route or "none").observe(seconds)

"""/metrics: to keys that may read, and to anybody on a listener of its own, which answers nothing else."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response

from service.domain.key import Scope
from service.web.auth import requires
from service.web.metrics_text import CONTENT_TYPE, metrics_text
from service.web.resources import services

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PATH = "/metrics"


def install(app: Flask, *, own_port: str | None) -> None:
    """Serve the metrics of `app`; what comes in by `own_port` needs no key."""

    @requires(Scope.READ)
    def metrics() -> Response:
        return Response(metrics_text(services()), content_type=CONTENT_TYPE)

    app.add_url_rule(PATH, view_func=metrics)
    if own_port is None:
        return
    inner = app.wsgi_app

    def door(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["SERVER_PORT"] != own_port:
            return inner(environ, start_response)
        if environ["PATH_INFO"] != PATH:
            return Response("Only /metrics is here.\n", status=404, mimetype="text/plain")(environ, start_response)
        with app.app_context():
            return metrics()(environ, start_response)

    app.wsgi_app = door  # type: ignore[method-assign]  # as Flask says to add WSGI middleware

"""A bound on what is in progress: so many requests at once, some that wait for their turn, the rest sent away.

A service that takes on more than it can do gets slower for everybody, until its clients give up on answers that it
still works for.
"""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.wsgi import ClosingIterator

from service.meters import meters
from service.web.problems import OVERLOADED, RequestRefused
from service.web.request_log import PROBES

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PATIENCE = 5.0  # seconds to wait for a turn
_SEAT, _STREAMS = "claims.seat", "claims.streams"


def install(app: Flask, *, working: int, waiting: int) -> None:
    """Let `working` requests into `app` at once and `waiting` wait; the rest are answered 503. Health passes by."""
    gate = _Gate(working, waiting)
    app.before_request(gate.enter)
    app.after_request(_note_stream)
    app.teardown_request(_leave_unless_streaming)
    app.wsgi_app = _closing(app.wsgi_app)  # type: ignore[assignment, method-assign]  # as Flask says


class _Gate:
    def __init__(self, working: int, waiting: int) -> None:
        self._turns, self._places = threading.BoundedSemaphore(working), threading.BoundedSemaphore(working + waiting)

    def enter(self) -> None:
        """Wait for a turn of the request; raises `RequestRefused` where there is none to be had."""
        if request.path in PROBES:
            return
        if not self._admits():
            raise RequestRefused(OVERLOADED, headers={"Retry-After": "1"})
        request.environ[_SEAT] = self

    def leave(self) -> None:
        """Let the next one in."""
        meters().requests_working.dec()
        self._turns.release()
        self._places.release()

    def _admits(self) -> bool:
        if not self._places.acquire(blocking=False):
            return False
        with meters().requests_waiting.track_inprogress():
            admitted = self._turns.acquire(timeout=_PATIENCE)
        if not admitted:
            self._places.release()
            return False
        meters().requests_working.inc()
        return True


def _note_stream(answer: Response) -> Response:
    if answer.is_streamed:  # the request is in progress until its end
        request.environ[_STREAMS] = True
    return answer


def _leave_unless_streaming(_error: BaseException | None) -> None:
    if _STREAMS not in request.environ:
        _leave(request.environ)


def _closing(inner: "WSGIApplication") -> "WSGIApplication":
    def door(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            answer = inner(environ, start_response)
        except BaseException:
            _leave(environ)
            raise
        return ClosingIterator(answer, lambda: _leave(environ))

    return door


def _leave(environ: "WSGIEnvironment") -> None:
    gate: _Gate | None = environ.pop(_SEAT, None)
    if gate:
        gate.leave()

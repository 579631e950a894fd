"""A bound on what is in progress: so many requests at once, some that wait for their turn, the rest sent away.

A service that takes on more than it can do gets slower for everybody, until its clients give up on answers that it
still works for. Who waits for somebody else, a slow client or a slow page, holds no turn meanwhile, and at most half of
the places: the other half is for those who wait for nobody.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.wsgi import ClosingIterator

from service.telemetry.metrics import metrics
from service.web.problems import OVERLOADED, RequestRefused
from service.web.request_log import PROBES

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PATIENCE = 5.0  # seconds to wait for a turn
_ASIDE_PATIENCE = 0.5  # seconds to wait until fewer wait for others
_SEAT, _STREAMS = "claims.seat", "claims.streams"


class _Gate:
    """`working` requests at once, and `waiting` that wait for their turn."""

    def __init__(self, working: int, waiting: int) -> None:
        places = working + waiting
        self.turns, self.places = threading.BoundedSemaphore(working), threading.BoundedSemaphore(places)
        self.aside = threading.BoundedSemaphore(max(1, places // 2))


class _Seat:
    """One request's place, and its turn while it has one."""

    def __init__(self, gate: _Gate) -> None:
        self._gate, self._works = gate, False

    def begin(self) -> None:
        """Wait for a turn; raises `RequestRefused` where there is none to be had."""
        with metrics().requests_waiting.track_inprogress():
            self._works = self._gate.turns.acquire(timeout=_PATIENCE)
        if not self._works:
            raise _overloaded()
        metrics().requests_working.inc()

    def pause(self) -> None:
        """Give the turn to somebody else."""
        if self._works:
            self._works = False
            metrics().requests_working.dec()
            self._gate.turns.release()

    def leave(self) -> None:
        """Let the next one in."""
        self.pause()
        self._gate.places.release()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Count among those who wait for others; raises `RequestRefused` where they are too many."""
        if not self._gate.aside.acquire(timeout=_ASIDE_PATIENCE):
            raise _overloaded()
        try:
            yield
        finally:
            self._gate.aside.release()


def install(app: Flask, *, working: int, waiting: int) -> None:
    """Let `working + waiting` requests into `app`; the rest are answered 503. Health passes by.

    None has a turn before `begin` gives it one.
    """
    gate = _Gate(working, waiting)

    def enter() -> None:
        if request.path in PROBES:
            return
        if not gate.places.acquire(blocking=False):
            raise _overloaded()
        request.environ[_SEAT] = _Seat(gate)

    app.before_request(enter)
    app.after_request(_note_stream)
    app.teardown_request(_leave_unless_streaming)
    app.wsgi_app = _closing(app.wsgi_app)  # type: ignore[assignment, method-assign]  # as Flask says


def begin() -> None:
    """Wait for the request's turn to work; raises `RequestRefused` where it does not come."""
    if seat := _seat():
        seat.begin()


@contextmanager
def receiving() -> Iterator[None]:
    """The time in which a request that has no turn yet is sent by its client."""
    seat = _seat()
    if seat is None:
        yield
        return
    with seat.aside():
        yield


@contextmanager
def stepped_out() -> Iterator[None]:
    """The time in which a request with a turn waits for somebody else; it has to wait for a turn again after it."""
    seat = _seat()
    if seat is None:
        yield
        return
    seat.pause()
    try:
        with seat.aside():
            yield
    finally:
        seat.begin()


def _seat() -> _Seat | None:
    seat: _Seat | None = request.environ.get(_SEAT)
    return seat


def _overloaded() -> RequestRefused:
    return RequestRefused(OVERLOADED, headers={"Retry-After": "1"})


def _note_stream(answer: Response) -> Response:
    if answer.is_streamed:  # the request is in progress until its end, but its reader's pace is nobody's turn
        request.environ[_STREAMS] = True
        if seat := _seat():
            seat.pause()
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
    seat: _Seat | None = environ.pop(_SEAT, None)
    if seat:
        seat.leave()

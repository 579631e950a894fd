"""Closes connections in a worker's main loop, without waiting for anybody.

A connection with something unread that is closed at once is reset, and the client may lose its answer (RFC 9112, 9.6):
so it is closed on our side first, and whatever comes is thrown away until the client closes too, for a moment.
"""

import selectors
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from socket import SHUT_WR
from typing import Any

from gunicorn.workers.gthread import TConn

_SECONDS = 2.0
_MOST_BYTES = 1_000_000  # thrown away
_PIECE = 65_536


class Farewells:
    """The connections that are being closed; `gone` takes each at its end. All calls are made by the main loop."""

    def __init__(self, poller: selectors.BaseSelector, *, most: int, gone: Callable[[TConn], None]) -> None:
        self._poller, self._most, self._gone = poller, most, gone
        self._leaving: dict[TConn, tuple[float, int]] = {}  # until when, and how many bytes more

    def say(self, conn: TConn) -> None:
        """Close the connection as soon as its client does, or in a moment."""
        try:
            conn.sock.shutdown(SHUT_WR)
            conn.sock.setblocking(False)
            self._poller.register(conn.sock, selectors.EVENT_READ, partial(self._drain, conn))
        except (OSError, ValueError, KeyError):  # it is closed already
            self._gone(conn)
            return
        self._leaving[conn] = (time.monotonic() + _SECONDS, _MOST_BYTES)
        if len(self._leaving) > self._most:
            self._end(next(iter(self._leaving)))

    def expire(self, now: float) -> None:
        """Close those whose moment is over."""
        for conn in [conn for conn, (until, _) in self._leaving.items() if until <= now]:
            self._end(conn)

    def _drain(self, conn: TConn, _sock: Any) -> None:
        until, left = self._leaving[conn]
        try:
            left -= len(thrown := conn.sock.recv(_PIECE))
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            thrown = b""
        if thrown and left > 0:
            self._leaving[conn] = (until, left)
        else:
            self._end(conn)

    def _end(self, conn: TConn) -> None:
        del self._leaving[conn]
        with suppress(OSError, ValueError, KeyError):
            self._poller.unregister(conn.sock)
        self._gone(conn)

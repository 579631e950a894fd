"""Waits for the heads of requests in a worker's main loop, so that a thread is taken only by a request that is there.

gunicorn reads heads in its threads: as many half-sent ones as there are threads would keep everybody out, health too.
"""

import selectors
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn

from service.web.problems import HEAD_TOO_LARGE, TOO_SLOW, URI_TOO_LONG, Problem

_LARGEST = 65_536  # bytes of a head, its request line too
_END, _BARE_END = b"\r\n\r\n", b"\n\n"  # the second is no end, but the parser refuses it at once


class Heads:
    """The connections whose next request has not come. All calls are made by the main loop.

    `ready` takes a connection whose head is there, `refuse` one to be answered with a problem, or closed without a
    word where there is none. With `most` connections the one that has been waited for longest is given up.
    """

    def __init__(
        self,
        poller: selectors.BaseSelector,
        *,
        most: int,
        ready: Callable[[TConn, bytes], None],
        refuse: Callable[[TConn, Problem | None], None],
    ) -> None:
        self._poller, self._most, self._ready, self._refuse = poller, most, ready, refuse
        self._waiting: dict[TConn, bytearray] = {}  # the first came first, so its time is up first

    def expect(self, conn: TConn, received: bytes) -> None:
        """Wait for the head that begins with what was `received` already."""
        if len(self._waiting) >= self._most:
            self._give_up(next(iter(self._waiting)))
        conn.sock.setblocking(False)
        self._waiting[conn] = bytearray(received)
        self._poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, conn))
        if received:
            self._look(conn, 0)

    def expire(self, until: float) -> None:
        """Give up those whose time ends before `until`."""
        for conn in [conn for conn in self._waiting if conn.sock.until < until]:
            self._give_up(conn)

    def _receive(self, conn: TConn, _sock: Any) -> None:
        head = self._waiting[conn]
        looked = max(len(head) - len(_END) + 1, 0)
        try:
            more = conn.sock.recv(_LARGEST)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            more = b""
        if not more:
            self._take(conn)
            self._refuse(conn, None)
            return
        head += more
        self._look(conn, looked)

    def _look(self, conn: TConn, start: int) -> None:
        head = self._waiting[conn]
        if head.find(_END, start) >= 0 or head.find(_BARE_END, start) >= 0:
            self._ready(conn, bytes(self._take(conn)))
        elif len(head) > _LARGEST:
            self._refuse(conn, HEAD_TOO_LARGE if b"\n" in self._take(conn) else URI_TOO_LONG)

    def _give_up(self, conn: TConn) -> None:
        self._refuse(conn, TOO_SLOW if self._take(conn) else None)

    def _take(self, conn: TConn) -> bytearray:
        self._poller.unregister(conn.sock)
        return self._waiting.pop(conn)

    def hurry(self) -> None:
        """Give those that wait a moment longer only, for a worker that is to stop."""
        soon = time.monotonic() + 1
        for conn in self._waiting:
            conn.sock.until = min(conn.sock.until, soon)

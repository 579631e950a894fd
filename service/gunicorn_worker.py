"""gunicorn's threaded worker with time limits for clients: none holds a thread by sending or reading slowly.

gunicorn's own limits end with a request's first byte, and it waits in its main loop for clients to hang up.
"""

import errno
import socket
import time
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

_HANGS_UP_WITHIN_SECONDS = 0.5  # what a client is given after an answer that closes the connection


class TimedSocket(socket.socket):
    """A client's connection: each request has a deadline by which it must be read, each piece of an answer its own.

    What is too slow ends as if the client had gone, which gunicorn takes quietly.
    """

    def __init__(self, accepted: socket.socket, *, read_seconds: float, write_seconds: float) -> None:
        super().__init__(fileno=accepted.detach())
        self._read_seconds, self._write_seconds = read_seconds, write_seconds
        self.expect_request()

    def expect_request(self) -> None:
        """Let the time for the next request begin."""
        self._until = time.monotonic() + self._read_seconds

    def recv(self, *args: Any) -> bytes:
        """What the client sent; raises `ConnectionResetError` when its time is up."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise _too_slow()
        asked = self.gettimeout()
        self.settimeout(left if asked is None else min(left, asked))
        try:
            return super().recv(*args)
        except TimeoutError:
            raise _too_slow() from None

    def sendall(self, *args: Any) -> None:
        """Send a piece of an answer; raises `ConnectionResetError` when the client does not take it in time."""
        self.settimeout(self._write_seconds)
        try:
            super().sendall(*args)
        except TimeoutError:
            raise _too_slow() from None
        self.settimeout(None)


class TimedThreadWorker(ThreadWorker):  # type: ignore[misc]  # untyped
    """A threaded worker whose connections are timed."""

    read_seconds: float
    write_seconds: float

    def handle(self, conn: TConn) -> Any:
        """Answer a request whose time begins now; falsy where the connection is done with."""
        if isinstance(conn.sock, TimedSocket):
            conn.sock.expect_request()
        else:
            conn.sock = TimedSocket(conn.sock, read_seconds=self.read_seconds, write_seconds=self.write_seconds)
        more = super().handle(conn)
        if not more:  # here, in a thread: gunicorn would wait for the client in its main loop, and all others with it
            util.close_graceful(conn.sock, timeout=_HANGS_UP_WITHIN_SECONDS)
        return more


def timed_worker(*, read_seconds: float, write_seconds: float) -> type[TimedThreadWorker]:
    """The worker class with these limits, in seconds."""
    limits = {"read_seconds": read_seconds, "write_seconds": write_seconds}
    return type("TimedThreadWorker", (TimedThreadWorker,), limits)


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client is too slow")

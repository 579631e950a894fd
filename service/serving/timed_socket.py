"""A client's connection with time limits: none holds a thread by sending or reading slowly."""

import errno
import socket
import time
from threading import Semaphore
from typing import Any

_PROMPT_SECONDS = 1.0  # in which a client that is not slow takes a piece of an answer


class TimedSocket(socket.socket):
    """Each request has a deadline by which it must be read, each piece of an answer its own.

    What is too slow ends as if the client had gone, which gunicorn takes quietly. So does an answer that is taken
    slowly while as many are as `slow_readers` has room for.
    """

    def __init__(
        self, accepted: socket.socket, *, read_seconds: float, write_seconds: float, slow_readers: Semaphore
    ) -> None:
        super().__init__(fileno=accepted.detach())
        self._read_seconds, self._write_seconds, self._slow_readers = read_seconds, write_seconds, slow_readers
        self.expect_request()

    def expect_request(self) -> None:
        """Let the time for the next request begin."""
        self.until = time.monotonic() + self._read_seconds

    def recv(self, *args: Any) -> bytes:
        """What the client sent; raises `ConnectionResetError` when its time is up."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise _too_slow()
        asked = self.gettimeout()
        self.settimeout(left if asked is None else min(left, asked))
        try:
            return super().recv(*args)
        except TimeoutError:
            raise _too_slow() from None

    def sendall(self, data: Any, *_: Any) -> None:
        """Send a piece of an answer; raises `ConnectionResetError` when the client does not take it in time."""
        until = time.monotonic() + self._write_seconds
        rest = self._send(memoryview(data).cast("B"), min(until, time.monotonic() + _PROMPT_SECONDS))
        if rest:
            self._send_slowly(rest, until)
        self.settimeout(None)

    def _send_slowly(self, rest: memoryview, until: float) -> None:
        if not self._slow_readers.acquire(blocking=False):
            raise _too_slow()
        try:
            if self._send(rest, until):
                raise _too_slow()
        finally:
            self._slow_readers.release()

    def _send(self, rest: memoryview, until: float) -> memoryview:
        """What the client has not taken by then."""
        while rest and (left := until - time.monotonic()) > 0:
            self.settimeout(left)
            try:
                rest = rest[self.send(rest) :]
            except TimeoutError:
                break
        return rest


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client is too slow")

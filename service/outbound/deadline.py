"""A limit on the whole of an errand. A socket's own limit is only on the wait for its next byte."""

from socket import SHUT_RDWR, socket
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import Self

from service.outbound.errors import FetchFailed


class Deadline:
    """`seconds` from entering it until every connection that it holds is cut, whatever that is waiting for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._ends = monotonic() + seconds
        self._lock, self._held, self._over = Lock(), list[socket](), False
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._held:
                connection.close()
            self._held.clear()

    def remaining(self) -> float:
        """Seconds, more than none. Raises FetchFailed when the time is up."""
        left = self._ends - monotonic()
        if self._over or left <= 0:
            raise FetchFailed(f"the server did not finish within {self._seconds:g} seconds")
        return left

    def hold(self, connection: socket) -> None:
        """Has `connection` cut at the deadline. A duplicate is kept: TLS takes over the socket that it is given."""
        with self._lock:
            self._held.append(connection.dup())
        self.remaining()

    def _cut(self) -> None:
        with self._lock:
            self._over = True
            for connection in self._held:
                _shut(connection)


def _shut(connection: socket) -> None:
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:
        connection.close()  # the other side was quicker

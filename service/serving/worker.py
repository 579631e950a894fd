"""gunicorn's threaded worker, whose threads work on requests that are there, and wait for no client for long.

gunicorn's own time limits end with a request's first byte, and it waits in its main loop for clients to hang up.
"""

import time
from concurrent.futures import Future
from contextlib import suppress
from threading import Semaphore
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from service.serving.farewells import Farewells
from service.serving.heads import Heads
from service.serving.refusals import problem_of, refusal
from service.serving.timed_socket import TimedSocket
from service.web.problems import Problem

_UNREAD_BODY_SECONDS = 0.05  # what the rest of a body that nobody read is given, so that the connection can be kept


class TimedThreadWorker(ThreadWorker):  # type: ignore[misc]  # untyped
    """A threaded worker whose connections are timed, and take a thread only with a request whose head is there."""

    read_seconds: float
    write_seconds: float

    def init_process(self) -> None:
        """Begin to work; returns when the worker ends."""
        self._slow_readers = Semaphore(max(1, self.cfg.threads // 2))
        super().init_process()

    def run(self) -> None:
        """Serve until told to stop."""
        most = max(1, self.cfg.worker_connections // 3)  # a third for each, so that one kind leaves room for others
        self._heads = Heads(self.poller, most=most, ready=self._work, refuse=self._refuse)
        self._farewells = Farewells(self.poller, most=most, gone=self._forget)
        super().run()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Take new connections or not; a worker that stops leaves them to others at once."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for listener in self.sockets:
                listener.close()

    def enqueue_req(self, conn: TConn) -> None:
        """Wait for the connection's next request, of which some may have been read with the one before."""
        if not isinstance(conn.sock, TimedSocket):
            conn.sock = TimedSocket(
                conn.sock,
                read_seconds=self.read_seconds,
                write_seconds=self.write_seconds,
                slow_readers=self._slow_readers,
            )
        conn.sock.expect_request()
        self._heads.expect(conn, conn.parser.unreader.take_buffered() if conn.parser else b"")

    def murder_pending(self) -> None:
        """Give up whoever has been waited for too long; called by gunicorn in each turn of its main loop."""
        if not self.alive:
            self._heads.hurry()
        self._heads.expire(time.monotonic())
        self._farewells.expire(time.monotonic())
        super().murder_pending()

    def finish_request(self, conn: TConn, done: "Future[Any]") -> None:
        """Keep the connection for another request, or close it without waiting."""
        if done.cancelled() or done.exception() or not done.result():
            self._farewells.say(conn)
        else:
            super().finish_request(conn, done)

    def handle_error(self, _req: Any, client: TimedSocket, _address: Any, error: BaseException) -> None:
        """Answer what gunicorn could not read, or had no answer for, as the application answers: with a problem."""
        with suppress(OSError):
            client.sendall(refusal(problem_of(error), error))

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        until = time.monotonic() + _UNREAD_BODY_SECONDS
        return keepalive and bool(conn.parser.finish_body(deadline=until))

    def _work(self, conn: TConn, head: bytes) -> None:
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(head)
        super().enqueue_req(conn)

    def _refuse(self, conn: TConn, problem: Problem | None) -> None:
        if problem is None:
            self._forget(conn)
            return
        with suppress(OSError):
            conn.sock.send(refusal(problem))
        self._farewells.say(conn)

    def _forget(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()


def timed_worker(*, read_seconds: float, write_seconds: float) -> type[TimedThreadWorker]:
    """The worker class with these limits, in seconds."""
    limits = {"read_seconds": read_seconds, "write_seconds": write_seconds}
    return type("TimedThreadWorker", (TimedThreadWorker,), limits)

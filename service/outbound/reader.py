"""Reads pages in a process of its own: there is HTML that keeps a parser busy for minutes, or takes all memory."""

import socket
import subprocess
import sys
import weakref
from datetime import date
from multiprocessing.connection import Connection
from threading import Lock
from types import TracebackType
from typing import Self

import structlog

from service.domain.errors import ClaimsError
from service.outbound.charset import decode
from service.outbound.errors import ReaderBusy, ReaderUnavailable, UnreadablePage
from service.outbound.page import WebPage, plain_page

_log = structlog.get_logger()
_START = 60  # seconds for a new process to import what it needs, on a busy machine
# Without the working folder on its path: a stray html.py there would be taken for the standard library's.
_PROGRAM = (sys.executable, "-P", "-m", "service.outbound.reading")


class PageReader:
    """Reads one page at a time, for any number of threads. Its process starts with the first page of HTML.

    `seconds` is the limit for one page, and for waiting for the pages before it; `memory` is in bytes.
    """

    def __init__(self, *, seconds: float = 10, memory: int = 1_000_000_000) -> None:
        self._seconds, self._memory = seconds, memory
        self._turn = Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(
        self,
        body: bytes | str,
        *,
        today: date,
        content_type: str = "text/html",
        charset: str | None = None,
        url: str | None = None,
    ) -> WebPage:
        """The page in `body`, which came from `url` with the HTTP header's `content_type` and `charset`.

        Raises NoText, UnreadablePage, ReaderBusy, or ReaderUnavailable.
        """
        text = decode(body, charset) if isinstance(body, bytes) else body
        if content_type == "text/plain":
            return plain_page(text)
        if not self._turn.acquire(timeout=self._seconds):
            raise ReaderBusy
        try:
            return self._ask(text, url, today)
        finally:
            self._turn.release()

    def close(self) -> None:
        """Ends the process. Another page starts a new one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _ask(self, html: str, url: str | None, today: date) -> WebPage:
        pipe = self._running()
        try:
            pipe.send((html, url, today))
            if not pipe.poll(self._seconds):
                raise TimeoutError
            answer: WebPage | ClaimsError = pipe.recv()
        except (EOFError, OSError):  # it takes too long, or the process fell
            self.close()
            raise UnreadablePage from None
        if isinstance(answer, ClaimsError):
            raise answer
        return answer

    def _running(self) -> Connection:
        """The way to the process, started where there is none."""
        if self._child is None or not self._child.lives():
            self.close()
            child = _Child(self._memory)
            if not child.starts():
                raise ReaderUnavailable
            self._child = child
        return self._child.pipe


class _Child:
    """A process that reads, and the way to it. It ends with this object, too."""

    def __init__(self, memory: int) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [*_PROGRAM, str(number), str(memory)],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        self.pipe = Connection(ours.detach())
        self.end = weakref.finalize(self, _end, self._process, self.pipe)

    def lives(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def starts(self) -> bool:
        """Whether it is ready to read, which is waited for; where it is not, the log says why and the process ends."""
        try:
            if not self.pipe.poll(_START):
                raise TimeoutError
            self.pipe.recv()
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                self._process.kill()
            code = self._process.wait()
            told = self._process.stderr.read(100_000) if self._process.stderr else b""
            self.end()
            _log.error(
                "the process that reads pages does not start",
                exit_code=code,
                cause=told.decode(errors="replace").strip().rpartition("\n")[2][-500:] or f"not ready in {_START} s",
            )
            return False
        return True


def _end(process: subprocess.Popen[bytes], pipe: Connection) -> None:
    pipe.close()
    process.kill()
    process.wait()
    if process.stderr:
        process.stderr.close()

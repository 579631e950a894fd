"""Reads pages in a process of its own: there is HTML that keeps a parser busy for minutes, or takes all memory."""

import logging
import resource
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from signal import SIG_IGN, SIGINT, signal
from threading import Lock
from types import TracebackType
from typing import Self

from service.domain.errors import ClaimsError
from service.outbound.charset import decode
from service.outbound.errors import ReaderBusy, UnreadablePage
from service.outbound.page import Page, html_page, plain_page

_START = 60  # seconds for a new process to import what it needs, on a busy machine


class PageReader:
    """Reads one page at a time, for any number of threads. Its process starts with the first page of HTML.

    `seconds` is the limit for one page, and for waiting for the pages before it; `memory` is in bytes.
    """

    def __init__(self, *, seconds: float = 10, memory: int = 1_000_000_000) -> None:
        self._seconds, self._memory = seconds, memory
        self._turn = Lock()
        self._child: tuple[SpawnProcess, Connection] | None = None

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
    ) -> Page:
        """The page in `body`, which came from `url` with the HTTP header's `content_type` and `charset`.

        Raises NoText, UnreadablePage, or ReaderBusy.
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
            process, pipe = self._child
            self._child = None
            pipe.close()
            process.kill()
            process.join()
            process.close()

    def _ask(self, html: str, url: str | None, today: date) -> Page:
        pipe = self._running()
        try:
            pipe.send((html, url, today))
            if not pipe.poll(self._seconds):
                raise TimeoutError
            answer: Page | ClaimsError = pipe.recv()
        except (EOFError, OSError):  # it takes too long, or the process fell
            self.close()
            raise UnreadablePage from None
        if isinstance(answer, ClaimsError):
            raise answer
        return answer

    def _running(self) -> Connection:
        """The way to the process, started where there is none."""
        if self._child is not None and self._child[0].is_alive():
            return self._child[1]
        self.close()
        self._child = _start(self._memory)
        pipe = self._child[1]
        try:
            if not pipe.poll(_START):
                raise TimeoutError
            pipe.recv()
        except (EOFError, OSError):
            self.close()
            raise ReaderBusy from None
        return pipe


def _start(memory: int) -> tuple[SpawnProcess, Connection]:
    context = get_context("spawn")  # a fork would take along the locks that this process's threads hold
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, memory), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _serve(pipe: Connection, memory: int) -> None:
    """Answers each page with a Page or the error. Ends when the other side does."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal(SIGINT, SIG_IGN)  # an interrupt is for the process that asks; this one ends with it
    logging.disable()  # the libraries tell what they think of a page; the answer says all that matters
    import trafilatura  # noqa: F401  the first page shall not pay for it

    pipe.send(None)
    while True:
        try:
            html, url, today = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(html, url, today))


def _answer(html: str, url: str | None, today: date) -> Page | ClaimsError:
    try:
        return html_page(html, url=url, today=today)
    except ClaimsError as error:
        return error
    except Exception:  # whatever a parser may raise on whatever it is given, the page is at fault
        return UnreadablePage()

"""Services to be a client of: the app itself over real connections, and one that fails as it is told to."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import requests
from flask import Flask, json
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.loopback import running


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@contextmanager
def serve_app(app: Flask) -> Iterator[str]:
    """The URL at which `app` answers, a thread a connection."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True
    with running(server):
        yield f"http://127.0.0.1:{server.port}"


class Seen(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    peer: tuple[str, int]


@dataclass
class Fake:
    """A service that takes one step a request, and with none left passes requests on to the service at `upstream`."""

    upstream: str | None = None
    steps: list[Callable[["_Handler"], None]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def then(self, *steps: Callable[["_Handler"], None]) -> "Fake":
        """Take these steps next."""
        self.steps.extend(steps)
        return self


@contextmanager
def serve_fake(upstream: str | None = None) -> Iterator[Fake]:
    """A fake service that runs as long as the block."""
    fake = Fake(upstream=upstream)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    with running(server):
        yield fake
        fake.released.set()


def reply(status: int, body: Any = None, **headers: str) -> Callable[["_Handler"], None]:
    """Answer so; `retry_after="1"` is the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def step(handler: "_Handler") -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.answer(status, content, named)

    return step


def problem(status: int, code: str, **headers: str) -> Callable[["_Handler"], None]:
    """Answer with a problem document."""
    told = {"status": status, "code": code, "title": "Refused", "detail": f"It is {code}.", "request_id": "r1"}
    return reply(status, told, **headers)


def drop(handler: "_Handler") -> None:
    """Close the connection without an answer."""
    handler.close_connection = True


def hang(handler: "_Handler") -> None:
    """Do not answer until the test is over."""
    handler.fake.released.wait(30)
    handler.close_connection = True


def cut(content: bytes) -> Callable[["_Handler"], None]:
    """Begin an answer and break off after `content`."""

    def step(handler: "_Handler") -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content) + 1_000))
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = True

    return step


def lose(handler: "_Handler") -> None:
    """Have the service behind carry the request out, and lose its answer."""
    handler.pass_on()
    handler.close_connection = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: Fake
    body: bytes

    def answer(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def pass_on(self) -> requests.Response:
        kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        return requests.request(self.command, f"{self.fake.upstream}{self.path}", headers=kept, data=self.body)

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _handle(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.fake.seen.append(
            Seen(self.command, self.path, dict(self.headers), self.body, self.client_address)  # type: ignore[arg-type]
        )
        if self.fake.steps:
            self.fake.steps.pop(0)(self)
        elif self.fake.upstream:
            answer = self.pass_on()
            kept = {name: answer.headers[name] for name in ("ETag", "Content-Type") if name in answer.headers}
            self.answer(answer.status_code, answer.content, kept)
        else:
            self.answer(500, b'{"detail": "the test has no step for this request", "code": "no_step"}', {})

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle

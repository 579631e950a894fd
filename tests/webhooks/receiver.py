"""A receiver of webhooks on loopback, which does as a test tells it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any

from tests.loopback import running


@dataclass(frozen=True)
class Got:
    """A message as it came."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def claim(self) -> tuple[str, int]:
        """The claim and its version."""
        claim = self.json["data"]["claim"]
        return claim["id"], claim["version"]


Reply = tuple[int, Mapping[str, str]]


@dataclass
class Receiver:
    """`answer` says what is answered to a message; `got` lists those that came, `took` those that were taken."""

    url: str = ""
    answer: Callable[[Got], Reply] = lambda _: (204, {})
    got: list[Got] = field(default_factory=list)
    took: list[Got] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    released: Event = field(default_factory=Event)  # set when the test is over
    lock: Lock = field(default_factory=Lock)

    def says(self, status: int, **headers: str) -> None:
        """Answer so from now on (an underscore in a header's name stands for a hyphen)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = lambda _: (status, named)

    @property
    def types(self) -> list[str]:
        return [message.json["type"] for message in self.took]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that is there as long as the block."""
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver}))
    server.daemon_threads = True
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    receiver.url = f"http://127.0.0.1:{server.server_port}/claims"
    with running(server):
        try:
            yield receiver
        finally:
            receiver.released.set()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        message = Got(dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
        with self.receiver.lock:
            self.receiver.got.append(message)
            self.receiver.paths.append(self.path)
        status, headers = self.receiver.answer(message)
        if 200 <= status < 300:
            with self.receiver.lock:
                self.receiver.took.append(message)
        self.send_response_only(status)  # without a Date of its own
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what a test wants to know stands in `got`."""

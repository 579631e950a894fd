"""A model on this machine that answers in the form of chat completions, as a test tells it to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.loopback import running

Question = dict[str, Any]
Answer = Callable[[Question], Any]  # an object, or the text of the message


@dataclass
class Model:
    """What it answers each question with, after the `statuses` that it answers first; what it was sent."""

    answer: Answer
    statuses: list[int] = field(default_factory=list)
    tokens: int = 100
    seen: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""

    @property
    def questions(self) -> list[Question]:
        """The questions that it was asked."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.seen]


@contextmanager
def serving(model: Model) -> Iterator[Model]:
    """The model, which answers as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"model": model}))
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    with running(server):
        yield model


class _Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.seen.append(body)
        self.model.keys.append(self.headers.get("Authorization"))
        if self.model.statuses:
            self._send(self.model.statuses.pop(0), b"{}")
            return
        told = self.model.answer(json.loads(body["messages"][-1]["content"]))
        content = told if isinstance(told, str) else json.dumps(told)
        answer = {"choices": [{"message": {"content": content}}], "usage": {"total_tokens": self.model.tokens}}
        self._send(200, json.dumps(answer).encode())

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        pass

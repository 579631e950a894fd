"""A site on loopback, a name service in a table, and sockets that go nowhere else."""

import socket
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Event
from typing import Any

import pytest

from service.outbound.guard import Allowed
from service.outbound.session import SendLimits

Route = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """A server on 127.0.0.1 whose paths are what a test sets in `routes`; `asked` lists the requests."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[BaseHTTPRequestHandler] = []
        self.closing = Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def here(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.here}{path}"

    def answer(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        """Has `path` answer so (an underscore in a header's name stands for a hyphen), and gives its URL."""

        def route(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"Content_Type": "text/html"} | headers).items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.routes[path] = route
        return self.url(path)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Has `path` redirect to `location`, and gives its URL."""
        return self.answer(path, status=status, Location=location)

    def stream(self, path: str, head: bytes, part: bytes, *, every: float) -> str:
        """Has `path` send `head`, then `part` again and again, until the client or the test goes away."""

        def route(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(head)
            while not self.closing.wait(every):
                request.wfile.write(part)

        self.routes[path] = route
        return self.url(path)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients here hang up on purpose, all the time."""


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self)
        self.close_connection = True
        self.server.routes[self.path](self)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what a test wants to know stands in `asked`."""


@pytest.fixture
def allowed(site: Site) -> Allowed:
    """The site, by its address and port."""
    return Allowed.of([site.here])


@pytest.fixture
def limits() -> SendLimits:
    return SendLimits(connect=5, read=5, total=10, size=20_000)


@pytest.fixture(autouse=True)
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that a socket was to connect to. None but loopback is let through."""
    addresses: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            addresses.append(address[:2])
            if not ip_address(address[0]).is_loopback:
                raise ConnectionRefusedError
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return addresses


class Names(dict[str, list[Sequence[str]]]):
    """What each look-up of a name gives, one after the other, the last one for good; `asked` lists the look-ups."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """The name service. It knows no name but those that a test sets; addresses are read as ever."""
    table, look_up = Names(), socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
        table.asked.append(host)
        if host not in table:
            return look_up(host, port, *args, **options | {"flags": socket.AI_NUMERICHOST})
        answers = table[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [found for address in addresses for found in look_up(address, port, *args, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return table

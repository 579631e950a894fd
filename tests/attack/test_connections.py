"""Connections made to tie the service up, and heads made to confuse it, against a real gunicorn."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
import requests

from service.domain.key import Scope
from tests.serving.conftest import Serve, Served, serve

__all__ = ["serve"]  # the fixture
MANY = 60  # connections: more than there are threads (4 + 16 + 4)
HALVES: dict[str, bytes] = {
    "silent": b"",
    "a letter": b"G",
    "a request line": b"GET /healthz HTTP/1.1\r\n",
    "a header": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "an empty line": b"\r\n",
    "a body that does not come": b"POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx",
    "a chunk that does not come": b"POST /v1/articles HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx",
    "a body for health": b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx",
    "one whole, one half": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\n",
}


def _connect(served: Served) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", served.port), timeout=60)
    client.settimeout(60)
    return client


def _say(served: Served, head: bytes) -> bytes:
    """All that is answered until the connection is closed."""
    with closing(_connect(served)) as client:
        client.sendall(head)
        said = b""
        while more := client.recv(65_536):
            said += more
    return said


@pytest.fixture
def held(serve: Serve) -> Iterator[Callable[[bytes], Served]]:
    """A service with a thread for few, and many connections on which only that much was sent."""
    with ExitStack() as open_ones:

        def hold(half: bytes) -> Served:
            served = serve(read_timeout="300", threads="4", waiting="16")  # they would be held for minutes
            for _ in range(MANY):
                client = open_ones.enter_context(closing(_connect(served)))
                client.sendall(half)
            return served

        yield hold


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES.keys())
def test_half_sent_requests_keep_nobody_out(held: Callable[[bytes], Served], half: bytes) -> None:
    served = held(half)

    for _ in range(5):
        assert requests.get(f"{served.url}/healthz", timeout=30).ok
        assert requests.get(f"http://127.0.0.1:{served.metrics_port}/metrics", timeout=30).ok
        assert requests.get(f"{served.url}/v1/claims", timeout=30).status_code == 401


def test_answers_that_are_not_taken_keep_nobody_out(serve: Serve) -> None:
    served = serve(write_timeout="300")
    page = requests.get(f"{served.url}/docs", timeout=30).text
    script = page.partition('src="')[2].partition('"')[0]
    with ExitStack() as open_ones:
        for _ in range(MANY):
            client = open_ones.enter_context(closing(socket.socket()))
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1_024)
            client.connect(("127.0.0.1", served.port))
            client.sendall(f"GET {script} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        for _ in range(5):
            assert requests.get(f"{served.url}/healthz", timeout=60).ok
            assert requests.get(f"{served.url}/v1/claims", timeout=60).status_code == 401


@pytest.mark.parametrize(
    ("head", "status", "code"),
    [
        (b"GET /" + b"x" * 8_200 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, "uri_too_long"),
        (b"GET /" + b"x" * 100_000, 414, "uri_too_long"),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 8_300 + b"\r\n\r\n", 431, "head_too_large"),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 100_000, 431, "head_too_large"),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(101)) + b"\r\n", 431, "head_too_large"),
        (b"nonsense\r\n\r\n", 400, "bad_request"),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/9.9\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\nHost: x\n\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nA: \x00\r\n\r\n", 400, "bad_request"),
        (b"POST /v1/articles HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n", 501, "not_implemented"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n", 417, "expectation_failed"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_heads_that_cannot_be_read_are_answered_with_a_problem(
    shared: Served, head: bytes, status: int, code: str
) -> None:
    told, _, body = _say(shared, head).partition(b"\r\n\r\n")
    lines = told.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    problem = json.loads(body)

    assert (int(lines[0].split()[1]), problem["status"], problem["code"]) == (status, status, code)
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert problem["request_id"] == headers["X-Request-Id"]
    assert "xxxx" not in body.decode()


@pytest.fixture(scope="module")
def shared(server: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for many heads; none of them reaches the database."""
    start = serve.__wrapped__(server, tmp_path_factory.mktemp("shared"))  # type: ignore[attr-defined]
    yield next(start)()
    for _ in start:
        pass


@pytest.mark.parametrize(
    "headers",
    [
        {"SCRIPT_NAME": "/elsewhere"},
        {"SCRIPT_NAME": "/healthz"},
        {"PATH_INFO": "/v1/keys"},
        {"REMOTE_USER": "admin"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"},
        {"X-Forwarded-For": "10.0.0.1, \x7f"[:9], "Forwarded": "for=unknown"},
        {"X-Forwarded-Prefix": "/v1", "X-Script-Name": "/v1", "X-Forwarded-Host": "evil.example"},
        {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/v1/keys", "X-Rewrite-URL": "/v1/keys"},
        {"Proxy": "http://evil.example", "Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings"},
    ],
    ids=lambda headers: ",".join(headers),
)
def test_no_header_moves_the_application(shared: Served, headers: dict[str, str]) -> None:
    answer = requests.get(f"{shared.url}/healthz", headers=headers, timeout=60)

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "chunks",
    [b"zz\r\n", b"-1\r\nx\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"ffffffffffffffffffff\r\n", b"1;" + b"x" * 9_000 + b"\r\n"],
)
def test_broken_chunks_are_a_bad_request(serve: Serve, key: str, chunks: bytes) -> None:
    served = serve(read_timeout="5")
    head = f"POST /v1/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    said = _say(served, head.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + chunks)

    assert said.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 408 "))
    assert b'"bad_request"' in said or b'"too_slow"' in said


def test_a_body_in_chunks_over_the_limit_is_refused_and_nothing_stored(serve: Serve, key: str) -> None:
    served = serve(request_limit="10000")
    bearer = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    article = json.dumps({"text": "The ministers will sign.", "published_on": "2026-03-02"}).encode()
    padded = [article, *[b" " * 1_000] * 20]

    answer = requests.post(f"{served.url}/v1/articles", data=iter(padded), headers=bearer, timeout=60)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert requests.get(f"{served.url}/v1/articles", headers=bearer, timeout=60).json()["data"] == []


@pytest.fixture
def key(key_for: Callable[..., str]) -> str:
    """A key that may do everything."""
    return key_for(Scope.ADMIN)

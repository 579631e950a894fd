"""Pages that take for ever: few requests wait for them, and whoever reads is answered meanwhile."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Event, Thread

import pytest
import requests

from service.domain.key import Scope
from tests.serving.conftest import Serve, serve, wait_for

__all__ = ["serve"]  # the fixture
MANY = 16


@pytest.fixture
def tarpit() -> Iterator[tuple[str, Event]]:
    """A server that sends its pages a byte at a time until it is let go, and where it is."""
    go = Event()

    def drip(client: socket.socket) -> None:
        with closing(client), suppress(OSError):
            client.recv(65_536)
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not go.wait(0.2):
                client.sendall(b" ")

    def serve_all() -> None:
        with suppress(OSError):
            while True:
                Thread(target=drip, args=(listener.accept()[0],), daemon=True).start()

    with closing(socket.create_server(("127.0.0.1", 0), backlog=128)) as listener:
        Thread(target=serve_all, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", go
        go.set()
        listener.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def bearer(key_for: Callable[..., str]) -> dict[str, str]:
    """The header with a key that may do everything."""
    return {"Authorization": f"Bearer {key_for(Scope.ADMIN)}"}


def test_slow_pages_leave_reads_alone(serve: Serve, bearer: dict[str, str], tarpit: tuple[str, Event]) -> None:
    url, go = tarpit
    served = serve(fetch_hosts="127.0.0.1", fetches="2")

    def post(number: int) -> requests.Response:
        body = {"url": f"{url}/{number}", "published_on": "2026-03-02"}
        return requests.post(f"{served.url}/v1/articles", json=body, headers=bearer, timeout=120)

    with ThreadPoolExecutor(MANY) as pool:
        posted = [pool.submit(post, number) for number in range(MANY)]
        wait_for(lambda: sum(one.done() for one in posted) == MANY - 2, served)
        reads = [requests.get(f"{served.url}/v1/claims", headers=bearer, timeout=60) for _ in range(20)]
        working = served.metrics()["claims_http_requests_working"]
        still = sum(not one.done() for one in posted)
        go.set()
        answers = [one.result() for one in posted]

    refused = [answer for answer in answers if answer.status_code == 503]
    assert [read.status_code for read in reads] == [200] * 20
    assert (len(refused), {answer.json()["code"] for answer in refused}) == (MANY - 2, {"fetches_full"})
    assert all(answer.headers["Retry-After"] for answer in refused)
    assert still == 0 or working == 0  # who waits for a page holds no turn
    assert requests.get(f"{served.url}/v1/articles", headers=bearer, timeout=60).json()["data"] == []


@pytest.mark.parametrize("prefer", [{}, {"Prefer": "respond-async"}])
def test_a_batch_with_slow_pages_is_a_job(
    serve: Serve, bearer: dict[str, str], tarpit: tuple[str, Event], prefer: dict[str, str]
) -> None:
    served = serve(fetch_hosts="127.0.0.1")
    pages = [{"url": f"{tarpit[0]}/{number}"} for number in range(99)]
    text = {"text": "The ministers will sign.", "published_on": "2026-03-02"}

    answer = requests.post(
        f"{served.url}/v1/articles/batch", json={"articles": [text, *pages]}, headers=bearer | prefer, timeout=60
    )

    assert (answer.status_code, answer.json()["total"]) == (202, 100)
    assert answer.headers["Location"] == f"/v1/jobs/{answer.json()['id']}"
    assert answer.headers.get("Preference-Applied") == prefer.get("Prefer")

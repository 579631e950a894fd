"""The service under gunicorn: bounded, patient with nobody who is slow, and never cut short."""

import json
import os
import signal
import socket
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests.serving.conftest import Serve, Served, wait_for

HELD = "tests.serving.slow_app"
HOLDER = "claims_http_requests_working"


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file whose making lets the requests to /held go."""
    path = tmp_path / "go"
    monkeypatch.setenv("HELD_UNTIL", str(path))
    return path


def _get(served: Served, path: str) -> requests.Response:
    return requests.get(served.url + path, timeout=60)


def _hold(pool: ThreadPoolExecutor, served: Served, count: int) -> list["Future[requests.Response]"]:
    return [pool.submit(_get, served, "/held") for _ in range(count)]


@pytest.mark.slow
def test_what_is_too_much_is_refused_and_health_still_answers(serve: Serve, gate: Path) -> None:
    served = serve(HELD, threads="2", waiting="3")
    with ThreadPoolExecutor(20) as pool:
        held = _hold(pool, served, 12)
        wait_for(lambda: sum(future.done() for future in held) == 7, served)
        during = served.metrics()
        healthy, more = _get(served, "/healthz"), _get(served, "/held")
        gate.touch()
        answers = [future.result() for future in held]

    refused = [answer for answer in answers if answer.status_code == 503]
    assert (len(refused), len(answers) - len(refused)) == (7, 5)
    assert {answer.json()["code"] for answer in [*refused, more]} == {"overloaded"}
    assert all(answer.headers["Retry-After"] == "1" and answer.headers["X-Request-Id"] for answer in refused)
    assert healthy.ok
    assert (during["claims_http_requests_working"], during["claims_http_requests_waiting"]) == (2, 3)
    assert _get(served, "/held").text == "0 bytes"
    assert (served.metrics()["claims_http_requests_working"], served.metrics()["claims_http_requests_waiting"]) == (
        0,
        0,
    )


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_requests_in_flight_are_finished_when_it_stops_or_reloads(serve: Serve, gate: Path, number: int) -> None:
    served = serve(HELD, graceful_timeout="120")  # machines may be busy
    with ThreadPoolExecutor(3) as pool:
        held = _hold(pool, served, 3)
        wait_for(lambda: served.metrics()[HOLDER] == 3, served)
        served.process.send_signal(number)
        if number == signal.SIGTERM:
            wait_for(lambda: not _connects(served.port), served)
        gate.touch()
        assert [future.result().status_code for future in held] == [200, 200, 200]


@pytest.mark.slow
def test_who_sends_slowly_holds_nobody_up(serve: Serve) -> None:
    served = serve(read_timeout="1")
    heads = [b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"G"]
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(60)]  # more than there are threads
    for number, client in enumerate(slow):
        client.sendall(heads[number % 2])

    for _ in range(20):
        for client in slow:
            try:
                client.send(b"x")  # never silent, never done
            except OSError:
                continue
        try:
            assert requests.get(f"{served.url}/healthz", timeout=1).ok
            break
        except requests.Timeout:
            continue
    else:
        raise AssertionError("the slow ones hold every thread")

    assert all(_ends(client) for client in slow)


@pytest.mark.slow
def test_a_body_that_does_not_come_is_not_waited_for(serve: Serve, gate: Path) -> None:
    served = serve(HELD, read_timeout="1", threads="1", waiting="0")
    gate.touch()
    with closing(socket.create_connection(("127.0.0.1", served.port))) as client:
        client.sendall(b"POST /held HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + b"x" * 999)
        client.settimeout(30)
        answer = client.recv(10_000)
        while b'"too_slow"' not in answer and (more := client.recv(10_000)):  # the head may come before the body
            answer += more

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"too_slow"' in answer
    assert requests.post(f"{served.url}/held", data=b"x" * 1000, timeout=30).text == "1000 bytes"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"x" * 8_200 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 8_300 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(101)) + b"\r\n", b"431"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_heads_are_bounded(serve: Serve, head: bytes, status: bytes) -> None:
    served = serve()
    with closing(socket.create_connection(("127.0.0.1", served.port))) as client:
        client.sendall(head)
        client.settimeout(30)
        assert client.recv(100).split()[1] == status


@pytest.mark.slow
def test_counts_outlive_the_workers_that_made_them(serve: Serve, tmp_path: Path) -> None:
    served = serve(workers="2", max_requests="20")
    asked = 'claims_http_requests_total{method="GET",route="/openapi.json",status="200"}'
    for done in range(1, 121):
        assert _get(served, "/openapi.json").ok
        if done % 40 == 0:
            assert served.metrics()[asked] == done

    (folder,) = tmp_path.glob("claims-metrics-*")
    owners = {path.stem.rpartition("_")[2] for path in folder.glob("counter_*.db")}
    assert "0" in owners
    assert len(owners - {"0"}) <= 4  # the master, the workers, and one that is on its way out
    victim = next(int(owner) for owner in owners - {"0", str(served.process.pid)} if _alive(owner))
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: not (folder / f"counter_{victim}.db").exists(), served)
    assert served.metrics()[asked] == 120

    served.process.terminate()
    served.process.wait(timeout=60)
    assert not folder.exists()


@pytest.mark.slow
def test_only_metrics_are_told_without_a_key_and_only_at_their_own_port(serve: Serve) -> None:
    served = serve()

    assert _get(served, "/metrics").status_code == 401
    for path in ("/healthz", "/v1/claims", "/", "/metrics/"):
        assert requests.get(f"http://127.0.0.1:{served.metrics_port}{path}", timeout=30).status_code == 404
    host = {"Host": f"127.0.0.1:{served.metrics_port}"}
    assert requests.get(f"{served.url}/metrics", headers=host, timeout=30).status_code == 401


@pytest.mark.slow
def test_every_line_of_the_log_is_json(serve: Serve) -> None:
    served = serve(log_format="json")
    _get(served, "/openapi.json")
    victim = int(served.said() and _children(served)[0])
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: _children(served) not in ([], [str(victim)]), served)

    lines = [json.loads(line) for line in served.said().splitlines()]
    assert {"request", f"Worker (pid:{victim}) was sent SIGKILL! Perhaps out of memory?"} <= {
        line["event"] for line in lines
    }


def _children(served: Served) -> list[str]:
    return Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()


def _connects(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _ends(client: socket.socket) -> bool:
    with closing(client):
        client.settimeout(30)
        try:
            while client.recv(1_000):
                pass
        except ConnectionError:
            pass
        return True


def _alive(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


@pytest.mark.slow
def test_a_setting_that_is_not_heeded_is_said_once(serve: Serve) -> None:
    served = serve(workers="3", auto_resolve_score="0.9", log_format="json")

    (line,) = [line for line in served.said().splitlines() if "not heeded" in line]
    assert json.loads(line)["setting"] == "CLAIMS_AUTO_RESOLVE_SCORE"
    assert requests.get(f"{served.url}/readyz", timeout=10).status_code == 200

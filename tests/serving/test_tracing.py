"""Spans, as a collector gets them from the real server and the real worker; and what happens where there is none."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from service.domain.key import Scope
from tests.jobs.working import STORY, Worker, eventually
from tests.outbound.conftest import Site
from tests.serving.collector import Collector, collecting
from tests.serving.conftest import Serve, Served
from tests.webhooks.receiver import receiving

_ARTICLE = {"text": "Elin Haugmo said the bridge will open on Friday.", "published_on": "2026-03-02"}
_LONGEST_END = 15  # seconds for a process to end with a collector that is away


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as found:
        yield found


@pytest.fixture
def key(key_for: Callable[..., str]) -> str:
    return key_for(Scope.ADMIN)


def _post(served: Served, key: str, path: str, body: object, **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.post(served.url + path, json=body, headers={"Authorization": f"Bearer {key}", **named}, timeout=30)


def _end(served: Served) -> float:
    """Seconds that it took to stop."""
    began = time.monotonic()
    served.process.send_signal(signal.SIGTERM)
    served.process.wait(timeout=60)
    return time.monotonic() - began


@pytest.mark.slow
def test_a_request_its_statements_and_its_jobs_are_one_trace(
    serve: Serve, collector: Collector, key: str, site: Site, database_url: str, tmp_path: Path
) -> None:
    url = site.answer("/story", STORY)
    with receiving() as receiver:
        served = serve(otel_endpoint=collector.url, webhook_hosts="127.0.0.1", fetch_hosts="127.0.0.1")
        webhook = _post(served, key, "/v1/webhooks", {"url": f"{receiver.url}?token=hush"}).json()
        traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        assert _post(served, key, "/v1/articles", _ARTICLE, X_Request_Id="r1", traceparent=traceparent).ok
        later = {"url": url, "published_on": "2026-03-02"}
        assert _post(served, key, "/v1/articles", later, X_Request_Id="r2", Prefer="respond-async").status_code == 202
        found = requests.get(f"{served.url}/v1/claims?q=hush", headers={"Authorization": f"Bearer {key}"}, timeout=30)
        assert found.ok
        assert requests.get(f"{served.url}/readyz", timeout=30).ok
        worker = Worker(
            database_url, tmp_path / "log", otel_endpoint=collector.url, webhook_hosts="127.0.0.1"
        ).wait_started()
        eventually(lambda: receiver.took and worker.told("job", task="add_articles", status="succeeded"))
        worker.signal(signal.SIGTERM)
        assert worker.end() == 0
        _end(served)  # all are sent by now, long before the exporter's next turn

    (posted,) = collector.named("POST /v1/articles", request_id="r1")
    assert (posted.service, posted.trace.hex(), posted.parent.hex()) == ("claims-api", *traceparent.split("-")[1:3])
    assert (posted.told["http.route"], posted.told["http.response.status_code"]) == ("/v1/articles", 201)
    beneath = collector.beneath(posted)
    assert {"SELECT", "INSERT"} <= {part.name for part in beneath if part.told.get("db.system.name") == "postgresql"}
    assert {part.told["request_id"] for part in beneath} == {"r1"}

    (asked,) = collector.named("POST /v1/articles", request_id="r2")
    (job,) = collector.named("job add_articles", request_id="r2")
    assert (job.service, job.trace, job.parent) == ("claims-worker", asked.trace, asked.id)
    (fetched,) = [part for part in collector.beneath(job) if part.name == "GET"]
    assert fetched.told["server.address"] == "127.0.0.1"
    told = collector.named("job deliver")
    assert posted.trace in {job.trace for job in told}
    assert [part.name for job in told for part in collector.beneath(job) if part.name == "POST"]

    assert set(collector.paths) == {"/v1/traces"}
    assert collector.spans(lambda seen: "readyz" in str(seen) or "procrastinate" in seen.name) == []
    for secret in (key, webhook["secret"], webhook["secret"].removeprefix("whsec_"), "hush", "Haugmo", "/story"):
        assert secret.encode() not in b"".join(collector.bodies)


@contextmanager
def _nobody() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@contextmanager
def _silence() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.slow
@pytest.mark.parametrize("away", [_nobody, _silence])
def test_a_collector_that_is_away_costs_nothing_but_spans(serve: Serve, key: str, away: Callable[..., object]) -> None:
    with away() as url:  # type: ignore[attr-defined]
        served = serve(otel_endpoint=url)
        began = time.monotonic()
        for number in range(40):  # more spans than one batch holds
            assert _post(served, key, "/v1/articles", {**_ARTICLE, "text": f"Team {number} will sign on Friday."}).ok
        assert time.monotonic() - began < 20

        assert _end(served) < _LONGEST_END
        assert served.process.returncode == 0


@pytest.mark.slow
def test_nothing_is_imported_where_no_collector_is_named(database_url: str) -> None:
    script = (
        "import sys; from service.serving.app import create_app; import service.cli, service.serving.gunicorn_conf;"
        " assert create_app().test_client().get('/readyz').status_code == 200;"
        " print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={"CLAIMS_DATABASE_URL": database_url}, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr

"""/metrics: what is counted, by labels from fixed sets, and what the database tells."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import requests
from sqlalchemy import text

from service.bootstrap import Services
from service.domain.status import Status
from service.serving.metrics_server import metrics_server
from service.store import gauges
from service.store.database import Database
from service.store.jobs import Job, enqueue_all
from service.usecases.sweep import sweep
from service.web.metrics_text import metrics_text
from tests.api import ACCORD, Api
from tests.conftest import NOW, TODAY


def _metrics(api: Api) -> dict[str, float]:
    answer = api.get("/metrics")
    assert answer.status_code == 200, answer.text
    return _parsed(answer.text)


def _parsed(told: str) -> dict[str, float]:
    pairs = (line.rpartition(" ") for line in told.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_what_is_read_is_counted(api: Api) -> None:
    before = _metrics(api)
    article = api.add()
    after = _metrics(api)

    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
    posted = 'method="POST",route="/v1/articles"'
    assert grown[f'claims_http_requests_total{{{posted},status="201"}}'] == 1
    assert grown[f"claims_http_request_seconds_count{{{posted}}}"] == 1
    assert grown["claims_detection_seconds_count"] == 1
    assert grown["claims_detection_words_total"] == len(ACCORD.split())
    for found in article["statements"]:
        assert grown[f'claims_statements_total{{kind="{found["kind"]}",rule="{found["rule"]}"}}'] == 1


def test_made_up_paths_and_methods_make_no_labels(api: Api) -> None:
    before = _metrics(api)
    for number in range(3):
        api.get(f"/made/up/{number}")
        api._call(f"FETCH{number}", "/v1/claims")
    after = _metrics(api)

    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
    unknown = {name: count for name, count in grown.items() if name.startswith("claims_http_requests_total")}
    assert {name: count for name, count in unknown.items() if "/metrics" not in name} == {
        'claims_http_requests_total{method="other",route="none",status="404"}': 3,
        'claims_http_requests_total{method="other",route="none",status="405"}': 3,
    }


def test_claims_are_told_by_status(api: Api) -> None:
    claim = api.add_claim()
    api.move(claim, "dismissal", {"reason": "not_a_claim"})
    api.add("The bridge will open on March 20. The mayor will resign on March 4.")

    told = _metrics(api)

    assert {status: told[f'claims_claims{{status="{status}"}}'] for status in Status} == {
        "open": 1,
        "due": 1,
        "proposed": 0,
        "resolved": 0,
        "dismissed": 1,
    }
    assert told["claims_oldest_due_days"] == (TODAY - date(2026, 3, 5)).days
    assert told["claims_database_up"] == 1


def test_the_oldest_due_claim_is_told(api: Api, database: Database) -> None:
    api.add()
    api.add("The mayor will resign on March 4.")
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # a move without its event
        connection.execute(text("UPDATE claim SET status = 'due'"))

    assert _metrics(api)["claims_oldest_due_days"] == (TODAY - date(2026, 3, 5)).days


def test_a_sweep_that_is_behind_is_told(api: Api, api_on: Callable[[date], Api], database: Database) -> None:
    api_on(date(2026, 3, 4)).add("The mayor will resign on March 4.")
    assert _metrics(api)["claims_sweep_behind_days"] == (TODAY - date(2026, 3, 5)).days

    before = _metrics(api)["claims_sweeps_total"]
    sweep(database, now=NOW, today=TODAY)

    told = _metrics(api)
    assert (told["claims_sweep_behind_days"], told["claims_sweeps_total"] - before) == (0, 1)
    assert told["claims_sweep_last_success_timestamp_seconds"] == NOW.timestamp()


def test_jobs_that_wait_are_told_by_queue(api: Api, database: Database) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    with database.begin() as connection:
        enqueue_all(connection, [Job(task="x", queue="slow"), Job(task="x"), Job(task="x", schedule_at=later)])
        connection.execute(text("UPDATE procrastinate_events SET at = now() - interval '90 seconds'"))

    told = _metrics(api)

    assert told['claims_jobs_waiting{queue="slow"}'] == told['claims_jobs_waiting{queue="default"}'] == 1
    assert told['claims_jobs_oldest_seconds{queue="slow"}'] == pytest.approx(90, abs=60)
    assert "claims_worker_silent_seconds" not in told


def test_a_worker_tells_its_metrics_and_nothing_else(services: Services) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    with metrics_server(services, bind):
        assert _parsed(requests.get(f"http://{bind}/metrics", timeout=30).text)["claims_database_up"] == 1
        assert requests.get(f"http://{bind}/v1/claims", timeout=30).status_code == 404
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://{bind}/metrics", timeout=30)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts are exact up to 20 only."""
    monkeypatch.setattr(gauges, "EXACT_UP_TO", 20)


@pytest.mark.usefixtures("few")
def test_above_a_bound_counts_are_the_planners(api: Api, database: Database) -> None:
    claim = api.add_claim("The harbour will reopen next year.")
    copy = text(
        "INSERT INTO claim (id, text, status, polarity, modality, conditional, said_on, review_on, tags, mentions,"
        " version, created_at, updated_at) SELECT gen_random_uuid(), text, 'due', polarity, modality, conditional,"
        " said_on, review_on, tags, mentions, version, created_at, updated_at"
        " FROM claim CROSS JOIN generate_series(1, 300) WHERE id = :id"
    )
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # claims without their events
        connection.execute(copy, {"id": claim["id"]})
    unanalysed = _metrics(api)
    with database.begin() as connection:
        connection.execute(text("ANALYZE claim"))

    told = _metrics(api)
    assert unanalysed['claims_claims{status="due"}'] >= 20
    assert told['claims_claims{status="due"}'] == pytest.approx(300, rel=0.1)
    assert told['claims_claims{status="open"}'] == 1


def test_without_a_database_the_rest_is_told(services: Services) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none", connect_timeout=1)
    told = _parsed(metrics_text(replace(services, database=away)).decode())
    away.dispose()

    assert told["claims_database_up"] == 0
    assert "claims_oldest_due_days" not in told
    assert "claims_detection_words_total" in told


def test_readers_only(api: Api) -> None:
    api.key = "ct_none"

    assert api.get("/metrics").status_code == 401

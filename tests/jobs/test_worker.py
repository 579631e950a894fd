"""Workers as they really run: killed, stopped, several at once, and without a database for a while."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from service.store.database import Database
from service.store.jobs import Job, enqueue
from tests.api import Api
from tests.jobs.working import CLAIMS, STORY, Worker, eventually
from tests.outbound.conftest import Site

pytestmark = pytest.mark.slow
Start = Callable[..., Worker]
ASYNC = {"Prefer": "respond-async"}


class Held:
    """A page whose server answers no sooner than it is released."""

    def __init__(self, site: Site) -> None:
        self._site, self._released = site, Event()
        site.routes["/story"] = self._route
        self.url = site.url("/story")

    def release(self) -> None:
        """Let the page be had."""
        self._released.set()

    def wait_asked(self) -> None:
        """Wait until somebody asks for the page."""
        eventually(lambda: self._site.asked)

    def _route(self, request: BaseHTTPRequestHandler) -> None:
        self._released.wait(60)
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        request.wfile.write(STORY)


@pytest.fixture
def held(site: Site) -> Iterator[Held]:
    page = Held(site)
    yield page
    page.release()


def _ask(api: Api, url: str) -> str:
    answer = api.post("/v1/articles", {"url": url, "published_on": "2026-03-02"}, headers=ASYNC)
    assert answer.status_code == 202, answer.json
    return f"/v1/jobs/{answer.json['id']}"


def _ended(api: Api, job: str) -> dict[str, Any]:
    def look() -> Any:
        told = api.get(job).json
        return told if told["status"] in ("succeeded", "failed") else None

    found: dict[str, Any] = eventually(look)
    return found


def _count(database: Database, query: str) -> int:
    with database.begin() as connection:
        return connection.execute(text(query)).scalar_one()


def _silence_workers(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'"))


def test_what_a_killed_worker_left_is_done_once_by_another(
    api: Api, database: Database, held: Held, worker: Start
) -> None:
    job = _ask(api, held.url)
    first = worker()
    held.wait_asked()
    assert api.get(job).json["status"] == "running"
    first.signal(signal.SIGKILL)
    first.end()
    _silence_workers(database)
    held.release()

    second = worker()

    told = _ended(api, job)
    assert (told["status"], [added["status"] for added in told["articles"]]) == ("succeeded", [201])
    assert second.told("job was left by its worker", task="add_articles", status="todo")
    assert _count(database, "SELECT count(*) FROM article") == 1
    eventually(lambda: _count(database, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'") == 0)
    assert len(second.told("job", task="add_articles")) == 1


def test_a_worker_that_is_told_to_stop_ends_what_it_has_begun(api: Api, held: Held, worker: Start) -> None:
    job = _ask(api, held.url)
    running = worker()
    held.wait_asked()

    running.signal(signal.SIGTERM)
    left = _ask(api, held.url)
    with pytest.raises(subprocess.TimeoutExpired):
        running.process.wait(timeout=2)
    held.release()

    assert running.end() == 0
    assert api.get(job).json["status"] == "succeeded"
    assert api.get(left).json["status"] == "queued"
    assert running.told("worker stopped")


def test_workers_at_once_do_nothing_twice(api: Api, database: Database, worker: Start) -> None:
    for number in range(30):
        article = {"text": f"Team {number} will sign the accord on Friday.", "published_on": "2026-03-02"}
        assert api.post("/v1/articles/batch", {"articles": [article]}, headers=ASYNC).status_code == 202

    workers = [worker(), worker()]

    eventually(lambda: _count(database, "SELECT count(*) FROM job WHERE finished_at IS NULL") == 0)
    for running in workers:
        running.signal(signal.SIGTERM)
    assert [running.end() for running in workers] == [0, 0]
    done = [line["job"] for running in workers for line in running.told("job", task="add_articles")]
    assert len(done) == len(set(done)) == 30
    assert _count(database, "SELECT count(*) FROM article") == 30
    assert _count(database, "SELECT count(*) FROM job WHERE (results->0->>'new')::boolean") == 30
    assert _count(database, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'add_articles'") == 0


def test_a_sweep_that_was_missed_is_made_up_for(api: Api, api_on: Callable[[date], Api], worker: Start) -> None:
    claim = api_on(date(2026, 3, 3)).add_claim()

    running = worker(sweep_cron="0 0 1 1 *", today="2026-03-20")

    eventually(lambda: api.get(f"/v1/claims/{claim['id']}").json["status"] == "due")
    assert api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]["actor"] == "sweep"
    assert len(eventually(lambda: running.told("job", task="sweep"))) == 1


@pytest.fixture
def cut(server: str, database_url: str) -> Iterator[Callable[[bool], None]]:
    """Takes the database away, and gives it back."""
    name = database_url.partition("?")[0].rpartition("/")[2]
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")

    def switch(away: bool) -> None:
        with engine.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {not away}"))
            if away:
                end = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
                connection.execute(end, {"name": name})

    yield switch
    switch(False)
    engine.dispose()


def test_a_worker_outlives_a_database_that_is_away(
    api: Api, held: Held, worker: Start, cut: Callable[[bool], None]
) -> None:
    interrupted = _ask(api, held.url)
    running = worker()
    held.wait_asked()

    cut(True)
    held.release()  # it cannot be kept, nor can it be told that it cannot
    eventually(lambda: running.told("job", task="add_articles", status="failed", again=True))
    eventually(lambda: running.told("end of a job could not be told", task="add_articles"))
    cut(False)

    assert _ended(api, interrupted)["status"] == "succeeded"
    assert _ended(api, _ask(api, held.url))["articles"][0]["status"] == 200
    assert running.process.poll() is None
    assert running.told("worker begins again")
    assert len(running.told("worker started")) > 1


def test_a_worker_tells_whether_one_is_alive(database: Database, database_url: str, worker: Start) -> None:
    def check() -> int:
        environment = {"CLAIMS_DATABASE_URL": database_url}
        return subprocess.run([CLAIMS, "worker", "--check"], env=environment, timeout=60).returncode

    assert check() == 1
    running = worker()
    assert check() == 0
    running.signal(signal.SIGKILL)
    running.end()
    _silence_workers(database)
    assert check() == 1


def test_a_job_of_an_unknown_task_stops_nobody(database: Database, api: Api, worker: Start, site: Site) -> None:
    with database.begin() as connection:
        enqueue(connection, Job(task="of another release"))
    job = _ask(api, site.answer("/story", STORY))

    worker()

    assert _ended(api, job)["status"] == "succeeded"
    assert _count(database, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'") == 1


def test_a_database_of_another_release_is_refused(empty_database_url: str, tmp_path: Path) -> None:
    found = Worker(empty_database_url, tmp_path / "log")

    assert found.end() == 3
    assert "claims db upgrade" in (tmp_path / "log").read_text()

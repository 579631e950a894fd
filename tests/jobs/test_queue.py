"""What becomes of jobs that fail, or whose worker died, where others stand for them; and what is told of each."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from procrastinate import PsycopgConnector
from sqlalchemy import text
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.jobs.queue import Queue
from service.store.database import Database
from service.store.jobs import Job, enqueue
from service.usecases.queue import rescue_jobs
from tests.api import Api
from tests.conftest import NOW
from tests.jobs.working import run_queued

SOLE = Job(task="x", queueing_lock="q")


def _enqueue(database: Database, job: Job) -> int | None:
    with database.begin() as connection:
        return enqueue(connection, job)


def _queue(database: Database) -> list[Any]:
    with database.begin() as connection:
        return list(connection.execute(text("SELECT id, status::text FROM procrastinate_jobs ORDER BY id")))


async def _fail_while_another_waits(database: Database) -> None:
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = PsycopgConnector(conninfo=url)
    await connector.open_async()
    queue = Queue(connector)
    begun = await queue.fetch_job(queues=None, worker_id=await queue.register_worker())
    assert begun is not None
    _enqueue(database, SOLE)
    await queue.retry_job(begun)
    await connector.close_async()


def test_a_job_that_waits_stands_for_one_that_is_to_be_tried_again(database: Database) -> None:
    first = _enqueue(database, SOLE)

    asyncio.run(_fail_while_another_waits(database))

    ((left, status),) = _queue(database)
    assert (left != first, status) == (True, "todo")


def test_a_job_that_waits_stands_for_those_whose_workers_died(database: Database) -> None:
    for _ in range(3):
        _enqueue(database, SOLE)
        with database.begin() as connection:
            connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))

    assert rescue_jobs(database) == 3

    assert sorted(status for _, status in _queue(database)) == ["aborted", "aborted", "todo"]


def test_jobs_of_workers_that_live_are_left_to_them(database: Database) -> None:
    with database.begin() as connection:
        worker = connection.scalar(text("SELECT worker_id FROM procrastinate_register_worker_v1()"))
        enqueue(connection, SOLE)
        connection.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": worker})

    assert rescue_jobs(database) == 0
    assert rescue_jobs(database, silent=0) == 1


def test_the_log_ties_a_job_to_the_request_that_caused_it(services: Services, database: Database) -> None:
    with bound_contextvars(request_id="mine"):
        number = _enqueue(database, Job(task="add_articles", args={"job_id": "none"}))

    with capture_logs(processors=[merge_contextvars]) as lines:
        run_queued(services)

    (line,) = [line for line in lines if line["event"] == "job" and line["task"] == "add_articles"]
    assert (line["job"], line["request_id"], line["log_level"]) == (number, "mine", "warning")
    assert (line["status"], line["again"], line["attempt"], line["cause"]) == ("failed", True, 1, "ValueError")
    with database.begin() as connection:
        later = text("SELECT scheduled_at > now(), attempts FROM procrastinate_jobs WHERE id = :number")
        assert connection.execute(later, {"number": number}).one() == (True, 1)


def test_the_schedule_sweeps(api: Api, api_on: Callable[[date], Api], services: Services, database: Database) -> None:
    with database.begin() as connection:
        enqueue(connection, Job(task="sweep", queueing_lock="sweep"))
    claim = api_on(date(2026, 3, 5)).add_claim()  # due four days before today
    assert claim["status"] == "open"

    run_queued(services)

    assert api.get(f"/v1/claims/{claim['id']}").json["status"] == "due"


def test_a_job_that_is_to_come_later_is_left_alone(services: Services, database: Database) -> None:
    number = _enqueue(database, Job(task="sweep", schedule_at=NOW + timedelta(days=10_000)))

    run_queued(services)

    assert (number, "todo") in _queue(database)

"""The queue: jobs come and go with the transaction that causes them."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from structlog.contextvars import bound_contextvars

from service.store.database import Database
from service.store.jobs import Job, enqueue, enqueue_all


class Undo(Exception):
    """What a transaction is rolled back with."""


def _queue(database: Database, columns: str = "task_name") -> list[Any]:
    with database.begin() as connection:
        return list(connection.execute(text(f"SELECT {columns} FROM procrastinate_jobs ORDER BY 1")))


def test_a_job_is_stored_as_it_is_told(database: Database) -> None:
    at = datetime(2026, 3, 20, 12, tzinfo=UTC)
    job = Job(task="x", args={"id": 7}, queue="slow", lock="l", queueing_lock="q", schedule_at=at, priority=3)

    with database.begin() as connection, bound_contextvars(request_id="req-1"):
        number = enqueue(connection, job)

    assert _queue(
        database, "id, task_name, args, queue_name, lock, queueing_lock, scheduled_at, priority, status::text"
    ) == [(number, "x", {"args": {"id": 7}, "request_id": "req-1"}, "slow", "l", "q", at, 3, "todo")]


def _enqueue_and_undo(database: Database, job: Job) -> None:
    with database.begin() as connection:
        enqueue(connection, job)
        raise Undo


def test_a_job_goes_with_its_transaction(database: Database) -> None:
    with pytest.raises(Undo):
        _enqueue_and_undo(database, Job(task="lost"))

    with database.as_one():
        with pytest.raises(Undo):
            _enqueue_and_undo(database, Job(task="lost in a savepoint", queueing_lock="q"))
        with database.begin() as connection:
            enqueue(connection, Job(task="kept", queueing_lock="q"))

    assert _queue(database) == [("kept",)]


def test_one_job_waits_for_a_queueing_lock(database: Database) -> None:
    job = Job(task="x", queueing_lock="q")
    with database.begin() as connection:
        assert enqueue(connection, job) is not None
        assert enqueue(connection, job) is None
        assert connection.scalar(text("SELECT 1")) == 1  # the transaction is none the worse
    with database.begin() as connection:
        assert enqueue(connection, job) is None
        assert len(enqueue_all(connection, [job, Job(task="y"), Job(task="z", queueing_lock="r"), job])) == 2

    assert sorted(_queue(database)) == [("x",), ("y",), ("z",)]


def test_one_that_has_started_does_not_stand_for_a_new_one(database: Database) -> None:
    job = Job(task="x", queueing_lock="q")
    with database.begin() as connection:
        enqueue(connection, job)
        connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))

    with database.begin() as connection:
        assert enqueue(connection, job) is not None


def test_a_job_that_stands_for_another_waits_for_its_transaction(database: Database) -> None:
    fetch = text("SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)")
    with database.begin() as connection:
        number = enqueue(connection, Job(task="x", queueing_lock="q"))

    with database.begin() as causing:
        assert enqueue(causing, Job(task="x", queueing_lock="q")) is None
        with database.begin() as worker:
            assert worker.scalar(fetch) is None

    with database.begin() as worker:
        assert worker.scalar(fetch) == number


@pytest.fixture
def pools(database_url: str) -> Iterator[list[Database]]:
    pools = [Database(database_url) for _ in range(4)]
    yield pools
    for pool in pools:
        pool.dispose()


def test_many_enqueue_the_same_locks_at_once(pools: list[Database]) -> None:
    names = [f"lock {number}" for number in range(20)]
    failures: list[Exception] = []

    def work(pool: Database, order: list[str]) -> None:
        try:
            for _ in range(20):
                with pool.begin() as connection:
                    enqueue_all(connection, [Job(task="x", queueing_lock=name) for name in order])
        except Exception as error:
            failures.append(error)

    orders = [names, names[::-1], names[10:] + names[:10], names[::-2] + names[::2]]
    threads = [threading.Thread(target=work, args=pair) for pair in zip(pools, orders, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert _queue(pools[0], "count(*), count(DISTINCT queueing_lock)") == [(20, 20)]

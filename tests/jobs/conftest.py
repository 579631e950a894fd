"""Worker processes on the test's database, and a site to fetch from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.jobs.working import Worker


@pytest.fixture
def worker(database_url: str, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts workers; those that still run at the end are killed."""
    started: list[Worker] = []

    def start(*arguments: str, **settings: str) -> Worker:
        started.append(Worker(database_url, tmp_path / f"worker{len(started)}.log", *arguments, **settings))
        return started[-1].wait_started()

    yield start
    for found in started:
        if found.process.poll() is None:
            found.process.kill()
            found.end()

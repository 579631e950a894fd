"""The commands: those of clients run against the app over real connections, `claims serve` as a process."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.cli import main
from service.domain.key import Scope
from service.web.resources import bind
from tests.client.serving import serve_app
from tests.folders import data_folder
from tests.running import environment_in, start, stop

CLAIMS = Path(sys.executable).with_name("claims")
Run = Callable[..., Result]


@pytest.fixture
def served(app: Flask, services: Services) -> Iterator[str]:
    """The URL of the app, which keeps its log out of what the commands print."""
    bind(app, services)
    with capture_logs(), serve_app(app) as url:
        yield url


@pytest.fixture
def claims(served: str, key_for: Callable[..., str]) -> Run:
    """Runs `claims` as a client of the app, or of the service at `url`."""
    key = key_for(Scope.ADMIN)

    def run(*arguments: object, stdin: str | bytes = "", url: str = served, key: str = key) -> Result:
        environment = {"CLAIMS_URL": url, "CLAIMS_API_KEY": key, "COLUMNS": "200"}
        return CliRunner(env=environment).invoke(main, [str(argument) for argument in arguments], input=stdin)

    return run


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """A data folder and a port of its own, and no HOME."""
    with data_folder() as folder:
        yield environment_in(folder)


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `claims serve` and waits for its greeting; whatever still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        process, _ = start(CLAIMS, environment, *arguments, cwd=cwd)
        started.append(process)
        return process

    yield begin
    for process in started:
        stop(process)

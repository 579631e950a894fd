"""The commands: those of clients run against the app over real connections, `claims serve` as a process."""

import os
import socket
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
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A data folder and a port of its own, and no HOME."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    with data_folder() as folder:
        yield {
            **kept,
            "HOME": str(tmp_path / "home"),
            "CLAIMS_DATA_DIR": str(folder / "data"),
            "CLAIMS_BIND": f"127.0.0.1:{port}",
            "CLAIMS_URL": f"http://127.0.0.1:{port}",
            "CLAIMS_WORKERS": "2",
        }


@pytest.fixture
def serve(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `claims serve` and waits for its greeting; whatever still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        command = [CLAIMS, "serve", *arguments]
        process = subprocess.Popen(command, env=environment, cwd=cwd, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        for line in process.stdout:
            if "curl" in line:
                return process
        raise AssertionError("`claims serve` ended without a greeting")

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)

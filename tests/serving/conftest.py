"""The application under gunicorn, with the service's own settings, on a port of loopback."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
import requests

from tests.conftest import SECRET_KEY

APPLICATION = "service.serving.app"
_SERVE = (
    "from importlib import import_module; from service.serving.server import Server\n"
    "Server(lambda: import_module({!r}).create_app()).run()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A gunicorn at work."""

    port: int
    metrics_port: int
    process: "subprocess.Popen[bytes]"
    log: IO[str]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def said(self) -> str:
        """All that it has logged."""
        self.log.seek(0)
        return self.log.read()

    def metrics(self) -> dict[str, float]:
        """Its metrics by name and labels, as they are written."""
        lines = requests.get(f"http://127.0.0.1:{self.metrics_port}/metrics", timeout=10).text.splitlines()
        pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
        return {name: float(value) for name, _, value in pairs}


Serve = Callable[..., Served]


@pytest.fixture
def serve(database_url: str, tmp_path: Path) -> Iterator[Serve]:
    """Starts gunicorn with settings given, such as threads="1"; all are stopped at the end."""
    started: list[Served] = []

    def start(application: str = APPLICATION, **settings: str) -> Served:
        port, metrics_port = free_port(), free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")},
            "TMPDIR": str(tmp_path),
            "CLAIMS_DATABASE_URL": database_url,
            "CLAIMS_BIND": f"127.0.0.1:{port}",
            "CLAIMS_METRICS_BIND": f"127.0.0.1:{metrics_port}",
            "CLAIMS_WORKERS": "1",
            "CLAIMS_SECRET_KEYS": SECRET_KEY,
            **{f"CLAIMS_{name.upper()}": value for name, value in settings.items()},
        }
        command = [sys.executable, "-c", _SERVE.format(application)]
        log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed below
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        served = Served(port=port, metrics_port=metrics_port, process=process, log=log)
        started.append(served)
        wait_for(lambda: _answers(served), served)
        return served

    yield start
    for served in started:
        served.process.terminate()
        served.process.wait(timeout=60)
        served.log.close()


def wait_for(holds: Callable[[], bool], served: Served) -> None:
    """Wait until it holds; fails with the log of `served` where it never does."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited in vain:\n{served.said()}")


def _answers(served: Served) -> bool:
    assert served.process.poll() is None, served.said()
    try:
        return requests.get(f"{served.url}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

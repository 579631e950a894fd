"""Servers under gunicorn with the service's own settings, and clients that keep their connections."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

_READY_WITHIN_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A route that takes a JSON body with POST."""

    port: int
    path: str
    headers: Mapping[str, str]


@contextmanager
def gunicorn(application: str, settings: Mapping[str, str]) -> Iterator[int]:
    """The port of loopback on which `application` is served until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "python:service.serving.gunicorn_conf", application]
    environment = {**os.environ, **settings, "CLAIMS_BIND": f"127.0.0.1:{port}"}
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            if not _answers(port, server):
                log.seek(0)
                raise RuntimeError(f"{application} did not start:\n{log.read()}")
            yield port
        finally:
            server.terminate()


def requests_per_second(target: Target, bodies: Sequence[dict[str, str]], clients: int) -> float:
    """How fast the bodies are posted by so many clients at once, each on one connection; all must be new (201)."""
    shares = [[json.dumps(body).encode() for body in bodies[client::clients]] for client in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        for done in [pool.submit(_post, target, share) for share in shares]:
            done.result()
        return len(bodies) / (time.perf_counter() - began)


def _post(target: Target, bodies: Sequence[bytes]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=60)
    for body in bodies:
        connection.request("POST", target.path, body, {"Content-Type": "application/json", **target.headers})
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{target.path} answered {answer.status}: {told[:300]!r}")
    connection.close()


def _answers(port: int, server: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + _READY_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False

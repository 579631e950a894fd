"""Secrets never reach the log: every example of the API's document is played against real servers that log all
they can, some requests fail, and what they wrote is searched."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from service.domain.key import Scope
from service.web.examples import examples
from tests.api import Api
from tests.conftest import SECRET_KEY
from tests.http.story import Story

PASSWORD = "correct-horse-7"
_SECRET_NAMES = ("key", "token", "secret")
_LEAST = 16  # characters of a secret


class Remote:
    """A server that is really there, as the story calls it; it keeps whatever secrets it is told."""

    def __init__(self, url: str, app: Flask) -> None:
        self.url, self.application, self.secrets = url, app, set[str]()

    def open(self, path: str, *, query_string: dict[str, str] | None = None, **asked: Any) -> TestResponse:
        answer = requests.request(asked.pop("method"), self.url + path, params=query_string, timeout=30, **asked)
        told = TestResponse(
            iter([answer.content]), f"{answer.status_code} {answer.reason}", Headers(answer.headers), Request({})
        )
        if told.data and told.is_json:
            self._learn(told.json)
        return told

    def _learn(self, told: Any, name: str = "") -> None:
        for key, value in told.items() if isinstance(told, dict) else ():
            self._learn(value, key)
        for value in told if isinstance(told, list) else ():
            self._learn(value, name)
        if isinstance(told, str) and name in _SECRET_NAMES and len(told) >= _LEAST:
            self.secrets.add(told)


@contextmanager
def _served(database_url: str, log: Path, form: str) -> Iterator[str]:
    """The URL of a server of its own, which logs everything it can into `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "CLAIMS_DATABASE_URL": database_url,
        "CLAIMS_BIND": f"127.0.0.1:{port}",
        "CLAIMS_LOG_LEVEL": "debug",
        "CLAIMS_LOG_FORMAT": form,
        "CLAIMS_WORKERS": "1",
        "CLAIMS_SECRET_KEYS": SECRET_KEY,
    }
    command = [sys.executable, "-P", "-m", "service.serving"]
    with (
        log.open("ab") as file,
        subprocess.Popen(command, env={**os.environ, **settings}, stdout=file, stderr=file) as server,
    ):
        try:
            _wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _fail_in_many_ways(url: str, key: str) -> None:
    """Send the key where it does not belong, in requests that are wrong."""
    bearer = {"Authorization": f"Bearer {key}"}
    requests.get(f"{url}/v1/claims", headers={"Authorization": f"Bearer {key}x"}, timeout=30)
    requests.get(f"{url}/v1/claims", headers={"Authorization": f"Basic {key}"}, timeout=30)
    requests.get(f"{url}/v1/claims?api_key={key}", headers=bearer, timeout=30)
    requests.get(f"{url}/v1/{key}", timeout=30)
    requests.post(f"{url}/v1/articles", data=f'{{"{key}": ', headers=bearer, timeout=30)
    requests.post(f"{url}/v1/articles", json={"text": key, key: key}, headers=bearer, timeout=30)
    requests.get(f"{url}/healthz", headers={"X-Request-Id": f"{key}!"}, timeout=30)
    host, port = url.removeprefix("http://").split(":")
    for line in (f"Authorization : Bearer {key}", f"Authorization: Bearer {key}\x00", f"{key}", f"A: b\r\n {key}"):
        with socket.create_connection((host, int(port)), timeout=30) as raw:
            raw.sendall(f"GET /v1/claims HTTP/1.1\r\nHost: x\r\n{line}\r\n\r\n".encode())
            raw.recv(4096)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "console"])
def test_no_secret_reaches_the_log(
    app: Flask, database_url: str, key_for: Callable[..., str], tmp_path: Path, form: str
) -> None:
    key = key_for(Scope.ADMIN)
    log = tmp_path / "log"
    with _served(database_url.replace("postgres:@", f"postgres:{PASSWORD}@"), log, form) as url:
        remote = Remote(url, app)
        played = list(Story(Api(remote, key)).play(examples()))  # type: ignore[arg-type]
        _fail_in_many_ways(url, key)
    with _served(f"postgresql://claims:{PASSWORD}@127.0.0.1:1/none", log, form) as url:  # nobody is there
        assert (
            requests.get(f"{url}/v1/claims", headers={"Authorization": f"Bearer {key}"}, timeout=30).status_code == 503
        )

    told = log.read_text()
    assert told.count("request_id") > len(played)
    assert all(example.status < 500 for example in played)
    assert len(remote.secrets) > 0
    for secret in {key, PASSWORD, *remote.secrets}:
        assert secret not in told
        assert secret.rpartition("_")[2] not in told
        assert json.dumps(secret)[1:-1] not in told

"""A compose project of its own: brought up, hurt, looked into, and removed with everything that it made."""

import json
import os
import re
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import requests

from service.store.secretbox import new_key

ROOT = Path(__file__).parents[2]
_PATIENCE = 150  # seconds for anything to come right
# One line a process: its id, its parent's, its command. Neither ps nor Python is in every image.
_PROCESSES = r"""for d in /proc/[0-9]*; do
  [ -r $d/status ] && echo "${d#/proc/} $(sed -n 's/^PPid:[[:space:]]*//p' $d/status) $(tr '\0' ' ' < $d/cmdline)"
done; true"""


class Stack:
    """A running project of the compose files given, with an API on a port of loopback."""

    def __init__(self, files: Sequence[Path], environment: Mapping[str, str], project: str) -> None:
        self._command = ["docker", "compose", "--project-name", project, *(f"--file={file}" for file in files)]
        self.project = project
        self.environment = dict(environment)
        self.url = f"http://127.0.0.1:{environment['CLAIMS_PORT']}"
        self.key = ""

    def run(self, *arguments: str, check: bool = True) -> str:
        """What `docker compose` prints."""
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            [*self._command, *arguments], env=environment, capture_output=True, text=True, timeout=900
        )
        if check and done.returncode:
            raise RuntimeError(f"docker compose {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def up(self, *arguments: str) -> None:
        """Bring it up and wait until all is healthy."""
        self.run("up", "--detach", "--wait", "--wait-timeout", "240", *arguments)

    def make_key(self) -> None:
        """Make the key that the load sends."""
        self.key = self.run("exec", "--no-TTY", "api", "claims", "keys", "create", "load", "--scope", "admin").split()[
            -1
        ]

    def shell(self, service: str, script: str) -> str:
        """What a shell script prints in the first container of a service."""
        return self.run("exec", "--no-TTY", service, "sh", "-c", script)

    def kill(self, service: str, chosen: Callable[[int, int, str], bool]) -> int:
        """Kill -9 the first process that is `chosen` by id, parent and command; its id."""
        for line in self.shell(service, _PROCESSES).splitlines():
            found = re.fullmatch(r"(\d+) (\d+) (.+)", line)
            if found and found[1] != "1" and chosen(int(found[1]), int(found[2]), found[3]):
                # not checked: the container may end, and this shell with it
                self.run("exec", "--no-TTY", service, "sh", "-c", f"kill -9 {found[1]}", check=False)
                return int(found[1])
        raise RuntimeError(f"{service} has no such process")

    def health(self, path: str = "/readyz") -> int:
        """The status that the API answers, or 0 where nobody answers."""
        try:
            return requests.get(self.url + path, timeout=10).status_code
        except requests.RequestException:
            return 0

    def memory(self, service: str) -> int:
        """Bytes that the containers of a service hold, caches of files left out."""
        names = self.run("ps", "--quiet", service).split()
        told = subprocess.run(
            ["docker", "stats", "--no-stream", "--format", "{{json .}}", *names],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return sum(_bytes(json.loads(line)["MemUsage"].split(" / ")[0]) for line in told.splitlines())

    def work(self, service: str) -> int:
        """Processor time that the first container of a service has used, in ticks of the kernel's clock."""
        lines = self.shell(service, "cat /proc/[0-9]*/stat 2>/dev/null; true").splitlines()
        # behind a name in parentheses, from its 12th on: in user and kernel mode, its own and its dead children's
        return sum(sum(map(int, line.rpartition(")")[2].split()[11:15])) for line in lines)

    def query(self, sql: str) -> list[str]:
        """The lines that the database's own psql prints."""
        return self.run("exec", "--no-TTY", "db", "psql", "-U", "claims", "-d", "claims", "-Atc", sql).splitlines()


def wait_until(holds: Callable[[], bool], what: str) -> float:
    """Wait until it holds; the seconds that took. Raises `TimeoutError` where it does not come."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > _PATIENCE:
            raise TimeoutError(f"waited {_PATIENCE} s in vain: {what}")
        time.sleep(0.2)
    return time.monotonic() - began


@contextmanager
def stack(*files: str, more: Sequence[Path] = (), **environment: str) -> Iterator[Stack]:
    """A stack of files in docker/ and `more`, with secrets of its own; all of it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="claims-stack-") as folder:
        own = {"db_password": secrets.token_hex(24), "secret_keys": new_key()}
        for name, secret in own.items():
            Path(folder, name).write_text(secret)
            Path(folder, name).chmod(0o644)  # the containers' user reads it; the folder keeps others out
        override = Path(folder, "override.yaml")
        override.write_text(json.dumps({"secrets": {name: {"file": str(Path(folder, name))} for name in own}}))
        chosen = {"CLAIMS_PORT": str(_free_port()), "CLAIMS_SWEEP_CRON": "* * * * *", **environment}
        project = f"claims-stack-{os.getpid()}"
        running = Stack([*(ROOT / "docker" / file for file in files), *more, override], chosen, project)
        try:
            yield running
        except Exception:
            click.echo(running.run("logs", "--tail", "40", check=False))
            raise
        finally:
            running.run("down", "--volumes", "--remove-orphans", "--timeout", "10", check=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _bytes(told: str) -> int:
    units = {"GiB": 2**30, "MiB": 2**20, "KiB": 2**10, "B": 1}
    unit = next(unit for unit in units if told.endswith(unit))
    return int(float(told.removesuffix(unit)) * units[unit])

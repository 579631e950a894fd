"""Workers as tests use them: one that runs what is queued and ends, and real processes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.bootstrap import Services
from service.jobs.app import make_jobs
from tests.conftest import SECRET_KEY

CLAIMS = Path(sys.executable).with_name("claims")
NEVER = "0 0 1 1 *"
STORY = (
    b"<html><head><title>Harbour to reopen</title></head><body><article><h1>Harbour to reopen</h1>"
    b"<p>The harbour, which has been shut since the storm of last autumn, will reopen on Friday, the port office"
    b" said.</p><p>Crews repaired both outer walls over the winter, and the last crane was tested before a small"
    b" crowd.</p></article></body></html>"
)


def run_queued(services: Services) -> None:
    """Run what is queued, in this process."""
    make_jobs(services, sweep_cron=NEVER).run_worker(
        wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="successful"
    )


def eventually(holds: Callable[[], Any], *, within: float = 60) -> Any:
    """What `holds` gives once it is true; fails where it never is."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = holds()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it never came true")


class Worker:
    """`claims worker` as a process of its own, which may fetch from this machine; its log goes to `log`."""

    def __init__(self, url: str, log: Path, *arguments: str, **settings: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
        named = {f"CLAIMS_{name.upper()}": value for name, value in settings.items()}
        environment = {**kept, "CLAIMS_DATABASE_URL": url, "CLAIMS_FETCH_HOSTS": "127.0.0.1", **named}
        environment.setdefault("CLAIMS_SECRET_KEYS", SECRET_KEY)
        self._log = log
        with log.open("wb") as stderr:
            self.process = subprocess.Popen([CLAIMS, "worker", *arguments], env=environment, stderr=stderr)

    def told(self, event: str, **values: Any) -> list[dict[str, Any]]:
        """The lines of the log about `event` that have these values."""
        text = self._log.read_text()
        lines = [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines() if line.startswith("{")]
        return [line for line in lines if {"event": event, **values}.items() <= line.items()]

    def wait_started(self) -> "Worker":
        """The worker, once it takes jobs."""
        eventually(lambda: self.told("worker started"))
        return self

    def signal(self, number: int) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def end(self) -> int:
        """The exit code, once it has ended."""
        return self.process.wait(timeout=60)

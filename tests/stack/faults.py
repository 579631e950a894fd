"""The faults: what is done to the stack in the middle of a load, and what must be true meanwhile and afterwards."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.stack.audit import audited
from tests.stack.compose import Stack, wait_until
from tests.stack.load import Load

AWAY_SECONDS = 20
_BEFORE, _AFTER = 3, 4  # seconds of load on either side of a fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is done; it returns a word on what was seen, and raises `AssertionError` where that is not as it must be."""

    name: str
    act: Callable[[Stack], str]


def faults() -> list[Fault]:
    """Every fault that the stack of compose.yaml must bear."""
    return [
        Fault(name="kill -9 an api worker", act=_kill_api_worker),
        Fault(name="kill -9 the api master", act=_kill_api_master),
        Fault(name="kill -9 the worker", act=_kill_worker),
        Fault(name="kill -9 the database", act=_kill_database),
        Fault(name=f"database away for {AWAY_SECONDS} s", act=_database_away),
        Fault(name="full stop and start", act=_stop_and_start),
    ]


def suffer(stack: Stack, fault: Fault) -> str:
    """A line that tells what became of a load in the middle of which the fault struck; raises `AssertionError`."""
    with Load(stack.url, stack.key) as load:
        time.sleep(_BEFORE)
        seen = fault.act(stack)
        wait_until(lambda: stack.health() == 200, "ready again")
        time.sleep(_AFTER)
        told = load.finish()
    line = audited(stack, told, f", {told.longest_gap:.1f} s without any success; {seen}")
    assert stack.health("/healthz") == 200, line
    return line


def _kill_api_worker(stack: Stack) -> str:
    for _ in range(2):
        stack.kill("api", lambda _pid, parent, command: "service.serving" in command and parent != 1)
        time.sleep(1)
    return f"health {stack.health()} meanwhile"


def _kill_api_master(stack: Stack) -> str:
    stack.kill("api", lambda _pid, parent, command: "service.serving" in command and parent == 1)
    wait_until(lambda: "service.serving" in _processes(stack, "api") and stack.health() == 200, "the api is restarted")
    return "the container was restarted"


def _kill_worker(stack: Stack) -> str:
    stack.kill("worker", lambda _pid, _parent, command: "claims worker" in command)
    seconds = wait_until(lambda: "claims worker" in _processes(stack, "worker"), "the worker is restarted")
    return f"works again after {seconds:.0f} s; health {stack.health()} meanwhile"


def _kill_database(stack: Stack) -> str:
    with _health_seen(stack) as seen:
        stack.kill("db", lambda _pid, parent, command: command.startswith("postgres") and parent == 1)
        seconds = wait_until(lambda: stack.health() == 200, "the database is restarted")
    assert stack.health("/healthz") == 200
    return f"ready again after {seconds:.0f} s, seen {sorted(seen)}"


def _database_away(stack: Stack) -> str:
    with _health_seen(stack) as seen:
        stack.run("stop", "--timeout", "10", "db")
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            seen.add(stack.health())
            assert stack.health("/healthz") == 200, "alive without a database"
            time.sleep(1)
        assert seen - {200} == {503}, f"health must tell, and told {seen}"
        stack.run("start", "db")
        seconds = wait_until(lambda: stack.health() == 200, "the database is back")
    return f"readyz 503 and healthz 200 meanwhile, ready {seconds:.0f} s after it was back"


def _stop_and_start(stack: Stack) -> str:
    stack.run("stop", "--timeout", "45")
    stack.run("rm", "--force", "--volumes")  # those without a name
    assert stack.health() == 0
    stack.up()
    return "all containers removed and made anew"


@contextmanager
def _health_seen(stack: Stack) -> Iterator[set[int]]:
    seen = {stack.health()}
    yield seen
    seen.add(stack.health())


def _processes(stack: Stack, service: str) -> str:
    return stack.run("exec", "--no-TTY", service, "sh", "-c", "cat /proc/*/cmdline | tr '\\0' ' '", check=False)

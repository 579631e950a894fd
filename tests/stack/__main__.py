"""`make test-stack`: builds the image, runs the stack, and prints a line a fault.

STACK_OVERRIDE and STACK_SCALE_OVERRIDE may name compose files to lay over the two in docker/, where an engine needs
such. DOCKER_HOST and the like are taken as they are. Names of parts, as arguments, run those alone.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.stack.clock import TODAY, pass_a_month
from tests.stack.compose import Stack, stack
from tests.stack.disk import fill_disk, small_disk
from tests.stack.faults import faults, suffer
from tests.stack.overload import overload
from tests.stack.scale import database_elsewhere, lose_replicas

_SETTINGS = {"CLAIMS_TODAY": TODAY, "CLAIMS_RATE_LIMIT": "1000000 per minute"}
Check = tuple[str, Callable[[Stack], str]]


def main(parts: list[str]) -> int:
    """Run the parts named, or all; 0 where every check passed."""
    known = {"one": _one, "disk": _disk, "scale": _scale}
    if unknown := set(parts) - set(known):
        click.echo(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    failed = passed = 0
    for part in parts or known:
        with known[part]() as (running, checks):
            for name, check in checks:
                began = time.monotonic()
                try:
                    line, passed = check(running), passed + 1
                except (AssertionError, RuntimeError, TimeoutError, StopIteration) as error:
                    line, failed = f"FAILED: {error!r}", failed + 1
                click.echo(f"{name}: {line} [{time.monotonic() - began:.0f} s]")
    click.echo(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


@contextmanager
def _one() -> Iterator[tuple[Stack, list[Check]]]:
    with _running("compose.yaml", override="STACK_OVERRIDE", build=True) as running:
        struck: list[Check] = [(fault.name, _striking(fault)) for fault in faults()]
        yield running, [*struck, ("twice what it can take", overload), ("a month passes", pass_a_month)]


@contextmanager
def _disk() -> Iterator[tuple[Stack, list[Check]]]:
    with _file(small_disk) as file, _running("compose.yaml", override="STACK_OVERRIDE", more=[file]) as running:
        yield running, [("disk full", fill_disk)]


@contextmanager
def _scale() -> Iterator[tuple[Stack, list[Check]]]:
    with _file(database_elsewhere) as file:
        where = {"DB_HOST": "db"}
        override = "STACK_SCALE_OVERRIDE"
        with _running("compose.scale.yaml", override=override, more=[file], build=True, **where) as running:
            yield running, [("replicas behind a proxy", lose_replicas)]


@contextmanager
def _running(
    file: str, *, override: str, more: list[Path] | None = None, build: bool = False, **where: str
) -> Iterator[Stack]:
    layers = [*(more or []), *(Path(path) for path in [os.environ.get(override)] if path)]
    with stack(file, more=layers, **_SETTINGS, **where) as running:
        began = time.monotonic()
        if build:
            running.run("build")
        built = time.monotonic()
        running.up()
        running.make_key()
        click.echo(f"{file}: built in {built - began:.0f} s, up in {time.monotonic() - built:.0f} s")
        yield running


@contextmanager
def _file(make: Callable[[Path], Path]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="claims-stack-") as folder:
        yield make(Path(folder))


def _striking(fault: object) -> Callable[[Stack], str]:
    return lambda running: suffer(running, fault)  # type: ignore[arg-type]


def _stop(_number: int, _frame: object) -> None:
    raise SystemExit(1)  # through every block, so that all is cleaned up


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    sys.exit(main(sys.argv[1:]))

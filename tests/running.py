"""The whole service as a process of its own, with a data folder and a port that nobody else has."""

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def free_address() -> str:
    """Host and port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def environment_in(folder: Path) -> dict[str, str]:
    """The variables of a service with its data in `folder`: a port of its own, and no HOME of anybody's."""
    address = free_address()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    return {
        **kept,
        "HOME": str(folder / "home"),
        "CLAIMS_DATA_DIR": str(folder / "data"),
        "CLAIMS_BIND": address,
        "CLAIMS_URL": f"http://{address}",
        "CLAIMS_WORKERS": "2",
    }


def start(
    claims: Path, environment: Mapping[str, str], *arguments: str, cwd: Path | None = None
) -> tuple["subprocess.Popen[str]", str]:
    """`claims serve` after its greeting, and the greeting."""
    process = subprocess.Popen(
        [claims, "serve", *arguments], env=dict(environment), cwd=cwd, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    greeting = ""
    for line in process.stdout:
        greeting += line
        if "claims demo" in line:  # the last one
            return process, greeting
    raise AssertionError(f"`claims serve` ended without a greeting: {greeting}")


def stop(process: "subprocess.Popen[str]") -> None:
    """End it, where it still runs, and wait for it."""
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=60)


@contextmanager
def running(claims: Path, environment: Mapping[str, str], *arguments: str, cwd: Path | None = None) -> Iterator[str]:
    """The greeting of a service that runs for as long as the context lasts."""
    process, greeting = start(claims, environment, *arguments, cwd=cwd)
    try:
        yield greeting
    finally:
        stop(process)

"""Environments of their own for foreign programs, from locked packages; a test is skipped where they cannot be had."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "openapi.yaml"
_SECONDS = 300  # at most, for one program

# What pip and npm say when nothing answers them: without a network there is nothing to test with.
_UNREACHED = (
    *("No matching distribution found", "Max retries exceeded", "Connection", "Temporary failure in name resolution"),
    *("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "ETIMEDOUT", "ENOTCACHED"),
)


def python_environment(folder: Path) -> Path:
    """The programs' folder of a fresh venv with the generator of Python clients."""
    run([sys.executable, "-m", "venv", folder])
    lock = HERE / "python" / "requirements.lock"
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
    _install(pip, "PyPI's packages", cwd=folder)
    return folder / "bin"


def node_environment(folder: Path) -> Path:
    """A copy of the TypeScript folder with its packages; its programs are in `node_modules/.bin`."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("Node.js and npm are not installed")
    shutil.copytree(HERE / "typescript", folder, dirs_exist_ok=True)
    _install([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm's packages", cwd=folder)
    return folder


def run(command: Sequence[str | Path], *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What the program prints; it must end well."""
    done = _run(command, cwd, env)
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout[-8_000:]}\n{done.stderr[-8_000:]}"
    return done.stdout


def _install(command: Sequence[str | Path], packages: str, *, cwd: Path) -> None:
    done = _run(command, cwd, None)
    if done.returncode and any(sign in done.stderr for sign in _UNREACHED):
        pytest.skip(f"{packages} cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


def _run(
    command: Sequence[str | Path], cwd: Path | None, env: Mapping[str, str] | None
) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "NO_PROXY": "127.0.0.1", **(env or {})}
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=surroundings, capture_output=True, text=True, timeout=_SECONDS
    )

"""The audit of dependencies: what is known to be vulnerable fails, and nothing passes for audited that was not."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

AUDIT = Path(__file__).parents[1] / ".ci" / "audit"
SOUND: dict[str, Any] = {"name": "flask", "version": "3.1", "vulns": []}
FLAWED = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1", "2"]}]}
HOPELESS = {"name": "y", "version": "1", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "z", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "code", "told"),
    [
        ([SOUND], 0, "audited 1 of 1 packages: 0 with known vulnerabilities"),
        ([SOUND, UNKNOWN], 0, "audited 1 of 2 packages"),
        ([UNKNOWN, UNKNOWN], 0, "not audited: the advisory service knows none of 2 packages"),
        ([SOUND, FLAWED], 1, "x 1: PYSEC-1, mended by 1.1, 2"),
        ([HOPELESS], 1, "y 1: PYSEC-2, mended by nothing yet"),
    ],
)
def test_what_was_found_is_told(tmp_path: Path, packages: list[dict[str, Any]], code: int, told: str) -> None:
    done = _audit(tmp_path, json.dumps({"dependencies": packages}), "", 0)

    assert done.returncode == code
    assert told in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        ("requests.exceptions.ConnectionError: HTTPSConnectionPool(host=…)", 0, "not audited: no network"),
        ("requests.exceptions.ReadTimeout: …", 0, "not audited: no network"),
        ("ERROR: requirements.lock: no such file", 1, "no such file"),
    ],
)
def test_without_an_answer_nothing_was_audited(tmp_path: Path, said: str, code: int, told: str) -> None:
    done = _audit(tmp_path, "", said, 1)

    assert done.returncode == code
    assert told in done.stdout + done.stderr


def _audit(folder: Path, out: str, err: str, code: int) -> "subprocess.CompletedProcess[str]":
    """Run the audit with a pip-audit that says this."""
    package = folder / "pip_audit"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(
        f"import sys\nprint({out!r})\nprint({err!r}, file=sys.stderr)\nsys.exit({code})\n", encoding="utf-8"
    )
    return subprocess.run(
        [sys.executable, AUDIT, "some.lock"],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

"""The wheel has everything that the service needs, wherever it is installed."""

import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.folders import data_folder
from tests.running import environment_in, running

ROOT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture
def data_home() -> Iterator[Path]:
    """A folder for the service's data, which another user than root may reach."""
    with data_folder() as folder:
        yield folder


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The `claims` of a virtual environment with the wheel in it; what it depends on is borrowed from this one's."""
    wheels = tmp_path / "dist"
    build = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT]
    subprocess.run(build, check=True, timeout=120)
    (wheel,) = wheels.iterdir()
    home = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True, timeout=60)
    python = home / "bin" / "python"
    subprocess.run([*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True, timeout=60)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # A path in a .pth file is searched last, and .pth files there are not read: this checkout stays out.
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = [python, "-c", "import schemas, service; print(schemas.__file__, service.__file__)"]
    shown = subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60).stdout
    assert shown.count(str(own)) == 2
    return home / "bin" / "claims"


@pytest.mark.slow
def test_it_detects_and_serves_in_any_folder(installed: Path, data_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    environment = environment_in(data_home)
    detect = [installed, "detect", "--published", "2026-03-02", "--json"]

    def run(command: list[str | Path], text: str) -> str:
        return subprocess.run(
            command, input=text, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout

    (found,) = json.loads(run(detect, "The minister said the bridge will open on March 20."))
    assert (found["kind"], found["due"]) == ("outcome", "2026-03-20")
    assert run([installed, "openapi"], "") == (ROOT / "openapi.yaml").read_text(encoding="utf-8")

    with running(installed, environment, cwd=folder):  # which migrates, and has a worker beside it
        url = environment["CLAIMS_URL"]
        assets = re.findall(r'(?:src|href)="(/docs/[^"]+)"', requests.get(f"{url}/docs", timeout=30).text)
        assert len(assets) >= 3
        for path in ("/readyz", "/openapi.json", *assets):
            assert requests.get(url + path, timeout=30).ok, path
        text = "The ministers are expected to sign the accord on Friday."
        added = json.loads(run([installed, "add", "--published", "2026-03-02"], text))
        assert [found["claim_id"] is not None for found in added["statements"]] == [True]
    assert not list(folder.iterdir())

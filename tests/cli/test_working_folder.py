"""What lies in the working folder is never run: modules with the names of ours, others' and the standard library's."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from tests.cli.conftest import CLAIMS
from tests.jobs.working import eventually
from tests.serving.conftest import free_port

ROOT = Path(__file__).parents[2]
NAMES = (
    "structlog", "html", "json", "sitecustomize", "usercustomize", "gunicorn", "trafilatura", "alembic", "psutil",
    "multiprocessing", "pickle", "urllib", "service", "schemas", "psycopg", "procrastinate", "env", "wsgi", "app",
)  # fmt: skip
STORY = "<html><body>" + "<p>Elin Haugmo said the bridge will open to traffic on March 20.</p>" * 5


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A folder of modules that tell that they were run, and then fail; none may have been."""
    folder, told = tmp_path / "hostile", tmp_path / "told"
    folder.mkdir()
    told.mkdir()
    for name in (*NAMES, "gunicorn.conf"):
        (folder / f"{name}.py").write_text(f"open({str(told / name)!r}, 'w').close()\nraise SystemExit({name!r})\n")
    yield folder
    assert list(told.iterdir()) == []


@pytest.mark.slow
def test_serve_and_all_that_it_starts(
    serve: Callable[..., subprocess.Popen[str]], environment: dict[str, str], hostile: Path
) -> None:
    process = serve(cwd=hostile)
    url, key = environment["CLAIMS_URL"], Path(environment["CLAIMS_DATA_DIR"], "admin.key").read_text().strip()

    def post(page: str, **headers: str) -> requests.Response:
        body = {"html": page, "published_on": "2026-03-02"}
        return requests.post(
            f"{url}/v1/articles", json=body, headers={"Authorization": f"Bearer {key}", **headers}, timeout=60
        )

    assert post(STORY).status_code == 201  # read by a process of the server's
    command, on_database = [CLAIMS, "worker", "--check"], environment | {"CLAIMS_URL": ""}
    eventually(lambda: not subprocess.run(command, env=on_database, cwd=hostile, check=False, timeout=60).returncode)
    process.kill()  # so that who waits for that has to stop the database
    process.communicate(timeout=60)
    note = Path(environment["CLAIMS_DATA_DIR"], "postgres", "postmaster.pid")
    eventually(lambda: not note.exists())


@pytest.mark.slow
def test_a_worker_of_its_own(environment: dict[str, str], hostile: Path, database_url: str) -> None:
    environment |= {"CLAIMS_DATABASE_URL": database_url, "CLAIMS_METRICS_BIND": f"127.0.0.1:{free_port()}"}
    with subprocess.Popen([CLAIMS, "worker"], env=environment, cwd=hostile) as worker:
        try:
            health = [sys.executable, "-P", ROOT / "docker" / "health.py", "working"]
            eventually(lambda: not subprocess.run(health, env=environment, cwd=hostile, check=False).returncode)
        finally:
            worker.terminate()
    assert worker.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["api", "migrate", "settings"])
def test_the_verbs_of_the_image(environment: dict[str, str], hostile: Path, database_url: str, verb: str) -> None:
    environment |= {"CLAIMS_DATABASE_URL": database_url, "PATH": f"{CLAIMS.parent}:{os.environ['PATH']}"}
    with subprocess.Popen(["/bin/sh", ROOT / "docker" / "entrypoint", verb], env=environment, cwd=hostile) as process:
        if verb == "api":
            eventually(lambda: _ready(environment["CLAIMS_URL"]))
            process.terminate()
    assert process.returncode == 0


@pytest.mark.parametrize("command", [["settings"], ["rules", "check"], ["detect"], ["openapi"]])
def test_commands_that_need_no_service(environment: dict[str, str], hostile: Path, command: list[str]) -> None:
    done = subprocess.run(
        [CLAIMS, *command], env=environment, cwd=hostile, input="It will rain.", text=True, capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=5).ok
    except requests.ConnectionError:
        return False

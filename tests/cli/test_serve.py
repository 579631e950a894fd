"""The whole service as a person runs it: served, asked, stopped, and all still there the next time."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from service.store.embedded.postmaster import find_server
from tests.api import ACCORD
from tests.cli.conftest import CLAIMS
from tests.jobs.working import eventually

Claims = Callable[..., Any]


@pytest.fixture
def claims(environment: dict[str, str]) -> Claims:
    """Runs a client command; the JSON that it prints."""

    def run(*arguments: str, stdin: str = "") -> Any:
        command = [CLAIMS, *arguments]
        done = subprocess.run(command, env=environment, input=stdin, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def _stop(process: subprocess.Popen[str], number: int) -> int:
    process.send_signal(number)
    process.communicate(timeout=30)
    return process.returncode


@pytest.mark.slow
def test_data_outlives_the_service(
    serve: Callable[..., subprocess.Popen[str]], claims: Claims, environment: dict[str, str]
) -> None:
    environment["CLAIMS_WEBHOOK_HOSTS"] = "127.0.0.1"
    process = serve("--no-worker")  # whose sweep would have its say
    key_file = Path(environment["CLAIMS_DATA_DIR"], "admin.key")
    assert key_file.stat().st_mode & 0o777 == 0o600
    secret_keys = key_file.with_name("secret.keys")
    assert secret_keys.stat().st_mode & 0o777 == 0o600
    assert claims("webhooks", "create", "http://127.0.0.1:1/")["secret"].startswith("whsec_")
    key, own = key_file.read_text(), secret_keys.read_text()
    article = claims("add", "--published", "2026-03-02", stdin="Elin Haugmo said the bridge will open on Friday.")
    (found,) = [found for found in article["statements"] if found["kind"] == "outcome"]
    assert found["speaker"] == "Elin Haugmo"
    resolved = claims("resolve", found["claim_id"], "fulfilled", "--note", "It opened.")
    assert resolved["status"] == "resolved"
    assert _stop(process, signal.SIGINT) == 0

    process = serve("--no-worker")

    assert (key_file.read_text(), secret_keys.read_text()) == (key, own)
    shown = claims("show", found["claim_id"])
    assert (shown["outcome"], len(shown["events"])) == ("fulfilled", 2)
    assert [claim["id"] for claim in claims("list", "--status", "resolved")] == [found["claim_id"]]
    assert claims("reopen", found["claim_id"])["resolution"] is None
    assert claims("events", found["claim_id"])[-1]["type"] == "claim.reopened"
    assert _stop(process, signal.SIGTERM) == 0


@pytest.mark.slow
def test_a_worker_runs_beside_it_and_is_started_again(
    serve: Callable[..., subprocess.Popen[str]], claims: Claims, environment: dict[str, str]
) -> None:
    process = serve()
    (worker,) = eventually(lambda: _workers_of(process))
    os.kill(worker, signal.SIGKILL)

    (another,) = eventually(lambda: [pid for pid in _workers_of(process) if pid != worker])

    job = claims("add", "--fetch", "--no-wait", "--url", "http://127.0.0.1:1/", "--published", "2026-03-02")
    assert (job["status"], job["total"]) == ("queued", 1)
    command = [CLAIMS, "jobs", "show", "--wait", "--json", job["id"]]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (shown.returncode, json.loads(shown.stdout)["problem"]["code"]) == (1, "url_refused")
    assert [found["id"] for found in claims("jobs", "list")] == [job["id"]]
    assert _stop(process, signal.SIGTERM) == 0
    assert not Path(f"/proc/{another}").exists()


@pytest.mark.slow
def test_what_is_under_it_ends_with_it_where_it_is_killed(
    serve: Callable[..., subprocess.Popen[str]], claims: Claims, environment: dict[str, str]
) -> None:
    process = serve()
    eventually(lambda: _workers_of(process))
    claims("add", "--published", "2026-03-02", stdin="Elin Haugmo said the bridge will open on Friday.")
    postgres = Path(environment["CLAIMS_DATA_DIR"], "postgres")
    postmaster = int((postgres / "postmaster.pid").read_text().split()[0])
    family = [postmaster, *_descendants(process.pid)]
    assert len(family) >= 6  # gunicorn with two workers, the worker of jobs, and who waits for the end of them all

    process.kill()
    process.communicate(timeout=60)

    eventually(lambda: not any(_runs(pid) for pid in family))
    process = serve("--no-worker")
    assert len(claims("list")) == 1
    postmaster = int((postgres / "postmaster.pid").read_text().split()[0])
    assert _stop(process, signal.SIGTERM) == 0
    assert not _runs(postmaster)


def _descendants(process: int) -> list[int]:
    children = [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [*children, *(pid for child in children for pid in _descendants(child))]


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The ids of the `claims worker` processes under `claims serve`."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if Path(f"/proc/{pid}/cmdline").read_bytes().endswith(b"\0worker\0")]


@pytest.mark.slow
def test_a_sweep_beside_the_running_service(
    serve: Callable[..., subprocess.Popen[str]], environment: dict[str, str]
) -> None:
    environment["CLAIMS_TODAY"] = "2026-03-03"  # a rehearsal
    serve("--no-worker")

    def run(*arguments: str) -> str:
        return subprocess.run(
            [CLAIMS, *arguments], env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout

    subprocess.run(
        [CLAIMS, "add", "--published", "2026-03-02"], input=ACCORD, env=environment, text=True, check=True, timeout=60
    )
    assert " 0 fell due" not in run("sweep", "--today", "2028-01-01")
    assert " 0 fell due" in run("sweep", "--today", "2028-01-01")


@pytest.mark.slow
def test_an_address_in_use_is_told_in_a_line(
    serve: Callable[..., subprocess.Popen[str]], environment: dict[str, str]
) -> None:
    serve()
    other = {**environment, "CLAIMS_DATA_DIR": environment["CLAIMS_DATA_DIR"] + "-other"}

    done = subprocess.run([CLAIMS, "serve"], env=other, capture_output=True, text=True, timeout=60)

    assert done.returncode == 3
    assert f"cannot listen on {environment['CLAIMS_BIND']}" in done.stderr


def test_without_a_service_the_client_commands_say_so(environment: dict[str, str]) -> None:
    with_key = {**environment, "CLAIMS_API_KEY": "ct_x"}
    for variables, code, told in [(environment, 4, "CLAIMS_API_KEY"), (with_key, 3, "is the service running?")]:
        done = subprocess.run([CLAIMS, "list"], env=variables, capture_output=True, text=True, timeout=60)
        assert done.returncode == code
        assert told in done.stderr


@pytest.mark.slow
def test_a_backup_made_beside_the_service_or_without_it_is_restored_elsewhere(
    serve: Callable[[], subprocess.Popen[str]], claims: Claims, environment: dict[str, str], tmp_path: Path
) -> None:
    def run(*arguments: str, **others: str) -> str:
        variables = {**environment, **others}
        if arguments[0] == "db":
            del variables["CLAIMS_URL"]  # what works on a database does not guess one beside a service
        return subprocess.run(
            [CLAIMS, *arguments], env=variables, capture_output=True, text=True, check=True, timeout=60
        ).stdout

    folder = environment["CLAIMS_DATA_DIR"]
    process = serve()
    claims("add", "--published", "2026-03-02", stdin="Elin Haugmo said the bridge will open on Friday.")
    run("db", "backup", str(tmp_path / "beside"))
    listed = run("list", "--json")
    key = Path(environment["CLAIMS_DATA_DIR"], "admin.key").read_text().strip()
    _stop(process, signal.SIGTERM)
    run("db", "backup", str(tmp_path / "without"), CLAIMS_URL="")

    for file in ("beside", "without"):
        environment["CLAIMS_DATA_DIR"] = f"{folder}-from-{file}"
        run("db", "restore", str(tmp_path / file), CLAIMS_URL="")
        process = serve()
        assert run("list", "--json", CLAIMS_API_KEY=key) == listed
        _stop(process, signal.SIGTERM)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_its_database_is_started_again_and_the_program_ends_where_that_fails(
    environment: dict[str, str], command: str
) -> None:
    postgres = Path(environment["CLAIMS_DATA_DIR"], "postgres")
    on_database = environment | {"CLAIMS_URL": ""}
    subprocess.run([CLAIMS, "db", "upgrade"], env=on_database, check=True, timeout=60, capture_output=True)
    with subprocess.Popen(
        [CLAIMS, command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            first = eventually(lambda: find_server(postgres))
            if command == "serve":
                eventually(lambda: _status(environment, "readyz") == 200)
            else:
                assert process.stderr is not None
                assert any("worker started" in line for line in process.stderr)
            first.kill()
            eventually(lambda: (another := find_server(postgres)) and another != first)
            if command == "serve":
                eventually(lambda: _status(environment, "readyz") == 200)

            control = postgres / "global" / "pg_control"
            control.rename(postgres / "aside")
            eventually(lambda: find_server(postgres)).kill()
            if command == "serve":
                eventually(lambda: _status(environment, "readyz") == 503)
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 3
    assert "does not stay up" in told
    assert not postgres.joinpath("postmaster.pid").exists()


def _status(environment: dict[str, str], page: str) -> int:
    try:
        return requests.get(f"{environment['CLAIMS_URL']}/{page}", timeout=10).status_code
    except requests.ConnectionError:
        return 0

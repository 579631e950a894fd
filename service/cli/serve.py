"""`claims serve`: the service under gunicorn, with an embedded Postgres where no other is named."""

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from datetime import datetime
from itertools import chain, count

import click
import requests
import structlog

from service.bootstrap import make_clock, make_database
from service.cli import private_files
from service.cli.children import PYTHON, Beside, start, stopped_at_last
from service.cli.context import database_url, settings
from service.cli.output import EXIT_UNREACHABLE, fail
from service.cli.schema_check import check_schema
from service.cli.secrets import encrypt_secrets
from service.config import Settings, secret_keys
from service.domain.errors import KeyNameTaken
from service.domain.key import Scope
from service.store import schema
from service.store.database import Database
from service.store.embedded import EmbeddedUnavailable, Keeper
from service.store.secretbox import SecretBox
from service.telemetry import metric_files
from service.telemetry.logs import configure_logging
from service.usecases.keys import authenticate, create_key

_log = structlog.get_logger()
_SERVER = (*PYTHON, "-m", "service.serving")
_WORKER = (*PYTHON, "-c", "from service.cli import main; main(prog_name='claims')", "worker")


@click.command("serve")
@click.option(
    "--worker/--no-worker",
    default=None,
    help="Run background jobs and the schedule beside it.  [default: with the embedded database]",
)
def serve_command(worker: bool | None) -> None:
    """Serve the HTTP API until Ctrl-C.

    Without CLAIMS_DATABASE_URL an embedded Postgres is started in the data folder, migrated, and given a
    first key, which is kept beside it in admin.key. A database that CLAIMS_DATABASE_URL names is never
    migrated here: run `claims db upgrade` first.
    """
    found = settings()
    configure_logging(level=found.log_level, form=found.log_format)
    _check_bind(found.bind)
    with database_url(found) as url:
        database = make_database(found, url)
        if found.database_url:
            check_schema(database)
        else:
            schema.upgrade(database)
            check_schema(database)
            encrypt_secrets(database, SecretBox(secret_keys(found)))
            _ensure_key(found, database)
        database.dispose()
        with nullcontext() if found.database_url else stopped_at_last(found.data_dir) as hold:
            code = _run(found, url, worker=not found.database_url if worker is None else worker, hold=hold)
    sys.exit(code)


def _check_bind(bind: str) -> None:
    host, _, port = bind.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            fail(
                f"cannot listen on {bind}: {error.strerror}; CLAIMS_BIND chooses another address",
                EXIT_UNREACHABLE,
            )


def _ensure_key(found: Settings, database: Database) -> None:
    """Keep a live admin key in the data folder, readable by its owner only."""
    now = make_clock(found).now()
    known = found.key_file.read_text().strip() if found.key_file.exists() else ""
    if known and authenticate(database, known, now=now):
        return
    token = _make_admin_key(database, now)
    private_files.replace(found.key_file, token + "\n")


def _make_admin_key(database: Database, now: datetime) -> str:
    """The token of a new admin key, called `admin`, or `admin-2` and so on where lost ones are in force."""
    names = chain(["admin"], (f"admin-{number}" for number in count(2)))
    while True:
        with suppress(KeyNameTaken):
            return create_key(database, next(names), [Scope.ADMIN], now=now)[1]


def _run(found: Settings, url: str, *, worker: bool, hold: int | None) -> int:
    environment = {**os.environ, "CLAIMS_DATABASE_URL": url}
    if not (found.database_url or found.secret_keys or found.secret_keys_file):
        environment["CLAIMS_SECRET_KEYS_FILE"] = str(found.own_secret_keys)
    metrics_folder = metric_files.share(environment)  # the worker's are told with the server's, which alone listens
    server = start(_SERVER, environment, hold=hold)
    others = {**environment, "CLAIMS_METRICS_BIND": "", "CLAIMS_AUTO_RESOLVE_SCORE": ""}  # the server speaks of both
    beside = Beside(lambda: start(_WORKER, others, hold=hold)) if worker else None

    def stop(*_: object) -> None:
        server.terminate()
        if beside:
            beside.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if _wait_until_ready(found, server):
        _greet(found, worker)
    keeper = None if found.database_url else Keeper(found.data_dir)
    lost = not _watch(server, beside, keeper)
    if lost:
        stop()
    code = server.wait()
    if beside:
        beside.end()
    metric_files.remove(metrics_folder)
    return EXIT_UNREACHABLE if lost else code if code >= 0 else 128 - code  # as shells tell of a signal


def _watch(server: subprocess.Popen[bytes], beside: Beside | None, keeper: Keeper | None) -> bool:
    """Keep all running until the server ends; False as soon as its embedded Postgres is given up."""
    while server.poll() is None:
        try:
            if keeper:
                keeper.check()
        except EmbeddedUnavailable as error:
            _log.error("stopping", cause=str(error))
            return False
        if beside:
            beside.keep_running()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=1)
    return True


def _wait_until_ready(found: Settings, child: subprocess.Popen[bytes]) -> bool:
    """Wait for as long as it takes on a slow machine; False where the server ends instead."""
    while child.poll() is None:
        try:
            if requests.get(f"{_address(found)}/healthz", timeout=1).ok:
                return True
        except requests.RequestException:
            time.sleep(0.1)
    return False


def _address(found: Settings) -> str:
    host, _, port = found.bind.rpartition(":")
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - compared, not bound


def _greet(found: Settings, worker: bool) -> None:
    own = not found.database_url
    click.echo(f"""
Serving on {_address(found)}   (Ctrl-C stops; the data stays)
Database:  {found.data_dir / "postgres" if own else "the one that CLAIMS_DATABASE_URL names"}
Key:       {found.key_file if own else "make one with `claims keys create`"}
Worker:    {"beside it" if worker else "none: run `claims worker` for jobs and the schedule"}
API:       {_address(found)}/docs

Try it in another terminal:
  KEY={f"$(cat {shlex.quote(str(found.key_file))})" if own else "<key>"}
  curl {_address(found)}/v1/articles -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
    -d '{{"published_on": "2026-03-02", "text": "The two ministers are expected to sign the accord on Friday."}}'

`claims demo` shows the whole loop on made-up articles.
""")

"""Whether the database takes what is written: asked for real, and not too often."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, make_url, text

from service.bootstrap import Services
from service.domain.errors import StoreUnavailable
from service.store.database import Database
from service.store.embedded.account import server_account
from service.store.storage import Storage
from service.web.api import make_app
from tests.conftest import LIMITS
from tests.folders import data_folder


def test_nothing_is_left_of_the_question(database: Database) -> None:
    size = text("SELECT pg_database_size(current_database())")
    with database.begin() as connection:
        before = connection.scalar(size)
    for _ in range(3):
        assert Storage().state(database) == "ok"
    with database.begin() as connection:
        assert connection.scalar(size) == before


def _alter(url: str, *commands: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.execute(text(command.replace("HERE", f"DATABASE {engine.url.database}")))
    engine.dispose()


@pytest.mark.parametrize(
    ("setting", "state"),
    [("default_transaction_read_only = on", "read-only"), ("temp_file_limit = '100kB'", "full")],
)
def test_a_database_that_takes_nothing_is_not_ready(
    database_url: str, services: Services, setting: str, state: str
) -> None:
    _alter(database_url, f"ALTER HERE SET {setting}")
    hindered = Database(database_url)
    http = make_app(replace(services, database=hindered), LIMITS).test_client()

    answer = http.get("/readyz")

    assert (answer.status_code, answer.json["database"], answer.json["storage"]) == (503, "ok", state)
    assert int(answer.headers["Retry-After"]) > 0
    assert http.get("/healthz").status_code == 200
    hindered.dispose()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 2 MB, on which the server may write."""
    account = server_account()
    with data_folder() as folder:
        owner = f",uid={account.pw_uid},gid={account.pw_gid}" if account else ""
        mount = ["mount", "-t", "tmpfs", "-o", f"size=2m,mode=0700{owner}", "claims-test", folder]
        if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        yield folder
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_is_full_and_has_room_again(database_url: str, services: Services, small_disk: Path) -> None:
    _alter(database_url, f"CREATE TABLESPACE small LOCATION '{small_disk}'", "ALTER HERE SET temp_tablespaces = small")
    here = Database(database_url)
    storage = Storage(clock=iter(float(second) for second in range(0, 1_000, 10)).__next__)
    http = make_app(replace(services, database=here, storage=storage), LIMITS).test_client()
    try:
        assert http.get("/readyz").status_code == 200

        ballast = small_disk / "ballast"
        with pytest.raises(OSError, match="No space left"):
            ballast.write_bytes(bytes(4_000_000))
        answer = http.get("/readyz")
        assert (answer.status_code, answer.json["storage"]) == (503, "full")

        ballast.unlink()
        assert http.get("/readyz").status_code == 200
    finally:
        here.dispose()
        _alter(database_url, "ALTER HERE RESET temp_tablespaces", "DROP TABLESPACE small")


def test_it_is_asked_every_few_seconds_however_many_want_to_know(database: Database) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    seconds = 0.0
    storage = Storage(clock=lambda: seconds)

    for _ in range(100):
        storage.state(database)
    assert sum("emit_message" in statement for statement in asked) == 1

    seconds = 60.0
    storage.state(database)
    assert sum("emit_message" in statement for statement in asked) == 2


def test_a_database_that_is_away() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none", connect_timeout=1)

    with pytest.raises(StoreUnavailable):
        Storage().state(away)

"""The embedded Postgres: shared, stopped, started again; nobody else's process or folder is touched."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import psycopg
import pytest
from structlog.testing import capture_logs

from service.store.embedded import EmbeddedUnavailable, Keeper, embedded_postgres, programs, stop_unused
from service.store.embedded.account import as_account, server_account
from service.store.embedded.cluster import _sockets
from service.store.embedded.postmaster import NOTE, find_server, read_note
from tests.folders import data_folder

pytestmark = pytest.mark.slow
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder without a server."""
    with data_folder() as found:
        yield found


@pytest.fixture
def used(folder: Path) -> Path:
    """A data folder whose server has run and was stopped."""
    with embedded_postgres(folder):
        pass
    return folder


def _answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def _kill(folder: Path) -> None:
    server = find_server(folder / "postgres")
    assert server is not None
    server.kill()
    server.wait(30)


def _sleeper(stack: ExitStack) -> int:
    """A process of the server's own user, for which Postgres itself would not start beside its note."""
    process = stack.enter_context(subprocess.Popen(["sleep", "600"], **as_account(server_account())))
    stack.callback(process.kill)
    return process.pid


def _other_postgres(stack: ExitStack) -> int:
    other = stack.enter_context(data_folder())
    stack.enter_context(embedded_postgres(other))
    note = read_note(other / "postgres")
    assert note is not None
    return note.pid


@pytest.mark.parametrize("somebody", [_sleeper, _other_postgres, lambda _: os.getpid(), lambda _: 1])
def test_a_process_that_has_the_number_of_a_dead_server_is_left_alone(
    used: Path, somebody: Callable[[ExitStack], int]
) -> None:
    with ExitStack() as stack:
        with embedded_postgres(used):
            told = (used / "postgres" / NOTE).read_text().splitlines()
        number = somebody(stack)
        (used / "postgres" / NOTE).write_text("\n".join([str(number), *told[1:]]) + "\n")

        with embedded_postgres(used) as url:
            assert _answers(url)
            note = read_note(used / "postgres")
            assert note is not None
            assert note.pid != number

        assert psutil.Process(number).status() != psutil.STATUS_ZOMBIE
        assert find_server(used / "postgres") is None


@pytest.mark.parametrize("note", ["", "x\n", "0\n", "-1\n", "99999999999999999999\n", "\0" * 100])
def test_a_note_that_says_nothing_is_no_server(used: Path, note: str) -> None:
    (used / "postgres" / NOTE).write_text(note)

    with embedded_postgres(used) as url:
        assert _answers(url)


def test_the_last_to_leave_stops_it(folder: Path) -> None:
    with embedded_postgres(folder) as url:
        with embedded_postgres(folder) as same:
            assert same == url
        assert _answers(url)
        stop_unused(folder)
        assert _answers(url)
    assert find_server(folder / "postgres") is None


def test_users_that_died_do_not_keep_it_running(folder: Path) -> None:
    code = (
        "import sys, pathlib; from service.store.embedded import embedded_postgres\n"
        "with embedded_postgres(pathlib.Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-P", "-c", code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == b"in\n"
        user.kill()
    assert find_server(folder / "postgres") is not None

    stop_unused(folder)

    assert find_server(folder / "postgres") is None


@pytest.mark.parametrize("name", ["a b'\"$(touch x)`;&", "long" * 40])
def test_any_folder_will_do(folder: Path, name: str) -> None:
    with embedded_postgres(folder / name) as url:
        assert _answers(url)
    assert not Path("x").exists()


def test_a_socket_folder_of_somebody_else_is_not_used(folder: Path) -> None:
    long = folder / ("long" * 40)
    sockets = _sockets(long / "postgres")
    sockets.mkdir(mode=0o777)
    sockets.chmod(0o777)
    try:
        with pytest.raises(EmbeddedUnavailable, match="belongs to somebody else"), embedded_postgres(long):
            pass
    finally:
        sockets.rmdir()


def test_a_folder_that_was_cut_short_is_made_anew(folder: Path) -> None:
    (folder / "postgres.part").mkdir()
    (folder / "postgres.part" / "PG_VERSION").write_text("18\n")

    with embedded_postgres(folder) as url:
        assert _answers(url)


def test_the_data_of_another_release_is_left_alone(used: Path) -> None:
    (used / "postgres" / "PG_VERSION").write_text("16\n")

    with pytest.raises(EmbeddedUnavailable, match="made by Postgres 16"), embedded_postgres(used):
        pass


@as_root
def test_a_closed_folder_above_the_data_stays_closed(folder: Path) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)

    with pytest.raises(EmbeddedUnavailable, match=f"may not pass {home} .mode 0700.*CLAIMS_DATA_DIR"):
        embedded_postgres(home / ".local" / "share").__enter__()

    assert home.stat().st_mode & 0o777 == 0o700


@as_root
def test_programs_in_a_closed_folder_are_copied_and_the_folder_stays_closed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)
    (package,) = programs._roots()
    for part in (package, package.with_name(f"{package.name}.libs")):
        (home / part.name).symlink_to(part)
    monkeypatch.setattr(programs, "_roots", lambda: [home / package.name])

    with embedded_postgres(folder / "data") as url:
        assert _answers(url)
        server = find_server(folder / "data" / "postgres")
        assert server is not None
        assert (folder / "data") in Path(server.exe()).parents

    assert home.stat().st_mode & 0o777 == 0o700


def test_a_server_that_was_killed_is_started_again(folder: Path) -> None:
    with embedded_postgres(folder) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        keeper = Keeper(folder)
        keeper.check()
        _kill(folder)

        with capture_logs() as logs:
            for _ in range(20):  # what is left of the dead one may be in the way of the first try
                keeper.check()
        assert [line["log_level"] for line in logs][-1] == "warning"
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    assert find_server(folder / "postgres") is None


def test_a_server_that_does_not_start_again_is_given_up(folder: Path) -> None:
    seconds = iter(range(10_000))
    with embedded_postgres(folder):
        keeper = Keeper(folder, clock=lambda: float(next(seconds)))
        _kill(folder)
        (folder / "postgres" / "global" / "pg_control").rename(folder / "postgres" / "aside")
        with capture_logs() as logs:
            while len(logs) < 5:
                keeper.check()
            with pytest.raises(EmbeddedUnavailable, match="does not stay up"):
                keeper.check()

    assert len(logs) == 5
    assert all("pg_control" in line["cause"] for line in logs)


def test_a_server_that_is_told_to_stop_is_not_waited_for_for_ever(folder: Path) -> None:
    with embedded_postgres(folder) as url, psycopg.connect(url) as connection:
        connection.execute("SELECT 1")
        server = find_server(folder / "postgres")
        assert server is not None
        os.kill(server.pid, signal.SIGTERM)  # "smart" shutdown: it waits for this session
    assert find_server(folder / "postgres") is None

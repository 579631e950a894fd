"""`claims db backup` and `restore`: everything comes back, or nothing does."""

import json
import random
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from service.cli import main
from service.domain.key import Scope
from service.store import schema
from service.store.backup import BackupRefused, backup, restore
from service.store.database import Database
from service.store.embedded import tool_folders
from service.usecases.keys import authenticate
from tests.api import ACCORD, Api
from tests.conftest import NOW

NEWEST_FIRST = [script.revision for script in schema.ScriptDirectory(str(schema._MIGRATIONS)).walk_revisions()]
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs `claims db` on a database."""

    def run(url: str, *arguments: object, **environment: str) -> Result:
        variables = {"CLAIMS_DATABASE_URL": url, **environment}
        return CliRunner(env=variables).invoke(main, ["db", *map(str, arguments)])

    return run


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Database]:
    """A database without any tables."""
    database = Database(empty_database_url)
    yield database
    database.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "claims.backup"


@pytest.fixture
def token(api: Api, key_for: Callable[..., str]) -> str:
    """A key, in a database where there is something of everything."""
    claim = api.add_claim(ACCORD, url="https://news.example/a", title="Überschrift “quoted”")
    api.move(claim, "resolution", {"outcome": "fulfilled", "note": "They signed;\n\ttwice."})
    api.add(" ".join(random.Random(1).choices([f"{number:x}" for number in range(9_999)], k=40_000)))  # a large one
    api.post("/v1/articles", {"text": "It rained.", "published_on": "2026-03-02"}, headers={"Idempotency-Key": "once"})
    return key_for(Scope.READ, name="desk")


def _everything(database: Database) -> dict[str, Any]:
    """Every row of every table, and the names of all tables, indexes and constraints."""
    names = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    things = (
        "SELECT format('%s %s', relname, relkind) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " UNION SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace ORDER BY 1"
    )
    with database.begin() as connection:
        rows = {
            name: connection.scalar(text(f'SELECT json_agg(t ORDER BY t::text) FROM "{name}" t'))
            for name in connection.scalars(text(names)).all()
        }
        return {"rows": rows, "things": list(connection.scalars(text(things)))}


def _is_empty(database: Database) -> bool:
    with database.begin() as connection:
        here = "SELECT count(*) FROM {} WHERE {} = 'public'::regnamespace"
        kinds = (("pg_class", "relnamespace"), ("pg_proc", "pronamespace"), ("pg_type", "typnamespace"))
        return not any(connection.scalar(text(here.format(*kind))) for kind in kinds)


def test_everything_comes_back_keys_included(
    run: Run, database_url: str, database: Database, empty_database_url: str, empty: Database, file: Path, token: str
) -> None:
    before = _everything(database)

    saved = run(database_url, "backup", file)
    assert saved.exit_code == 0, saved.output
    assert "schema" in saved.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restored = run(empty_database_url, "restore", file)
    assert restored.exit_code == 0, restored.output

    assert list(file.parent.iterdir()) == [file]
    assert _everything(empty) == before == _everything(database)
    assert sum(len(rows or ()) for rows in before["rows"].values()) > 10
    key = authenticate(empty, token, now=NOW)
    assert key is not None
    assert key.name == "desk"
    assert run(empty_database_url, "check").exit_code == 0


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(run: Run, database_url: str, file: Path) -> None:
    file.write_text("precious")

    refused = run(database_url, "backup", file)
    assert (refused.exit_code, file.read_text()) == (1, "precious")
    assert "is there already" in refused.stderr

    assert run(database_url, "backup", file, "--force").exit_code == 0
    assert file.read_bytes().startswith(b"PGDMP")
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_told(run: Run, database_url: str, tmp_path: Path) -> None:
    result = run(database_url, "backup", tmp_path / "none" / "x")

    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr


def test_an_empty_database_is_not_backed_up(run: Run, empty_database_url: str, file: Path) -> None:
    result = run(empty_database_url, "backup", file)

    assert (result.exit_code, file.exists()) == (1, False)
    assert "nothing to back up" in result.stderr


def test_a_database_with_anything_in_it_is_left_as_it_is(
    run: Run, database_url: str, empty_database_url: str, empty: Database, file: Path
) -> None:
    run(database_url, "backup", file)
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE mine AS SELECT 1 AS x"))

    result = run(empty_database_url, "restore", file)

    assert result.exit_code == 1
    assert "the database is not empty" in result.stderr
    assert _everything(empty)["rows"] == {"mine": [{"x": 1}]}


def _flipped(whole: bytes, share: float) -> bytes:
    place = int(len(whole) * share)
    return whole[:place] + bytes(byte ^ 0xFF for byte in whole[place : place + 64]) + whole[place + 64 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: b"Dear all,\n",
        lambda whole: whole[:4],
        lambda whole: whole[: len(whole) // 20],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-10],
        lambda whole: _flipped(whole, 0.0),
        lambda whole: _flipped(whole, 0.5),
    ],
)
def test_of_a_damaged_backup_nothing_comes(
    run: Run,
    database_url: str,
    empty_database_url: str,
    empty: Database,
    file: Path,
    token: str,
    damage: Callable[[bytes], bytes],
) -> None:
    run(database_url, "backup", file)
    file.write_bytes(damage(file.read_bytes()))

    result = run(empty_database_url, "restore", file)

    assert result.exit_code == 1, result.output
    assert result.stderr.startswith("claims: ")
    assert _is_empty(empty)


def test_a_newer_releases_backup_is_left_to_it(
    run: Run, database: Database, database_url: str, empty_database_url: str, empty: Database, file: Path
) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    run(database_url, "backup", file)

    result = run(empty_database_url, "restore", file)

    assert result.exit_code == 1
    assert "a newer release" in result.stderr
    assert _is_empty(empty)


def test_a_backup_of_something_else_is_told_apart(
    run: Run, server: str, empty_database_url: str, empty: Database, file: Path
) -> None:
    subprocess.run([tool_folders()[-1] / "pg_dump", "--format=custom", f"--file={file}", server], check=True)

    result = run(empty_database_url, "restore", file)

    assert result.exit_code == 1
    assert "a backup of something else" in result.stderr
    assert _is_empty(empty)


def test_an_older_releases_backup_is_brought_up_to_this_one(
    run: Run, server: str, empty: Database, empty_database_url: str, file: Path
) -> None:
    schema.upgrade(empty, NEWEST_FIRST[1])
    run(empty_database_url, "backup", file)
    with empty.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))

    result = run(empty_database_url, "restore", file)

    assert result.exit_code == 0, result.output
    assert "run `claims db upgrade`" in result.stdout
    assert run(empty_database_url, "upgrade").exit_code == 0
    assert run(empty_database_url, "check").exit_code == 0


def test_of_two_restorations_at_once_one_is_done(database: Database, empty: Database, file: Path, token: str) -> None:
    backup(database, file, tool_folders(), report=lambda line: None)

    def attempt() -> str:
        try:
            return restore(empty, file, tool_folders(), report=lambda line: None)
        except BackupRefused as error:
            return str(error)

    with ThreadPoolExecutor(2) as pool:
        told = sorted(future.result() for future in [pool.submit(attempt) for _ in range(2)])

    assert told[0] == schema.head()
    assert told[1].startswith("the database is ")
    assert _everything(empty) == _everything(database)


class TestTools:
    """Which programs are run, and how."""

    @pytest.fixture
    def bare(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
        """Lets the programs in these folders alone be found."""

        def only(*folders: Path) -> None:
            monkeypatch.setattr("service.cli.backup.tool_folders", lambda: list(folders))
            monkeypatch.setenv("PATH", "")

        return only

    @pytest.fixture
    def fake(self, tmp_path: Path) -> Callable[[int], Path]:
        """A folder with a pg_dump of that release, which notes how it was called, and fails."""

        def make(release: int) -> Path:
            folder = tmp_path / f"bin{release}"
            folder.mkdir()
            tool = folder / "pg_dump"
            tool.write_text(
                f"#!{sys.executable}\nimport json, os, sys\n"
                f"if '--version' in sys.argv: sys.exit(print('pg_dump (PostgreSQL) {release}.1 (Debian)'))\n"
                f"open({str(tmp_path / 'called')!r}, 'w').write(json.dumps([{release}, sys.argv, dict(os.environ)]))\n"
                "print('pg_dump: dumping contents of table', file=sys.stderr)\n"
                "sys.exit('pg_dump: error: the disk is full')\n"
            )
            tool.chmod(0o755)
            return folder

        return make

    def test_without_any_that_is_told(
        self, run: Run, database_url: str, file: Path, bare: Callable[..., None], fake: Callable[[int], Path]
    ) -> None:
        for folders in ((), (fake(14),)):
            bare(*folders)
            result = run(database_url, "backup", file)

            assert (result.exit_code, file.exists()) == (1, False)
            assert "no pg_dump of Postgres 18 or newer" in result.stderr

    def test_the_one_closest_to_the_server_is_taken(
        self, run: Run, database_url: str, file: Path, bare: Callable[..., None], fake: Callable[[int], Path]
    ) -> None:
        bare(fake(99), fake(17), fake(21))
        run(database_url, "backup", file)

        assert json.loads((file.parent / "called").read_text())[0] == 21

    def test_what_fails_leaves_no_file_and_tells_no_password(
        self, run: Run, database_url: str, file: Path, bare: Callable[..., None], fake: Callable[[int], Path]
    ) -> None:
        bare(fake(18))
        with_password = database_url.replace("postgres@", "postgres:hunter%2F2@")
        assert with_password != database_url

        result = run(with_password, "backup", file)

        assert result.exit_code == 1
        assert "the disk is full" in result.stderr
        assert {path.name for path in file.parent.iterdir()} == {"bin18", "called"}
        _, arguments, environment = json.loads((file.parent / "called").read_text())
        assert "hunter" not in " ".join(arguments) + result.output
        assert environment["PGPASSWORD"] == "hunter/2"

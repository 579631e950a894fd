"""Backups: the whole database as one file of Postgres's own format, and back into an empty one."""

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from service.store import pg_tools, schema
from service.store.database import Database
from service.store.pg_tools import Report, ToolFailed
from service.store.standing import table_names

_LOCK_PATIENCE = 30_000  # milliseconds
_REVISION = re.compile(r"^COPY \S*alembic_version [^\n]*\n(\w+)\n\\\.", re.MULTILINE)
# What belongs to the server rather than to us, and may not be ours to make on another.
_OF_THE_SERVER = re.compile(r"\d+; \d+ \d+ (COMMENT - )?(EXTENSION |SCHEMA (- )?public )")


class BackupRefused(Exception):
    """The backup or the restoration was not begun, for a reason that its words give."""


def backup(database: Database, file: Path, folders: Sequence[Path], *, force: bool = False, report: Report) -> str:
    """Write the database to `file`, which comes into being, readable by its owner alone, once it is whole.

    Postgres's programs are looked for in `folders` and on the path; `report` hears how far it has come. The revision
    of the schema. Raises `BackupRefused`, `ToolMissing`, `ToolFailed` and `OSError`; no file is left then.
    """
    _check_free(file, force)
    revision = schema.current(database)
    if revision is None:
        raise BackupRefused("the database is empty: there is nothing to back up")
    tool = pg_tools.find_tool("pg_dump", folders, database)
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--lock-wait-timeout={_LOCK_PATIENCE}", "--verbose")
    with _part_of(file) as part:
        pg_tools.run([tool, *options, f"--file={part}", *pg_tools.target(database)], database, report)
        _check_free(file, force)
        _settle(part, file)
    return revision


def restore(database: Database, file: Path, folders: Sequence[Path], *, report: Report) -> str:
    """Bring what `file` holds into the database, which must be empty, and stays so where that fails.

    The revision of the schema, which is one that this release knows. Raises `BackupRefused`, `ToolMissing` and
    `ToolFailed`.
    """
    tool = pg_tools.find_tool("pg_restore", folders, database)
    revision = _revision_in(tool, file)
    if revision not in schema.revisions():
        raise BackupRefused(f"{file} is at schema {revision}, which a newer release has made: restore it with that")
    with _alone(database), tempfile.NamedTemporaryFile("w", prefix="claims-") as ours:
        listed = pg_tools.read([tool, "--list", file]).splitlines(keepends=True)
        ours.writelines(line for line in listed if not _OF_THE_SERVER.match(line))
        ours.flush()
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--verbose")
        command: list[str | Path] = [tool, *options, f"--use-list={ours.name}", *pg_tools.target(database), file]
        pg_tools.run(command, database, report)
    if schema.current(database) != revision:
        raise BackupRefused(f"the database is at schema {schema.current(database)} after it was restored to {revision}")
    _analyze(database)
    return revision


def _revision_in(tool: Path, file: Path) -> str:
    """The revision that the backup was made at; raises `BackupRefused` where it is none of ours."""
    try:
        told = pg_tools.read([tool, "--data-only", "--table=alembic_version", "--file=-", file])
    except ToolFailed as error:
        raise BackupRefused(f"{file} is no backup, or it is damaged: {error}") from error
    found = _REVISION.search(told)
    if found is None:
        raise BackupRefused(f"{file} is a backup of something else")
    return found[1]


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """A block in which nobody upgrades the database or restores into it; raises `BackupRefused` unless it is empty."""
    with database.begin() as connection:
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        if not schema.try_lock(connection):
            raise BackupRefused("the database is being upgraded or restored into just now")
        if table_names(connection):
            raise BackupRefused("the database is not empty: name an empty one to restore into")
        yield


def _analyze(database: Database) -> None:
    """Let the planner know what has come."""
    with database.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("ANALYZE"))


def _check_free(file: Path, force: bool) -> None:
    if file.is_dir() or (file.exists() and not force):
        raise BackupRefused(f"{file} is there already")


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """A file beside `file` to be written first, which is gone at the end."""
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    os.close(number)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _settle(part: Path, file: Path) -> None:
    """Give the part its name, when all of it is on the disk."""
    _sync(part)
    part.replace(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

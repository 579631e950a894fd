"""Postgres's own programs: finding the ones that fit the server, and running them with no password in sight."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import text

from service.store.database import Database

Report = Callable[[str], None]
_SECRETS = ("password", "sslpassword")  # of what libpq takes; a command line is everybody's to read
_FAULT = re.compile(r"\b(error|fatal|detail|hint): ")


class ToolMissing(Exception):
    """There is no program that fits the server."""


class ToolFailed(Exception):
    """The program ended with an error, in its own words."""


def find_tool(name: str, folders: Iterable[Path], database: Database) -> Path:
    """The program of that name, in one of the folders or on the path, whose release is closest to the server's.

    An older one than the server does not know all that the server does. Raises `ToolMissing` where there is none.
    """
    with database.begin() as connection:
        server = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    known = filter(None, (shutil.which(name, path=str(folder)) for folder in [*folders, *_path()]))
    fitting = [(release, tool) for tool in known if (release := _release(tool)) >= server]
    if not fitting:
        raise ToolMissing(f"no {name} of Postgres {server} or newer is to be found: install its client programs")
    return Path(min(fitting, key=lambda found: found[0])[1])


def target(database: Database) -> list[str]:
    """The argument that tells a program which database, the password apart."""
    known = conninfo_to_dict(_url(database))
    return ["--dbname", make_conninfo("", **{name: value for name, value in known.items() if name not in _SECRETS})]


def run(command: Sequence[str | Path], database: Database, report: Report = lambda line: None) -> None:
    """Run a program on the database; `report` hears each line that it says. Raises `ToolFailed`."""
    faults: list[str] = []
    with subprocess.Popen(  # noqa: S603 - programs of Postgres, arguments of ours
        command,
        env=_environment(database),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        try:
            for line in process.stderr or ():
                words = line.strip().partition(": ")[2]
                faults += [words] if _FAULT.search(line) else []
                report(words)
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise ToolFailed("; ".join(faults) or f"{Path(command[0]).name} ended with {process.returncode}")


def read(command: Sequence[str | Path]) -> str:
    """What a program that needs no database prints. Raises `ToolFailed`."""
    done = subprocess.run(  # noqa: S603 - programs of Postgres, arguments of ours
        command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise ToolFailed("; ".join(line.partition(": ")[2] for line in done.stderr.splitlines()))
    return done.stdout


def _url(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _environment(database: Database) -> dict[str, str]:
    password = conninfo_to_dict(_url(database)).get("password")
    return {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}


def _path() -> list[str]:
    return os.get_exec_path()


def _release(tool: str) -> int:
    try:
        told = re.search(r"\(PostgreSQL\) (\d+)", read([tool, "--version"]))
    except (OSError, ToolFailed):
        return 0
    return int(told[1]) if told else 0

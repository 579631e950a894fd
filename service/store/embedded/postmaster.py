"""Which process serves a data folder. The number in `postmaster.pid` is a hint: by now it may be anybody's."""

import os
import socket
from pathlib import Path
from typing import NamedTuple

import psutil

from service.store.errors import EmbeddedUnavailable

NOTE = "postmaster.pid"
_LARGEST = 2**31 - 1  # process number that a system has


class Note(NamedTuple):
    """What the server wrote about itself: its process, the folder of its socket, and whether it takes connections."""

    pid: int
    sockets: str
    ready: bool


def read_note(folder: Path) -> Note | None:
    """What stands in the data folder `folder`; None where there is nothing, or nothing that can be read as a note."""
    try:
        lines = (folder / NOTE).read_text(errors="replace").splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if pid > _LARGEST:
        return None
    lines += [""] * 8
    return Note(pid, lines[4].strip(), lines[7].strip() == "ready")


def find_server(folder: Path) -> psutil.Process | None:
    """The process that serves the data folder `folder`, or None where the one that is noted is something else.

    It is a `postgres` that belongs to the folder's owner and works in the folder. Raises `EmbeddedUnavailable` where
    the system does not let us tell.
    """
    note = read_note(folder)
    if note is None:
        return None
    try:
        process = psutil.Process(note.pid)
        return process if _serves(process, folder) else None
    except psutil.NoSuchProcess:
        return None
    except psutil.AccessDenied as error:
        raise EmbeddedUnavailable(
            f"{folder / NOTE} names process {note.pid}, and this system does not tell what that is: "
            "where no Postgres serves this folder, remove the file"
        ) from error


def answers(folder: Path) -> bool:
    """Whether somebody takes connections at the socket that is noted in `folder`."""
    note = read_note(folder)
    if note is None or not note.sockets:
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(Path(note.sockets) / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _serves(process: psutil.Process, folder: Path) -> bool:
    if process.status() == psutil.STATUS_ZOMBIE or process.uids().real != folder.stat().st_uid:
        return False
    try:
        return Path(process.exe()).name == "postgres" and os.path.samefile(process.cwd(), folder)
    except FileNotFoundError:  # it works in a folder that is gone
        return False

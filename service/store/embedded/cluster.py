"""One data folder of Postgres: made, served, and stopped. Whoever calls this holds the folder's lock."""

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import structlog

from service.store.embedded.account import as_account, closed_folder, server_account
from service.store.embedded.postmaster import NOTE, answers, find_server, read_note
from service.store.embedded.programs import RELEASE, server_programs
from service.store.errors import EmbeddedUnavailable

_log = structlog.get_logger()
_READY_WITHIN = 300.0  # seconds: after a crash a server reads its log again first
_STOPPED_WITHIN = 60.0  # seconds for it to end its sessions, and then the same to drop them
_LONGEST_SOCKET = 100  # bytes of a socket's path, which systems bound at 104 or 108
# A shell leaves the server to the system, so that it outlives whoever starts it. Paths are arguments, never code.
_LAUNCH = ("/bin/sh", "-c", 'log=$1; shift; "$@" >>"$log" 2>&1 </dev/null & echo $!', "sh")


class Cluster:
    """The Postgres whose files are in `data_dir`/postgres. It listens on a Unix socket alone."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self.folder = data_dir / "postgres"

    @property
    def url(self) -> str:
        """Where it answers, whether it runs or not."""
        return f"postgresql://postgres@/postgres?host={quote(str(_sockets(self.folder)))}"

    def runs(self) -> bool:
        """Whether its server is at work."""
        return find_server(self.folder) is not None

    def start(self) -> None:
        """Have a server at work, which takes connections; raises `EmbeddedUnavailable`."""
        server = find_server(self.folder)
        if server is None:
            account = server_account()
            if account is not None:
                _check_way(self._data_dir, account)
            programs = server_programs(self._data_dir, account)
            if not (self.folder / "PG_VERSION").exists():
                self._create(programs, account)
            server = self._launch(programs, account)
        self._wait_until_ready(server)

    def stop(self) -> None:
        """Have no server at work: it ends its sessions, or drops them where that takes too long. Nothing is lost."""
        server = find_server(self.folder)
        for how in (signal.SIGINT, signal.SIGQUIT):  # "fast" and "immediate" shutdown
            try:
                if server is not None:
                    server.send_signal(how)  # psutil asks again whether it is still the same process
                    server.wait(_STOPPED_WITHIN)
                break
            except psutil.NoSuchProcess:
                break
            except psutil.TimeoutExpired:
                _log.warning("the embedded Postgres does not stop", folder=str(self.folder), signal=how.name)
        if _sockets(self.folder) != self.folder:
            with suppress(OSError):  # there is none, or it is not empty
                _sockets(self.folder).rmdir()

    def _create(self, programs: Path, account: pwd.struct_passwd | None) -> None:
        """Make the data folder beside its place, and move it there once it is whole."""
        part = self.folder.with_name("postgres.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        if account is not None:
            os.chown(part, account.pw_uid, account.pw_gid)
        options = ["--auth=trust", "--encoding=utf8", "--username=postgres", f"--pgdata={part}"]
        with tempfile.TemporaryFile() as told:
            done = subprocess.run(  # noqa: S603 - a program of Postgres, arguments of ours
                [str(programs / "initdb"), *options],
                cwd="/",
                env=_environment(),
                stdout=told,
                stderr=told,
                check=False,
                **as_account(account),
            )
            if done.returncode:
                told.seek(0)
                raise EmbeddedUnavailable(f"the data folder {self.folder} cannot be made: {_tail(told.read())}")
        part.rename(self.folder)

    def _launch(self, programs: Path, account: pwd.struct_passwd | None) -> psutil.Process:
        """The server, started; a note that another has left is cleared away first."""
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != RELEASE:
            raise EmbeddedUnavailable(
                f"{self.folder} was made by Postgres {made_by}, and {RELEASE} is embedded: "
                "back it up with the release of `claims` that made it, and restore that into a new folder"
            )
        self._clear_stale_note()
        sockets = _make_sockets(self.folder, account)
        command = [*_LAUNCH, str(self.folder / "log"), str(programs / "postgres")]
        options = ["-D", str(self.folder), "-k", str(sockets), "-h", "", "-p", "5432"]
        started = subprocess.run(  # noqa: S603 - a program of Postgres, arguments of ours
            [*command, *options],
            cwd="/",
            env=_environment(),
            stdout=subprocess.PIPE,
            start_new_session=True,
            check=True,
            **as_account(account),
        )
        try:
            return psutil.Process(int(started.stdout))
        except psutil.NoSuchProcess:
            raise self._did_not_start() from None

    def _clear_stale_note(self) -> None:
        """Postgres does not start beside the note of a dead server whose number somebody else has by now."""
        note = read_note(self.folder)
        if answers(self.folder):
            raise EmbeddedUnavailable(
                f"a Postgres that cannot be seen from here, perhaps in another container, serves {self.folder}"
            )
        if note is not None and psutil.pid_exists(note.pid):
            _log.warning("a process has the number of the embedded Postgres that died, and is left alone", pid=note.pid)
        (self.folder / NOTE).unlink(missing_ok=True)

    def _wait_until_ready(self, server: psutil.Process) -> None:
        until = time.monotonic() + _READY_WITHIN
        while time.monotonic() < until:
            note = read_note(self.folder)
            if note is not None and note.pid == server.pid and note.ready:
                return
            if not server.is_running() or server.status() == psutil.STATUS_ZOMBIE:
                raise self._did_not_start()
            time.sleep(0.05)
        raise EmbeddedUnavailable(f"the embedded Postgres in {self.folder} is not ready after {_READY_WITHIN:g} s")

    def _did_not_start(self) -> EmbeddedUnavailable:
        try:
            told = _tail((self.folder / "log").read_bytes())
        except OSError as error:
            told = str(error)
        return EmbeddedUnavailable(f"the embedded Postgres in {self.folder} does not start: {told}")


def _check_way(data_dir: Path, account: pwd.struct_passwd) -> None:
    closed = closed_folder(data_dir, account)
    if closed is not None:
        raise EmbeddedUnavailable(
            f"Postgres does not run as root, and its user {account.pw_name} may not pass {closed} "
            f"(mode {stat.S_IMODE(closed.stat().st_mode):04o}), which is left as it is: "
            "set CLAIMS_DATA_DIR to a folder within its reach, such as /var/lib/claims, or run `claims` as another user"
        )


def _sockets(folder: Path) -> Path:
    """The folder of the server's socket: its data folder, or one with a short name where that is too long."""
    if len(os.fsencode(folder / ".s.PGSQL.5432")) <= _LONGEST_SOCKET:
        return folder
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path("/tmp") / f"claims-{name}"  # noqa: S108 - the same for every user of the folder; `_make_sockets` checks


def _make_sockets(folder: Path, account: pwd.struct_passwd | None) -> Path:
    sockets = _sockets(folder)
    if sockets == folder:
        return sockets
    owner = os.geteuid() if account is None else account.pw_uid
    try:
        sockets.mkdir(mode=0o700)
        os.chown(sockets, owner, -1)
    except FileExistsError:
        found = sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
            raise EmbeddedUnavailable(
                f"{sockets}, where the socket would be, belongs to somebody else: remove it, "
                "or set CLAIMS_DATA_DIR to a shorter path"
            ) from None
    return sockets


def _environment() -> dict[str, str]:
    """Ours, without what would set Postgres's programs up otherwise."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "CLAIMS_"))}


def _tail(told: bytes) -> str:
    return " | ".join(told[-2_000:].decode(errors="replace").split("\n")[-6:]).strip(" |")

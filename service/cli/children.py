"""The processes under `claims serve`: each in a session of its own, so that Ctrl-C reaches it through us, and once.

Where we are killed, they end by themselves, as if told to stop, and after them the embedded Postgres.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

_AGAIN = 5.0  # seconds from one start of a process that has died to the next
_PR_SET_PDEATHSIG = 1  # prctl(2)
# A shell, as it costs next to nothing while it waits.
_WAIT_AND_RUN = ("/bin/sh", "-c", 'read -r _; exec "$@"', "sh")
PYTHON = (sys.executable, "-P")  # without the working folder on its path: what lies there is not ours to run
_STOP = "import pathlib, sys; from service.store.embedded import stop_unused; stop_unused(pathlib.Path(sys.argv[1]))"


def start(
    command: Sequence[str], environment: Mapping[str, str], *, hold: int | None = None
) -> subprocess.Popen[bytes]:
    """The process, started, with the descriptor `hold` open. It gets SIGTERM where we die before it (Linux only)."""
    return subprocess.Popen(  # noqa: S603 - our own programs
        command,
        env=environment,
        start_new_session=True,
        pass_fds=() if hold is None else (hold,),
        preexec_fn=_end_with(os.getpid()) if sys.platform == "linux" else None,
    )


def _end_with(parent: int) -> Callable[[], None]:
    prctl = ctypes.CDLL(None).prctl  # looked up here: a child that has forked had better load nothing

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it has died meanwhile
            os.kill(os.getpid(), signal.SIGTERM)

    return ask


@contextmanager
def stopped_at_last(data_dir: Path) -> Iterator[int]:
    """A descriptor for children to hold: the embedded Postgres is stopped when all who had it, and we, have died.

    Where the block ends, nothing is done: then it is up to us.
    """
    reading, writing = os.pipe()
    command = [*_WAIT_AND_RUN, *PYTHON, "-c", _STOP, str(data_dir)]
    guard = subprocess.Popen(command, stdin=reading, start_new_session=True)  # noqa: S603 - our own program
    os.close(reading)
    try:
        yield writing
    finally:
        guard.kill()
        guard.wait()
        os.close(writing)


class Beside:
    """A process that is to run as long as another does: started again where it has died."""

    def __init__(self, begin: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._begin = begin
        self._process: subprocess.Popen[bytes] | None = None
        self._started, self._stopping = float("-inf"), Event()

    def keep_running(self) -> None:
        """Start the process where it does not run; to be called every now and then."""
        if self._stopping.is_set() or (self._process and self._process.poll() is None):
            return
        if time.monotonic() - self._started >= _AGAIN:
            self._started = time.monotonic()
            self._process = self._begin()
            if self._stopping.is_set():  # since a signal came just now
                self._process.terminate()

    def stop(self) -> None:
        """Have the process end what it is at, and start it no more; a second time, have it drop all."""
        self._stopping.set()
        if self._process:
            self._process.terminate()

    def end(self) -> None:
        """Wait until the process has ended, after asking it to where nobody has."""
        if not self._stopping.is_set():
            self.stop()
        if self._process:
            self._process.wait()

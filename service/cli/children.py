"""The processes under `claims serve`: each in a session of its own, so that Ctrl-C reaches it through us, and once."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from threading import Event

_AGAIN = 5.0  # seconds from one start of a process that has died to the next


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """The process, started."""
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own programs


class Beside:
    """A process that is to run as long as another does: started again where it has died."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command, self._environment = command, environment
        self._process: subprocess.Popen[bytes] | None = None
        self._started, self._stopping = float("-inf"), Event()

    def keep_running(self) -> None:
        """Start the process where it does not run; to be called every now and then."""
        if self._stopping.is_set() or (self._process and self._process.poll() is None):
            return
        if time.monotonic() - self._started >= _AGAIN:
            self._started = time.monotonic()
            self._process = start(self._command, self._environment)
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

"""A person's terminal: one bash for a whole document, so that what a step sets is there for the next."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 60  # seconds for a command
_MARK = "\x1e"
# A reader has no CLAIMS_URL: what works on the database itself goes by the data folder.
_PRELUDE = """
claims() { case $1 in db | prune) (unset CLAIMS_URL; command claims "$@") ;; *) command claims "$@" ;; esac; }
"""


class Shell:
    """Runs commands one after another, as if typed."""

    def __init__(self, process: "subprocess.Popen[bytes]", terminal: int) -> None:
        self._process = process
        self._terminal = terminal

    def run(self, command: str) -> tuple[str, int]:
        """What is printed on the terminal, errors too, and the exit code."""
        assert self._process.stdin is not None
        script = f"{{\n{command}\n}} </dev/null\nprintf '{_MARK}%s{_MARK}' \"$?\"\n"
        self._process.stdin.write(script.encode())
        self._process.stdin.flush()
        read, until = "", time.monotonic() + _LONGEST
        while read.count(_MARK) < 2:
            ready, _, _ = select.select([self._terminal], [], [], 1)
            if ready:
                read += os.read(self._terminal, 65536).decode("utf-8", errors="replace")
            assert time.monotonic() < until, f"no end within {_LONGEST} s: {command}\n{read}"
        output, code, _ = read.split(_MARK)
        return output, int(code)


@contextmanager
def shell(folder: Path, environment: Mapping[str, str]) -> Iterator[Shell]:
    """A bash in `folder`, on a terminal of 120 columns; what it has started in the background ends with it."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
    modes = termios.tcgetattr(there)
    modes[1] &= ~termios.ONLCR  # a line ends as it was written
    termios.tcsetattr(there, termios.TCSANOW, modes)
    variables = {**environment, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "120", "LINES": "50"}
    process = subprocess.Popen(
        ["bash", "--norc", "--noprofile"],
        cwd=folder,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=there,
        stderr=there,
        start_new_session=True,
    )
    os.close(there)
    try:
        opened = Shell(process, here)
        opened.run(_PRELUDE)
        yield opened
        opened.run("kill $(jobs -p) 2>/dev/null; wait")
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=_LONGEST)
        os.close(here)

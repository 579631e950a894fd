"""What a person at a terminal sees: that standard input is waited for, and how Ctrl-C ends it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CLAIMS = Path(sys.executable).with_name("claims")


@pytest.fixture
def terminal() -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A terminal, and `claims detect` at it, which has said that it waits."""
    master, slave = os.openpty()
    with subprocess.Popen(
        [CLAIMS, "detect", "--json"], stdin=slave, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        os.close(slave)
        assert process.stderr is not None
        assert process.stderr.readline() == "claims: reading standard input; Ctrl-D ends it\n"
        yield master, process
        os.close(master)


def test_what_is_typed_is_read(terminal: tuple[int, subprocess.Popen[str]]) -> None:
    master, process = terminal

    os.write(master, b"It will rain.\n\x04")

    assert '"rain"' in process.communicate(timeout=60)[0]
    assert process.returncode == 0


def test_ctrl_c_ends_it_with_130(terminal: tuple[int, subprocess.Popen[str]]) -> None:
    _, process = terminal

    process.send_signal(signal.SIGINT)

    assert process.communicate(timeout=60)[1].strip() == "claims: stopped"
    assert process.returncode == 130

"""A judge that is a program: a question a line on its standard input, an answer a line on its standard output."""

import json
import selectors
import subprocess
import time
from typing import IO

from service.judge.answer import AnswerRefused, RefusalReason
from service.judge.question import Question
from service.judge.respondent import Reply, RespondentFailed

_LONGEST = 100_000  # bytes of an answer
_FAREWELL = 5  # seconds to end in, once there are no more questions


class Program:
    """The program with these arguments; `seconds` is the time that it has for each answer."""

    def __init__(self, command: list[str], *, seconds: float) -> None:
        self._command, self._seconds = command, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._read = b""

    @property
    def place(self) -> str:
        """The command."""
        return f"the program {' '.join(self._command)}"

    def ask(self, question: Question) -> Reply:
        """The next line that the program writes; raises `RespondentFailed`, `AnswerRefused`."""
        process = self._running()
        line = json.dumps(question.to_json(), ensure_ascii=False)
        try:
            _pipe(process.stdin).write(line.encode() + b"\n")
            _pipe(process.stdin).flush()
        except OSError:
            raise RespondentFailed("the program has ended") from None
        return Reply(self._next_line(_pipe(process.stdout)).decode(errors="replace"))

    def close(self) -> None:
        """Tell the program that there are no more questions, and end it where it goes on."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            _pipe(pipe).close()
        try:
            process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            try:
                self._process = subprocess.Popen(  # noqa: S603  what the user names, without a shell
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            except OSError as error:
                raise RespondentFailed(f"the program cannot be started: {error.strerror}") from error
        return self._process

    def _next_line(self, pipe: IO[bytes]) -> bytes:
        end = time.monotonic() + self._seconds
        with selectors.DefaultSelector() as ready:
            ready.register(pipe, selectors.EVENT_READ)
            while b"\n" not in self._read:
                if len(self._read) > _LONGEST:
                    self.close()  # what follows would be taken for the next answer
                    self._read = b""
                    raise AnswerRefused(RefusalReason.FORM, f"the answer has more than {_LONGEST:,} bytes")
                if not ready.select(max(end - time.monotonic(), 0)):
                    raise RespondentFailed(f"the program has not answered in {self._seconds:g} seconds")
                part = pipe.read1(65_536)  # type: ignore[attr-defined]
                if not part:
                    raise RespondentFailed("the program has ended without an answer")
                self._read += part
        line, _, self._read = self._read.partition(b"\n")
        return line


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for  # noqa: S101
    return pipe

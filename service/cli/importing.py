"""`claims add --jsonl`: articles of any number, a line each, with progress, resumed where it was broken off."""

import json
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, TextIO

import click
from rich.progress import Progress, TaskID
from rich.text import Text

from service.cli.import_state import ImportState, load_state, save_state
from service.cli.progress import make_progress
from service.client import Client, ClientError
from service.client.batches import read_batches
from service.client.importing import Done, Failure, import_articles

_STOPPING = "stopping: what is under way is being finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What to import: a file, or with `file` None `stream`, which cannot be resumed; failed lines go to `failed`."""

    file: Path | None
    stream: BinaryIO
    service: str
    threads: int
    failed: Path | None
    again: bool


def run_import(job: Import, make_client: Callable[[Callable[[float], object]], Client]) -> ImportState:
    """How far the import came; complete, or stopped by the first Ctrl-C with what was under way finished.

    `make_client` gets what to sleep with. Raises `ImportCannotGoOn`, OSError, and what the client raises: what was
    done until then is kept.
    """
    state = _begin(job)
    stop = threading.Event()
    with ExitStack() as stack:
        client = stack.enter_context(make_client(stop.wait))
        progress = stack.enter_context(make_progress(known_length=job.file is not None))
        report = stack.enter_context(_reporter(job.failed, progress, anew=state.offset == 0))
        task = progress.add_task("", total=job.file.stat().st_size if job.file else None, completed=state.offset)
        stack.enter_context(_stopped_by_interrupt(stop, lambda: progress.update(task, description=_STOPPING)))
        batches = read_batches(job.stream, after=state.line)
        try:
            for done in import_articles(client, batches, threads=job.threads, stop=stop):
                for failure in done.failures:
                    report(failure)
                state = _after(state, done)
                _keep(job, state)
                if not stop.is_set():
                    _show(progress, task, state)
        except ClientError:
            _say(progress, f"claims: {stopped(job, state)}")
            raise
    if not stop.is_set():
        state = replace(state, complete=True)
        _keep(job, state)
    return state


def stopped(job: Import, state: ImportState) -> str:
    """Where the import stopped, and how to go on."""
    return f"stopped after line {state.line}" + ("; the same command goes on from there" if job.file else "")


def _begin(job: Import) -> ImportState:
    fresh = ImportState(service=job.service)
    if job.file is None:
        return fresh
    state = fresh if job.again else load_state(job.file, job.service)
    job.stream.seek(state.offset)
    save_state(job.file, state)  # where it cannot be kept, that shows before anything is sent
    return state


def _after(state: ImportState, done: Done) -> ImportState:
    return state.advanced(
        last=done.batch.last,
        size=done.batch.size,
        added=done.added,
        known=done.known,
        failed=len(done.failures),
    )


def _keep(job: Import, state: ImportState) -> None:
    if job.file is not None:
        save_state(job.file, state)


def _show(progress: Progress, task: TaskID, state: ImportState) -> None:
    words = f"{state.line:,} lines, {state.added:,} new, {state.known:,} known, {state.failed:,} failed"
    progress.update(task, completed=state.offset, description=words)


@contextmanager
def _reporter(path: Path | None, progress: Progress, *, anew: bool) -> Iterator[Callable[[Failure], None]]:
    """What to tell a failed line to: the file, or standard error above the progress."""
    if path is None:
        yield lambda failure: _say(progress, f"claims: line {failure.line.number}: {failure.reason}")
        return
    with path.open("w" if anew else "a", encoding="utf-8") as file:
        yield lambda failure: _write(file, failure)


def _write(file: TextIO, failure: Failure) -> None:
    told: dict[str, Any] = {"line": failure.line.number, "reason": failure.reason}
    told["input"] = failure.line.raw.decode(errors="replace").rstrip("\r\n")
    file.write(json.dumps(told, ensure_ascii=False) + "\n")
    file.flush()  # before the state says that the line is done


def _say(progress: Progress, words: str) -> None:
    if progress.disable:
        click.echo(words, err=True)
    else:
        progress.console.print(Text(words))


@contextmanager
def _stopped_by_interrupt(stop: threading.Event, report: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C set `stop` and call `report`; the second is what it always is."""

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()
        report()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

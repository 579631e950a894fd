"""Posting batches of articles by several threads, with what became of each batch in the order of the input."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import takewhile

from service.client.batches import Batch, Line
from service.client.client import Client
from service.client.errors import ApiError, UnexpectedAnswer
from service.client.records import Added, Problem

# What an article can be to blame for. Anything else is trouble of the key or of the service: it ends the import.
_BLAMED = (400, 413, 415, 422, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A line that was not added, and why."""

    line: Line
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a batch: how many of its articles were new, how many known, which lines failed."""

    batch: Batch
    added: int
    known: int
    failures: tuple[Failure, ...]


def import_articles(
    client: Client, batches: Iterable[Batch], *, threads: int, stop: threading.Event | None = None
) -> Iterator[Done]:
    """What became of each batch, in order; `threads` of them are under way at a time, and as many wait.

    Once `stop` is set no new batch is begun; those under way are finished. Raises what `Client.add_articles` raises
    that no article is to blame for. To post a batch again changes nothing.
    """
    stop = stop or threading.Event()
    results = takewhile(lambda done: done is not None, _results(client, batches, threads, stop))
    yield from (done for done in results if done is not None)


def _results(client: Client, batches: Iterable[Batch], threads: int, stop: threading.Event) -> Iterator[Done | None]:
    under_way: deque[Future[Done | None]] = deque()
    with ThreadPoolExecutor(threads, thread_name_prefix="import") as pool:
        try:
            for batch in takewhile(lambda _: not stop.is_set(), batches):
                under_way.append(pool.submit(_post, client, batch, stop))
                if len(under_way) >= 2 * threads:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for waiting in under_way:
                waiting.cancel()


def _post(client: Client, batch: Batch, stop: threading.Event) -> Done | None:
    """What became of the batch, or None where it was not begun; then none after it is either."""
    if stop.is_set():
        return None
    good = [line for line in batch.lines if line.article is not None]
    answers = dict(zip((line.number for line in good), _answers(client, good), strict=True))
    failures = [
        Failure(line=line, reason=reason)
        for line in batch.lines
        if (reason := line.fault or _reason(answers[line.number])) is not None
    ]
    kept = [answer.status for answer in answers.values() if isinstance(answer, Added)]
    return Done(batch=batch, added=kept.count(201), known=kept.count(200), failures=tuple(failures))


def _answers(client: Client, lines: Sequence[Line]) -> list[Added | ApiError]:
    """An answer a line. Lines that are refused as a whole are halved until it shows which of them it is."""
    if not lines:
        return []
    try:
        answers = client.add_articles([line.article for line in lines if line.article is not None])
    except ApiError as error:
        if error.status not in _BLAMED:
            raise
        if len(lines) == 1:
            return [error]
        half = len(lines) // 2
        return [*_answers(client, lines[:half]), *_answers(client, lines[half:])]
    if len(answers) != len(lines):
        raise UnexpectedAnswer(f"{len(lines)} articles were sent and {len(answers)} answers came")
    return list(answers)


def _reason(answer: Added | ApiError) -> str | None:
    if isinstance(answer, ApiError):
        return " ".join(str(answer).split())
    return None if answer.problem is None else _told(answer.problem)


def _told(problem: Problem) -> str:
    fields = "; ".join(f"{error.field}: {error.message}" for error in problem.errors)
    return f"{fields or problem.detail} ({problem.code})"

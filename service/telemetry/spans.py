"""Spans: what the parts of the service tell of work under way. They go nowhere until `tracing` takes them.

Nothing here knows OpenTelemetry. Attributes are names and numbers of the service's own: neither keys, nor texts, nor
paths and queries of addresses, nor values of statements.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

Attributes = Mapping[str, str | int]


class SpanKind(StrEnum):
    """Whose work a span is."""

    SERVER = "server"  # a request, answered here
    CONSUMER = "consumer"  # a job, done here
    CLIENT = "client"  # asked of the database or of another server; told only as a part of other work


class TraceSpan(Protocol):
    """A piece of work under way."""

    def annotate(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Tell more of it, name it better, or say that it has failed."""


class Tracer(Protocol):
    """What takes spans."""

    def span(
        self, kind: SpanKind, name: str, attributes: Attributes, cause: str | None
    ) -> AbstractContextManager[TraceSpan]:
        """A span of the block, which fails with what the block raises; `cause` is what `cause` said elsewhere."""

    def cause(self) -> str | None:
        """The work under way, as W3C's `traceparent` has it."""


class Nothing:
    """What becomes of a span that nobody takes."""

    def annotate(self, attributes: Attributes, *, name: str | None = None, failed: bool = False) -> None:
        """Nothing."""


class _Nobody:
    @contextmanager
    def span(self, kind: SpanKind, name: str, attributes: Attributes, cause: str | None) -> Iterator[TraceSpan]:
        yield Nothing()

    def cause(self) -> str | None:
        return None


@dataclass(slots=True)
class _Taken:
    by: Tracer


@cache
def _spans() -> _Taken:
    return _Taken(_Nobody())


def take(tracer: Tracer | None) -> None:
    """Have this process's spans taken by `tracer` from now on; None: by nobody."""
    _spans().by = tracer or _Nobody()


def span(
    kind: SpanKind, name: str, attributes: Attributes | None = None, *, cause: str | None = None
) -> AbstractContextManager[TraceSpan]:
    """A span of the block, within the one that is under way, or caused by another process's."""
    return _spans().by.span(kind, name, attributes or {}, cause)


def cause() -> str | None:
    """The work under way, to be named as the `cause` of what others do for it; None where nobody looks."""
    return _spans().by.cause()

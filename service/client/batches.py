"""Lines of JSON, an article each, gathered into batches that one request can carry. Memory is bounded by a batch."""

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

LONGEST_LINE = 16_000_000  # bytes; an article of the greatest size is shorter even where every character is escaped
_MOST_LINES, _MOST_BYTES, _MOST_PAGES = 50, 1_000_000, 5  # pages that the service has to fetch take long


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the input: the article that it holds, or the fault that keeps it from being one."""

    number: int
    raw: bytes
    article: Mapping[str, Any] | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Lines that go together; `last` is the number of the last, `size` the bytes of the input that they took up."""

    lines: tuple[Line, ...]
    last: int
    size: int


def read_batches(file: BinaryIO, *, after: int = 0) -> Iterator[Batch]:
    """The lines of `file` from where it stands, in batches; `after` is the number of the line before. Blank ones count.

    A line that cannot be used is in its batch with its fault.
    """
    lines: list[Line] = []
    number, size, load = after, 0, 0.0
    for number, (raw, length) in enumerate(_raw_lines(file), after + 1):
        size += length
        if raw.strip():
            lines.append(_line(number, raw, length))
            load += _load(lines[-1])
        if load >= 1 or size >= LONGEST_LINE:  # blank lines without end make a batch too
            yield Batch(lines=tuple(lines), last=number, size=size)
            lines, size, load = [], 0, 0.0
    if size:
        yield Batch(lines=tuple(lines), last=number, size=size)


def _raw_lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each line, or the beginning of one that is too long, with its whole length."""
    while raw := file.readline(LONGEST_LINE + 1):
        length, end = len(raw), raw
        while not end.endswith(b"\n") and (end := file.readline(LONGEST_LINE)):
            length += len(end)
        yield raw, length


def _line(number: int, raw: bytes, length: int) -> Line:
    if length > LONGEST_LINE:
        return Line(number=number, raw=raw[:1_000], fault=f"longer than {LONGEST_LINE:,} bytes")
    try:
        article = json.loads(raw.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError as error:
        return Line(number=number, raw=raw, fault=f"not UTF-8: {error.reason} at byte {error.start}")
    except json.JSONDecodeError as error:
        return Line(number=number, raw=raw, fault=f"not JSON ({error.msg})")
    except (RecursionError, ValueError):  # nested without end; a number of thousands of digits
        return Line(number=number, raw=raw, fault="not JSON that can be read")
    if not isinstance(article, dict):
        return Line(number=number, raw=raw, fault="not an article: an object is wanted")
    return Line(number=number, raw=raw, article=article)


def _load(line: Line) -> float:
    """What part of a batch the line fills."""
    article = line.article or {}
    fetched = line.article is not None and article.get("text") is None and article.get("html") is None
    return max(1 / _MOST_LINES, len(line.raw) / _MOST_BYTES, 1 / _MOST_PAGES if fetched else 0)

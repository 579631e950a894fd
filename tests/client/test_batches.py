"""Lines of any kind in batches of a bounded size."""

import io
import json
from itertools import chain

import pytest

from service.client.batches import LONGEST_LINE, read_batches


def batches(content: bytes, after: int = 0) -> list[list[int]]:
    """The numbers of the lines in each batch."""
    return [[line.number for line in batch.lines] for batch in read_batches(io.BytesIO(content), after=after)]


def text(length: int) -> bytes:
    """A line whose text has that many characters."""
    return json.dumps({"text": "x" * length}).encode() + b"\n"


@pytest.mark.parametrize(
    ("content", "sizes"),
    [
        (b"", []),
        (text(9) * 120, [50, 50, 20]),
        (text(400_000) * 4, [3, 1]),
        (text(3_000_000) * 2, [1, 1]),
        (b'{"url": "http://a.test"}\n' * 7, [5, 2]),
        (b'{"html": "<p>x</p>"}\n' * 7, [7]),
        (b"\n\n" + text(9), [1]),
        (b"\n \n", [0]),
    ],
)
def test_a_batch_is_what_one_request_can_carry(content: bytes, sizes: list[int]) -> None:
    assert [len(numbers) for numbers in batches(content)] == sizes


def test_every_line_counts_and_every_byte_too() -> None:
    content = b"\n" + text(5) * 60 + b"\n\n" + text(5)[:-1]

    found = list(read_batches(io.BytesIO(content), after=100))

    assert [line.number for batch in found for line in batch.lines] == [*range(102, 162), 164]
    assert [batch.last for batch in found] == [151, 164]
    assert sum(batch.size for batch in found) == len(content)
    assert found[0].size == len(content[: content.index(b"\n", found[0].size - 1) + 1])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "not JSON (Expecting property name enclosed in double quotes)"),
        (b'{"text": "caf\xe9"}', "not UTF-8: invalid continuation byte at byte 13"),
        (b"[]", "not an article: an object is wanted"),
        (b"null", "not an article: an object is wanted"),
        (b"[" * 100_000, "not JSON that can be read"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "not JSON that can be read"),
        (b"x" * (LONGEST_LINE + 1), "longer than 16,000,000 bytes"),
        (b"x" * (LONGEST_LINE * 2 + 7), "longer than 16,000,000 bytes"),
        (b'\xef\xbb\xbf{"text": "x"}', None),
        (b'{"text": "x"}\r', None),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_a_line_that_cannot_be_used_says_why_and_the_next_is_read(line: bytes, fault: str | None) -> None:
    found = list(read_batches(io.BytesIO(line + b"\n" + text(1))))
    first, second = chain.from_iterable(batch.lines for batch in found)

    assert (first.number, first.fault) == (1, fault)
    assert (second.number, second.article) == (2, {"text": "x"})
    assert len(first.raw) <= max(len(line) + 1, 1_000)

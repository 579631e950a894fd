"""Spans: characters of a text."""

import pytest

from service.language.span import Span


@pytest.mark.parametrize(("start", "end", "words"), [(0, 3, "The"), (4, 8, "port"), (0, 0, ""), (9, 15, "closes")])
def test_a_span_covers_its_characters(start: int, end: int, words: str) -> None:
    assert Span(start, end).of("The port closes") == words

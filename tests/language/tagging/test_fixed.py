"""Phrases that are one word."""

import pytest

from service.language.tagging.fixed import fixed_phrases
from service.language.tags import ADVERB, NOT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in fact it is", [(0, 2, ADVERB)]),
        ("not only he left", [(0, 2, ADVERB)]),
        ("it is anything but over", [(2, 4, NOT)]),
        ("in fact it is anything but over", [(0, 2, ADVERB), (4, 6, NOT)]),
        ("fact in it but anything", []),
        ("fact", []),
    ],
)
def test_the_phrases_among_words(text: str, found: list[tuple[int, int, str]]) -> None:
    assert list(fixed_phrases(text.split())) == found

"""Where a sentence ends."""

import pytest

from service.language.layout.sentences import sentence_stops, split_sentences
from service.language.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It closed. Nobody came.", 2),
        ("Mr. Hill came at 5 p.m. on Feb. 3 for Acme Inc. and left.", 1),
        ("It left at 5 p.m. The crew slept.", 2),
        ("He said no. Then he left.", 2),
        ("It was No. 5 of ten.", 1),
        ("J. P. Moss won.", 1),
        ("Is it true? Yes! It is…", 3),
        ('"Will it end?" he asked.', 1),
        ("It rose by 1.5 percent.", 1),
        ("The plan failed.The board met.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    tokens = tokenize(text)

    assert len(split_sentences(tokens, 0, len(tokens), sentence_stops(text, tokens))) == count

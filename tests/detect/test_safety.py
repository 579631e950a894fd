"""Any string at all: no failure, spans within the text, the same answer twice, and time linear in its length."""

import statistics
import time
from datetime import date
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.detect import detect
from service.language import read

PUBLISHED = date(2024, 5, 6)
ROUNDS = 9
WORDS = [
    "will",
    "not",
    "sign",
    "to be",
    "Mr. Smith said",
    "if",
    "NAME:",
    "on Friday",
    "killed",
    "by",
    "be",
    "there",
    "no",
]
MARKS = [
    "\n",
    "\n\n",
    '"',
    "“",
    "”",
    ", ",
    ". ",
    "n’t",
    "'s",
    "(",
    ")",
    "’",
    "\ud800",
    "\u200f",
    "é",
    "\r\n",
    "1,000",
    " ",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS + MARKS), max_size=60).map(" ".join))

HOSTILE = {
    "will": "will ",
    "endless sentence": "the mayor said that the council would vote and ",
    "commas": ",",
    "quotation marks": '"“',
    "no spaces": "expectedtosign",
    "newlines": "\n",
    "hyphens": "re-",
    "adverbs": "very not ",
    "apostrophes": "n't's",
    "to": "to be to ",
    "past": "killed by killed ",
    "capitals": "Mr. Will May Said ",
    "unicode": "\u0e01\u0301\U0001f600\u200b\u05d0 ",
}


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_any_text_gives_sound_statements(text: str) -> None:
    statements = detect(read(text), published=PUBLISHED)
    for statement in statements:
        assert 0 <= statement.sentence.start <= statement.span.start <= statement.head.start
        assert statement.head.start < statement.head.end <= statement.span.end <= statement.sentence.end <= len(text)
        assert statement.cue is None or 0 <= statement.cue.start < statement.cue.end <= len(text)
    assert detect(read(text), published=PUBLISHED) == statements


def seconds(text: str) -> float:
    start = time.process_time()
    detect(read(text), published=PUBLISHED)
    return time.process_time() - start


def growth(times: list[float]) -> float:
    """How many times as long a doubling takes: by the line through the logarithms, since a cache outgrown is a leap."""
    logs = [log2(max(time, 0.01)) for time in times]
    return 2 ** statistics.linear_regression(range(len(logs)), logs).slope


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Under 2.6 times a doubling, by the least processor time of rounds that take all sizes in turn.

    Another round follows only where one seems too slow: what grows faster stays so, what was held up does not.
    """
    whole = piece * (2**20 // len(piece))
    texts = [whole[:size] for size in (2**16, 2**17, 2**18, 2**19, 2**20)]
    times = [seconds(text) for text in texts]
    for _ in range(ROUNDS):
        if growth(times) < 2.6:
            break
        times = [min(time, seconds(text)) for time, text in zip(times, texts, strict=True)]
    assert growth(times) < 2.6, times

"""Text to words, as columns: one list a property, one place a word, offsets into the text as given."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain

from service.detect.remembered import Remembered

# Clitics stand alone ("did|n't", "he|'ll", "Trump|'s"); hyphened words, numbers, times, dates and
# dotted abbreviations stay whole ("year-end", "2,000", "8:33", "U.S.", "a.m.", "Feb."). The first two lines
# match nothing that the others would not: they are there for speed.
_TOKEN = re.compile(
    r"([A-Za-z]++(?![\w.'’-])"
    r"|[^\w\s'’]"
    r"|(?:[A-Za-z]\.){2,}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|ll|d|re|ve|m)\b"
    r"|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?(?:-\w+)*"
    r"|\w+(?:-\w+)*"
    r"|[^\w\s])"
)
_RUN = re.compile(r"\S+\s*")  # no word goes on over a space


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of one text, in order; place i of each list belongs to word i.

    `lows` are in lower case with straight apostrophes; `starts` and `ends` are character offsets.
    """

    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str) -> Tokens:
    """Split `text` into words and marks, in time linear in its length."""
    parts = list(chain.from_iterable(map(_parts().__getitem__, _RUN.findall(text))))  # word, gap, word, gap, …
    words = parts[::2]
    lows = list(map(str.lower, words))
    if "’" in text:
        lows = [low.replace("’", "'") for low in lows]
    bounds = list(accumulate(map(len, parts), initial=len(text) - len(text.lstrip())))
    return Tokens(words, lows, bounds[:-1:2], bounds[1::2])


@cache
def _parts() -> Remembered[str, list[str]]:
    """The words of a run, each with the gap after it."""
    return Remembered(lambda run: _TOKEN.split(run)[1:])

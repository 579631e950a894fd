"""Text to words, as columns: one list a property, one place a word, offsets into the text as given."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, compress
from sys import intern
from typing import Any

from service.language.remembered import Remembered

# Clitics stand alone ("did|n't", "can|not", "he|'ll", "Trump|'s"); hyphened words, numbers, times, dates and
# dotted abbreviations stay whole ("year-end", "2,000", "8:33", "U.S.", "a.m.", "Feb."). The first two lines
# match nothing that the others would not: they are there for speed.
_TOKEN = re.compile(
    r"([Cc]an(?=not\b)|[A-Za-z]++(?![\w.'’-])"
    r"|[^\w\s'’]"
    r"|(?:[A-Za-z]\.){2,}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|ll|d|re|ve|m)\b"
    r"|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?(?:-\w+)*"
    r"|\w+(?:-\w+)*"
    r"|[^\w\s])"
)
_WHOLE = re.compile(r"(?![Cc]annot )[A-Za-z]+ ")  # a word and a space, in which nothing can be split


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of one text, in order; place i of each list belongs to word i.

    `lows` are in lower case with straight apostrophes; `starts` are character offsets. Words are interned, as
    the word lists are, so that they compare fast and take little memory.
    """

    words: list[str]
    lows: list[str]
    starts: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, token: int) -> int:
        """The character offset at which the word at `token` ends."""
        return self.starts[token] + len(self.words[token])


def tokenize(text: str) -> Tokens:
    """Split `text` into words and marks, in time linear in its length."""
    # No word goes on over a space. Of two or three in a row, the last parts; the others hang on what stands before.
    *runs, last = text.replace("\n", " ").replace("  ", "\t ").replace("  ", "\t ").split(" ")
    columns = [*chain.from_iterable(map(_runs().__getitem__, runs)), *_read_run(last)]
    words, lows, strides = columns[::3], columns[1::3], columns[2::3]
    starts = list(accumulate(strides, initial=0))
    starts.pop()
    if "" in words:  # a longer gap
        return Tokens(*(list(compress(column, words)) for column in (words, lows, starts)))
    return Tokens(words, lows, starts)


@cache
def _runs() -> Remembered[str, tuple[Any, ...]]:
    """What is between two spaces, as `_read_run` gives it together with the second of them."""
    return Remembered(lambda run: _read_run(run + " "))


def _read_run(run: str) -> tuple[Any, ...]:
    """Of each word of a run: the word, the word in lower case, and its length with the gap after it.

    A gap at the run's beginning comes as that of an empty word.
    """
    if _WHOLE.fullmatch(run):  # most are
        return intern(run[:-1]), intern(run[:-1].lower()), len(run)
    parts = ["", *_TOKEN.split(run)]  # word, gap, word, gap, …
    words = [(word, gap) for word, gap in zip(parts[::2], parts[1::2], strict=True) if word or gap]
    columns = ((intern(word), intern(word.lower().replace("’", "'")), len(word) + len(gap)) for word, gap in words)
    return tuple(chain.from_iterable(columns))

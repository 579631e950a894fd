"""Text to words, as columns: one list a property, one place a word, offsets into the text as given."""

import re
from dataclasses import dataclass

# Clitics stand alone ("did|n't", "he|'ll", "Trump|'s"); hyphened words, numbers, times, dates and
# dotted abbreviations stay whole ("year-end", "2,000", "8:33", "U.S.", "a.m.", "Feb.").
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|ll|d|re|ve|m)\b"
    r"|\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?(?:-\w+)*"
    r"|\w+(?:-\w+)*"
    r"|[^\w\s]"
)


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
    matches = list(_TOKEN.finditer(text))
    words = [match[0] for match in matches]
    lows = [word.lower().replace("’", "'") for word in words]
    return Tokens(words, lows, [match.start() for match in matches], [match.end() for match in matches])

"""The words of a clause."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Inc|Co|Corp|Ltd)\."
    r"|[$€£¥]?\d+(?:[.,:]\d+)*%?(?:[A-Za-z]+)?"  # $1.2bn, 8:33, 25%, 39B
    r"|[^\W\d_]\w*(?:[.'’&-]\w+)*(?:[’'](?=\s))?"  # plain words, first-ever, AT&T, Oyelaran's, leaders'
    r"|[^\w\s]|\n"
)
_POSSESSIVE = ("'s", "’s")


class Token(NamedTuple):
    """One word: as it stands, in lower case without full stops and possessive, and what its looks tell.

    `initials` are written in capitals throughout, as WHO and US are, which are no pronouns; a `number` is written in
    figures; a `mark` is punctuation. A tuple, for an article has a thousand of them.
    """

    start: int
    text: str
    low: str
    possessive: bool
    capital: bool
    initials: bool
    number: bool
    mark: bool


def tokens_of(text: str) -> list[Token]:
    """The words, figures and marks of `text` in order."""
    return [_token((found.start(), *_looks(found[0]))) for found in _TOKEN.finditer(text)]


_token = partial(tuple.__new__, Token)  # what the constructor does, without a call of Python's for each word


@lru_cache(maxsize=20_000)  # news repeats its words
def _looks(word: str) -> tuple[str, str, bool, bool, bool, bool, bool]:
    text, possessive = word, False
    if text.endswith(_POSSESSIVE):
        text, possessive = text[:-2], True
    elif len(text) > 1 and text[-1] in "'’":
        text, possessive = text[:-1], True
    low = text.lower().replace("’", "'")
    low = low.rstrip(".") if "." in low else low
    number = text[0].isdigit() or (text[0] in "$€£¥" and len(text) > 1)
    initials = len(low) > 1 and text.isupper()
    return text, low, possessive, text[0].isupper(), initials, number, not (text[0].isalnum() or number)

"""The words of a clause."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Inc|Co|Corp|Ltd)\."
    r"|[$€£¥]?\d+(?:[.,:]\d+)*%?(?:[A-Za-z]+)?"  # $1.2bn, 8:33, 25%, 39B
    r"|[^\W\d_]\w*(?:[.'’&-]\w+)*[’'](?=\s)"  # leaders'
    r"|[^\W\d_]\w*(?:[.'’&-]\w+)*"  # plain words, first-ever, AT&T, Oyelaran's
    r"|[^\w\s]|\n"
)
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as it stands, in lower case without full stops and possessive, and what its looks tell."""

    text: str
    low: str
    start: int
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def initials(self) -> bool:
        """Whether it is written in capitals throughout, as WHO and US are, which are no pronouns."""
        return len(self.low) > 1 and self.text.isupper()

    @property
    def number(self) -> bool:
        """Whether it is written in figures."""
        return self.text[0].isdigit() or (self.text[0] in "$€£¥" and len(self.text) > 1)

    @property
    def mark(self) -> bool:
        """Whether it is a punctuation mark."""
        return not (self.text[0].isalnum() or self.number)


def tokens_of(text: str) -> list[Token]:
    """The words, figures and marks of `text` in order."""
    return [_token(found) for found in _TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    text, possessive = found[0], False
    if text.endswith(_POSSESSIVE):
        text, possessive = text[:-2], True
    elif len(text) > 1 and text[-1] in "'’":
        text, possessive = text[:-1], True
    low = text.lower().replace("’", "'")
    return Token(text, low.rstrip(".") if "." in low else low, found.start(), possessive)

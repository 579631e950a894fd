"""The tokens of a text as words: clitics, signs of money and percent, dotted names joined to what they belong to.

Syntax wants "Trump|'s" and "$|1.2|bn" apart; names and quantities want them in one piece. Nothing is tokenised again.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from service.language.tokens import Tokens

_POSSESSIVE = ("'s", "’s")
_MONEY = frozenset("$€£¥")
_INNER = frozenset(".'’&")  # within "Amazon.com", "O'Brien", "AT&T"


class Word(NamedTuple):
    """One word: as it stands, in lower case without full stops and possessive, and what its looks tell.

    `initials` are written in capitals throughout, as WHO and US are, which are no pronouns; a `number` is written in
    figures; a `mark` is punctuation. A tuple, for an article has a thousand of them.
    """

    text: str
    low: str
    possessive: bool
    capital: bool
    initials: bool
    number: bool
    mark: bool


class Words:
    """The words of one text with the offsets where they start, and of each token the word that it is part of."""

    __slots__ = ("of_token", "starts", "words")

    def __init__(self, tokens: Tokens) -> None:
        self.words: list[Word] = []
        self.of_token: list[int] = []
        self.starts: list[int] = []
        words, starts, count = tokens.words, tokens.starts, len(tokens)
        index = place = 0
        for last, (word, start, behind) in enumerate(zip(words, starts, [*starts[1:], -1], strict=True), 1):
            if last <= index:
                continue  # it belongs to the word before
            self.starts.append(start)
            if behind != start + len(word) or (index := _end(words, starts, last - 1, count)) == last:
                self.words.append(_word(word))  # most stand apart
                self.of_token.append(place)
            else:
                self.words.append(_word("".join(words[last - 1 : index])))
                self.of_token += [place] * (index - last + 1)
            place += 1

    def range(self, first: int, last: int) -> range:
        """The words of the tokens `first` to `last` (exclusive)."""
        return range(self.of_token[first], self.of_token[last - 1] + 1) if first < last else range(0)


def _end(words: Sequence[str], starts: Sequence[int], first: int, count: int) -> int:
    """Behind the last of the tokens that make one word with the token `first`."""
    last = first + 1
    while last < count and starts[last] == starts[last - 1] + len(words[last - 1]):
        before, here = words[last - 1], words[last]
        further = last + 1 < count and starts[last + 1] == starts[last] + len(here)
        if here in _POSSESSIVE:
            return last + 1
        if here in "'’":
            if not (further and words[last + 1][0].isalpha() and before[-1].isalpha()):
                return last + (before[-1:] in "sS" and before[0].isalpha())  # "leaders'"
            last += 2  # "O'Brien"
            continue
        width = _glued(before, here, words[last + 1] if further else "")
        if not width:
            break
        last += width
    return last


def _glued(before: str, here: str, behind: str) -> int:
    """How many tokens, `here` and what touches it `behind`, go on with the word that ends in `before`."""
    if here in _INNER and behind and before[0].isalnum() and behind[0].isalpha():
        return 2
    if before in _MONEY:
        return int(here[0].isdigit())
    return int(before[0].isdigit() and (here == "%" or here.isalpha()))  # "5%", "1.2bn"


@lru_cache(maxsize=20_000)  # news repeats its words
def _word(word: str) -> Word:
    text, possessive = word, False
    if text.endswith(_POSSESSIVE) and len(text) > 2:
        text, possessive = text[:-2], True
    elif len(text) > 1 and text[-1] in "'’":
        text, possessive = text[:-1], True
    low = text.lower().replace("’", "'")
    low = low.rstrip(".") if "." in low and len(low) > 1 else low
    number = text[0].isdigit() or (text[0] in _MONEY and len(text) > 1)
    initials = len(low) > 1 and text.isupper()
    mark = not (text[0].isalnum() or number)
    return Word(text, low, possessive, text[0].isupper(), initials, number, mark)

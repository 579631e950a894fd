"""Where punctuation marks stand in a text, found on characters: far cheaper than a look at each word."""

from bisect import bisect_right

from service.language.tokens import Tokens


def tokens_ending_in(text: str, tokens: Tokens, marks: str) -> list[int]:
    """The tokens of `text` whose last character is one of `marks`, in order."""
    starts, words = tokens.starts, tokens.words
    found = []
    for offset in _offsets(text, marks):
        index = bisect_right(starts, offset) - 1
        if starts[index] + len(words[index]) == offset + 1:
            found.append(index)
    return found


def _offsets(text: str, marks: str) -> list[int]:
    offsets = []
    for mark in marks:
        offset = text.find(mark)
        while offset >= 0:
            offsets.append(offset)
            offset = text.find(mark, offset + 1)
    return sorted(offsets)

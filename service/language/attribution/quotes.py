"""Quotations of a paragraph, found by their marks. Knows nothing of who speaks.

Straight marks tell neither opening nor closing, copied texts lose marks or put spaces around them, and
writers open each paragraph of a long quotation anew: so each mark is judged by what it touches and by
whether a quotation is open.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from service.language.layout.marks import tokens_ending_in
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

_DOUBLE = frozenset('"“”«»„')
_SINGLE = frozenset("'‘’`")
_MARKS = _DOUBLE | _SINGLE
_CHARACTERS = "".join(sorted(_MARKS))
_OPENING = frozenset("([{-–—/“‘`«")
_STOPS = frozenset(".!?…,")


class Quote(NamedTuple):
    """Tokens [first, last) between quotation marks that are not part of it; `closed` where the last mark is there."""

    first: int
    last: int
    closed: bool


def quote_marks(text: str, tokens: Tokens) -> list[int]:
    """The tokens of `text` that are quotation marks or apostrophes."""
    words = tokens.words
    return [index for index in tokens_ending_in(text, tokens, _CHARACTERS) if words[index] in _MARKS]


def find_quotes(tokens: Tokens, begins: Sequence[int], last: int, marks: Sequence[int]) -> list[Quote]:
    """The outermost quotations of one paragraph in order.

    `begins` are the first tokens of its sentences, `last` is where it ends and `marks` are those of
    `quote_marks` that lie in it.
    """
    double = [mark for mark in marks if tokens.words[mark] in _DOUBLE]
    quotes = _Pairing(tokens, begins, last, double).run() if double else []
    single = [mark for mark in marks if tokens.words[mark] in _SINGLE]
    return _with_single(tokens, single, quotes) if single else quotes


class _Pairing:
    """Double marks of one paragraph paired from left to right."""

    def __init__(self, tokens: Tokens, begins: Sequence[int], last: int, marks: Sequence[int]) -> None:
        self.tokens, self.begins, self.last, self.marks = tokens, begins, last, marks
        self.quotes: list[Quote] = []
        self.opened: int | None = None  # the mark that opened the quotation at hand
        self.nested = False

    def run(self) -> list[Quote]:
        previous = -2
        for index, mark in enumerate(self.marks):
            if mark == previous + 1 and self._doubled(mark):
                previous = mark
                continue
            if self.opened is None:
                self._outside(index, mark)
            else:
                self._inside(mark, self.opened)
            previous = mark
        if self.opened is not None:
            self._close(self.opened, self.last, closed=False)
        return self.quotes

    def _doubled(self, mark: int) -> bool:
        """Whether the mark says again what the mark right before it said: `said" "We`, `""`."""
        if self.opened is not None:
            self.opened = mark if self.opened == mark - 1 else self.opened
            return self.opened == mark
        return self.tokens.starts[mark] == self.tokens.end(mark - 1)

    def _outside(self, index: int, mark: int) -> None:
        word = self.tokens.words[mark]
        if word not in "”»" and (not _closes(self.tokens, mark) or _opens(self.tokens, mark)):
            self.opened = mark
            return
        following = self.marks[index + 1] if index + 1 < len(self.marks) else None
        if following == mark + 1:  # `safe." "We`: the second opens
            return
        if word == '"' and following is not None and _closes(self.tokens, following):
            self.opened = mark  # a space has slipped to the wrong side of it
        elif self.tokens.words[mark - 1] in _STOPS:
            self._recover(mark)

    def _recover(self, mark: int) -> None:
        """A closing mark alone: the sentence before it was the quotation's last."""
        first = self._sentence(mark)
        if first < mark and (not self.quotes or first > self.quotes[-1].last):
            self.quotes.append(Quote(first, mark, True))

    def _inside(self, mark: int, opened: int) -> None:
        word = self.tokens.words[mark]
        opens = word in "“«„" or (word == '"' and _opens(self.tokens, mark) and not _closes(self.tokens, mark))
        if not opens:
            if self.nested:
                self.nested = False
            else:
                self._close(opened, mark, closed=True)
        elif self.tokens.words[mark - 1] in ".!?…" or self._sentence(mark) == mark:
            self._close(opened, mark, closed=False)
            self.opened = mark
        elif self.tokens.words[mark - 1] == ":" and self._sentence(mark) > opened + 1:
            self._close(opened, self._sentence(mark), closed=False)
            self.opened = mark
        else:
            self.nested = True

    def _sentence(self, mark: int) -> int:
        """Where the sentence that holds `mark` begins."""
        return self.begins[max(0, bisect_right(self.begins, mark) - 1)]

    def _close(self, opened: int, mark: int, *, closed: bool) -> None:
        if mark > opened + 1:
            self.quotes.append(Quote(opened + 1, mark, closed))
        self.opened, self.nested = None, False


def _opens(tokens: Tokens, mark: int) -> bool:
    """Whether the mark touches what follows it and nothing before it."""
    return _touches_after(tokens, mark) and not _touches_before(tokens, mark)


def _closes(tokens: Tokens, mark: int) -> bool:
    """Whether the mark touches what stands before it, and no word after it."""
    if not _touches_before(tokens, mark):
        return False
    return not _touches_after(tokens, mark) or not tokens.words[mark + 1][0].isalnum()


def _touches_after(tokens: Tokens, mark: int) -> bool:
    return mark + 1 < len(tokens) and tokens.starts[mark + 1] == tokens.end(mark)


def _touches_before(tokens: Tokens, mark: int) -> bool:
    """Brackets and dashes do not count, nor another mark where a word follows."""
    if mark == 0 or tokens.end(mark - 1) != tokens.starts[mark] or tokens.words[mark - 1] in _OPENING:
        return False
    return tokens.words[mark - 1] not in _MARKS or not _touches_after(tokens, mark)


def _with_single(tokens: Tokens, marks: Sequence[int], doubles: list[Quote]) -> list[Quote]:
    """`doubles` and the quotations in single marks that stand outside of them."""
    found: list[Quote] = []
    opened: int | None = None
    index = 0
    for mark in marks:
        while index < len(doubles) and doubles[index].last <= mark:
            index += 1
        if index < len(doubles) and doubles[index].first <= mark:
            continue
        if opened is None:
            opened = mark if _opens_single(tokens, mark) else None
        elif _closes_single(tokens, mark):
            found.append(Quote(opened + 1, mark, True))
            opened = None
    if not found:
        return doubles
    quotes: list[Quote] = []
    for quote in sorted([*doubles, *found], key=lambda quote: (quote.first, -quote.last)):
        if not quotes or quote.first >= quotes[-1].last:
            quotes.append(quote)
    return quotes


def _opens_single(tokens: Tokens, mark: int) -> bool:
    word = tokens.words[mark]
    if word == "’" or mark + 1 >= len(tokens) or tokens.lows[mark + 1] in word_lists("reporting")["clipped"]:
        return False
    return word == "`" or (_opens(tokens, mark) and tokens.words[mark + 1][0].isalpha())


def _closes_single(tokens: Tokens, mark: int) -> bool:
    """Not so the apostrophe of a plural ("the workers' rights")."""
    if tokens.words[mark] not in "'’" or not _closes(tokens, mark):
        return False
    before = tokens.words[mark - 1]
    after = tokens.words[mark + 1] if mark + 1 < len(tokens) else "."
    return before in _STOPS or before[-1] not in "sS" or not after[0].isalnum()

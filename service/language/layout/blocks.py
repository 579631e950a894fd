"""The lines of a page as blocks: which belong together, and what may be said of each by its looks alone."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from service.language.layout.sentences import sentence_stops, split_sentences
from service.language.tokens import Tokens

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # those of str.splitlines
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]}`*")
_WRAP_LEAST, _WRAP_MOST = 40, 120  # characters of a line that may have been broken by hand
_FILLED = 0.75


@dataclass(slots=True)
class Block:
    """Tokens [first, last) that stand on lines of their own.

    `group` counts the blank lines before them, `begins` are the first tokens of its sentences, `idle` those
    of the sentences that speak of the page and not of the news.
    """

    first: int
    last: int
    group: int
    begins: list[int]
    closed: bool  # holds a whole sentence
    idle: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return self.last - self.first

    def sentences(self) -> Iterable[tuple[int, int]]:
        """The token ranges of its sentences."""
        if len(self.begins) == 1:
            return ((self.first, self.last),)
        return pairwise([*self.begins, self.last])


def read_blocks(text: str, tokens: Tokens, title: str | None) -> list[Block]:
    """The blocks of `text` in order: one a line, lines broken by hand joined, a leading title parted off."""
    blocks = []
    starts, stops = tokens.starts, sentence_stops(text, tokens)
    first = own = 0
    for _, end, group in _part_title(text, _join_wrapped(text, _lines(text)), title):
        last = bisect_left(starts, end, first)
        after = bisect_left(stops, last, own)
        begins = split_sentences(tokens, first, last, stops[own:after])
        blocks.append(Block(first, last, group, begins, len(begins) > 1 or _closed(tokens.words, first, last)))
        first, own = last, after
    return blocks


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Start, end and group of each line that is not blank."""
    found: list[tuple[int, int, int]] = []
    group, end, following = 0, 0, 0
    for line in text.splitlines(keepends=True):
        start, following = following, following + len(line)
        if line.isspace():
            continue
        if found and start > end + 1:
            gap = text[end:start]
            group += (gap.count("\n") or gap.count("\r")) > 1
        end = start + len(line.rstrip(_BREAKS))
        found.append((start, end, group))
    return found


def _join_wrapped(text: str, lines: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Lines of one paragraph that were broken to fit a width are one."""
    if not lines or lines[-1][2] == len(lines) - 1:  # each is a paragraph of its own
        yield from lines
        return
    widths = _widths(lines)
    held: tuple[int, int, int] | None = None
    tail = 0  # where the last line of `held` begins
    for start, end, group in lines:
        if held and held[2] == group and _continues(text, tail, held[1], text[start:end], widths.get(group, 0)):
            held = (held[0], end, group)
        else:
            if held:
                yield held
            held = (start, end, group)
        tail = start
    if held:
        yield held


def _widths(lines: list[tuple[int, int, int]]) -> dict[int, int]:
    """The width to which each paragraph was broken, of those that were: most lines nearly fill it."""
    lengths: dict[int, list[int]] = {}
    for start, end, group in lines:
        lengths.setdefault(group, []).append(end - start)
    widths = {group: max(all_) for group, all_ in lengths.items() if len(all_) > 2}
    return {
        group: width
        for group, width in widths.items()
        if _WRAP_LEAST < width <= _WRAP_MOST
        and sum(length >= _FILLED * width for length in lengths[group]) >= _FILLED * (len(lengths[group]) - 1)
    }


def _continues(text: str, tail: int, end: int, line: str, width: int) -> bool:
    """Whether `line` goes on with the one from `tail` to `end`."""
    word = line.split(None, 1)[0]
    if text[end - 1] not in '.!?:…"”' and word[0].islower():
        return True
    return bool(width) and end - tail + 1 + len(word) > width


def _part_title(text: str, lines: Iterable[tuple[int, int, int]], title: str | None) -> Iterator[tuple[int, int, int]]:
    """A line that begins with the title and goes on is two: pages come on one line too."""
    wanted = (title or "").strip()
    if not wanted or wanted not in text:
        yield from lines
        return
    for start, end, group in lines:
        cut = end - len(text[start:end].lstrip()) + len(wanted)
        if cut < end and text[cut - len(wanted) : cut] == wanted and _begins(text[cut:end]):
            yield start, cut, group
            yield cut, end, group
        else:
            yield start, end, group


def _begins(rest: str) -> bool:
    """Whether `rest` begins something new."""
    return rest[0].isspace() and rest.lstrip()[:1].isupper()


def _closed(words: list[str], first: int, last: int) -> bool:
    index = last - 1
    while index > first and words[index] in _CLOSERS:
        index -= 1
    return words[index][-1] in _ENDS

"""Versions of an article: which statements stand in both of two texts, and where the texts differ. Pure."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

from service.domain.article import NewStatement, StoredStatement
from service.domain.rereading import Comparison

_END, _CLOSING = frozenset(".!?"), frozenset("\"'”’)]")
_MOST_COMPARED = 2_000  # sentences of a text, from the first that differs to the last: time grows with the square


class DifferenceKind(StrEnum):
    """What a later text does with a stretch of the earlier one."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """Characters `start` to `end` (exclusive) of a text, and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDifference:
    """A stretch of whole sentences in which two texts differ; where one has nothing its span is empty."""

    kind: DifferenceKind
    before: TextSpan
    after: TextSpan


def compare(stored: Sequence[StoredStatement], found: Sequence[NewStatement]) -> Comparison:
    """Pair what says the same in two texts: the same words about the same event, in the order of the texts."""
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place, one in enumerate(found):
        places[_words(one)].append(place)
    same: list[tuple[StoredStatement, int]] = []
    gone: list[StoredStatement] = []
    for one in stored:
        waiting = places[_words(one)]
        if waiting:
            same.append((one, waiting.popleft()))
        else:
            gone.append(one)
    new = sorted(place for left in places.values() for place in left)
    return Comparison(same=tuple(same), new=tuple(new), gone=tuple(gone))


def _words(one: NewStatement) -> Hashable:
    return one.kind, one.polarity, one.head, " ".join(one.text.split())


def differences(before: str, after: str) -> list[TextDifference]:
    """Where two texts differ, by whole sentences, in their order; white space makes no difference.

    Where they differ in more than 2,000 sentences, all from the first of these to the last counts as one difference.
    """
    old, new = list(_sentences(before)), list(_sentences(after))
    left, right = [" ".join(one.split()) for one in old], [" ".join(one.split()) for one in new]
    first = _shared(left, right)
    last = _shared(left[first:][::-1], right[first:][::-1])
    changes = _changes(left[first : len(left) - last], right[first : len(right) - last])
    old_ends, new_ends = _ends(old)[first:], _ends(new)[first:]
    return [
        TextDifference(
            kind=_kind(old_first < old_last, new_first < new_last),
            before=_span(before, old_ends[old_first], old_ends[old_last]),
            after=_span(after, new_ends[new_first], new_ends[new_last]),
        )
        for old_first, old_last, new_first, new_last in changes
    ]


def _kind(is_before: bool, is_after: bool) -> DifferenceKind:
    if is_before and is_after:
        return DifferenceKind.REPLACED
    return DifferenceKind.DELETED if is_before else DifferenceKind.INSERTED


def _sentences(text: str) -> Iterator[str]:
    """The text in parts that end with a line, or with white space behind the end of a sentence."""
    start, ended, spaced = 0, False, False
    for at, char in enumerate(text):
        if char.isspace():
            spaced = spaced or ended or char == "\n"
        else:
            if spaced:
                yield text[start:at]
                start = at
            ended, spaced = char in _END or (ended and char in _CLOSING), False
    if start < len(text):
        yield text[start:]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many sentences both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _changes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of both that differ."""
    if max(len(left), len(right)) > _MOST_COMPARED:
        yield 0, len(left), 0, len(right)
        return
    for tag, *places in SequenceMatcher(a=left, b=right).get_opcodes():
        if tag != "equal":
            first, last, new_first, new_last = places
            yield first, last, new_first, new_last


def _ends(parts: Sequence[str]) -> list[int]:
    """Where each part of a text begins, and where the last ends."""
    return list(accumulate(map(len, parts), initial=0))


def _span(text: str, start: int, end: int) -> TextSpan:
    return TextSpan(start=start, end=end, text=text[start:end])

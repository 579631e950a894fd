"""What is true of a word whatever its place, worked out once: most words of a text have been seen before."""

from collections.abc import Callable
from typing import TypeVar

Fact = TypeVar("Fact")

_MOST = 30_000  # words, so that hostile text cannot grow the memory without bound
_LONGEST = 40  # characters of a word worth remembering


class Remembered(dict[str, Fact]):
    """The answers of `work` by word: ask with []. Forgets all when it is full, and starts anew."""

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[str], Fact]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Fact:
        found = self._work(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found

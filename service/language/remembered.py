"""What holds of a word, or of features, wherever they are met: worked out once, since few are new."""

from collections.abc import Callable, Hashable, Sized
from typing import Protocol, TypeVar


class _Sized(Hashable, Sized, Protocol):
    pass


Key = TypeVar("Key", bound=_Sized)
Fact = TypeVar("Fact")

_MOST = 30_000  # keys, so that hostile text cannot grow the memory without bound
_LONGEST = 40  # characters of a word worth remembering


class Remembered(dict[Key, Fact]):
    """The answers of `work`: ask with []. Forgets all when it is full, and starts anew."""

    __slots__ = ("_work",)

    def __init__(self, work: Callable[[Key], Fact]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, key: Key) -> Fact:
        found = self._work(key)
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = found
        return found

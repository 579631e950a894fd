"""Where the clause around a word begins and ends, told from the marks of its sentence."""

from bisect import bisect_left

from service.detect.tokens import Tokens

_STOPS = frozenset(',;:()"“”—–')


class Bounds:
    """The clause bounds of one sentence [first, last)."""

    def __init__(self, tokens: Tokens, first: int, last: int) -> None:
        words = tokens.words[first:last]
        stops = [place for place, word in enumerate(words, first) if word in _STOPS]
        self.stops = [first - 1, *stops, last]

    def around(self, first: int, head: int) -> tuple[int, int]:
        """The token range between the marks before the word `first` and after the word `head`."""
        stops = self.stops
        return stops[bisect_left(stops, first) - 1] + 1, stops[bisect_left(stops, head + 1)]

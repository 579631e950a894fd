"""Where the clause around a word begins and ends, told from the marks of its sentence."""

import re
from bisect import bisect_left

_FINITE = "vzdmhbo"  # tags of what tells a verb of its own
_NAMED = re.compile(rf"[^{_FINITE}qkKcwt][^{_FINITE}]*[nsN]")  # a subject, which an apposition may follow
_APPOSED = re.compile(rf"[^{_FINITE}kKcwt][^{_FINITE}]*")
_STOP = re.compile(r'[,;:()"“”—–]')  # each is its own tag


class Bounds:
    """The clause bounds of one sentence [first, last)."""

    def __init__(self, tags: str, first: int, last: int) -> None:
        self.tags = tags
        stops = [stop.start() for stop in _STOP.finditer(tags, first, last)]
        self.stops = [first - 1, *stops, last]

    def around(self, first: int, head: int) -> tuple[int, int]:
        """The token range between the marks before the word `first` and after the word `head`."""
        stops = self.stops
        if len(stops) == 2:
            return stops[0] + 1, stops[1]
        return stops[bisect_left(stops, first) - 1] + 1, stops[bisect_left(stops, head + 1)]

    def begin(self, first: int) -> int:
        """Where the clause around the word `first` begins, its subject before an apposition counted in.

        "The minister, a farmer's son, *will* sign" begins at "The".
        """
        stops, tags, place = self.stops, self.tags, bisect_left(self.stops, first) - 1
        start = stops[place] + 1
        if place < 2 or tags[stops[place]] != "," or tags[stops[place - 1]] != "," or tags[start:first].strip("rx"):
            return start
        before, inner = stops[place - 2] + 1, stops[place - 1]
        told = _NAMED.fullmatch(tags, before, inner) and _APPOSED.fullmatch(tags, inner + 1, stops[place])
        return before if told else start

"""Where the clause around a word begins and ends, told from the marks of its sentence."""

import re
from bisect import bisect_left

_STOP = re.compile(r'[,;:()"“”—–]')  # each is its own tag


class Bounds:
    """The clause bounds of one sentence [first, last)."""

    def __init__(self, tags: str, first: int, last: int) -> None:
        stops = [stop.start() for stop in _STOP.finditer(tags, first, last)]
        self.stops = [first - 1, *stops, last]

    def around(self, first: int, head: int) -> tuple[int, int]:
        """The token range between the marks before the word `first` and after the word `head`."""
        stops = self.stops
        if len(stops) == 2:
            return stops[0] + 1, stops[1]
        return stops[bisect_left(stops, first) - 1] + 1, stops[bisect_left(stops, head + 1)]

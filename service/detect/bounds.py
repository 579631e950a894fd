"""How much may be found in a text: so much that no news page comes near, and so little that no text is a weapon."""

from collections import Counter
from collections.abc import Iterable

from service.detect.statement import Statement

MOST_STATEMENTS, STRETCH = 32, 1_000  # in each stretch of so many characters; dense news has up to 18
LONGEST_SPEAKER = 200  # characters: what is longer names nobody


def within_bounds(found: Iterable[Statement]) -> list[Statement]:
    """The first `MOST_STATEMENTS` of each stretch of a text, by where their heads stand."""
    counts: Counter[int] = Counter()
    kept = []
    for statement in found:
        stretch = statement.head.start // STRETCH
        counts[stretch] += 1
        if counts[stretch] <= MOST_STATEMENTS:
            kept.append(statement)
    return kept

"""Where the clause around a verb group begins and ends, told from marks and markers near it."""

from service.detect.clauses import Clause
from service.detect.tokens import Tokens

_STOPS = frozenset(',;:()"“”—–')
_REACH = 40  # words to either side at most


def clause_bounds(tokens: Tokens, clause: Clause, first: int, last: int) -> tuple[int, int]:
    """The token range of the clause within its sentence [first, last)."""
    words = tokens.words
    begin = clause.group.first
    floor = max(first, begin - _REACH)
    while begin > floor and words[begin - 1] not in _STOPS:
        begin -= 1
    end = clause.group.head + 1
    ceiling = min(last, end + _REACH)
    while end < ceiling and words[end] not in _STOPS:
        end += 1
    return begin, end

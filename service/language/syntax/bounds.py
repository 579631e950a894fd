"""Where the clause around a word begins and ends, told from the marks and the conjunctions of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from service.language.forms import Form
from service.language.lexicon import load_lexicon
from service.language.syntax.clauses import Clause
from service.language.tags import (
    ADVERBS,
    BASE,
    COORDINATOR,
    DETERMINERS,
    FINITE,
    NAME,
    NOUNS,
    PREPOSITION,
    PRONOUN,
    RELATIVES,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TO,
)
from service.language.tokens import Tokens

# members of an enum are slow to look up
_FINITE, _NOUN = Form.FINITE, Form.NOUN

LONGEST_CLAUSE = 400  # characters of a clause: what lies further from its verb is left out

_VERBAL = FINITE + BASE  # what tells a verb of its own
_JOINING = RELATIVES + SUBORDINATOR + COORDINATOR + TO
# A subject, which an apposition may follow.
_NAMED = re.compile(rf"[^{_VERBAL}{PREPOSITION}{_JOINING}][^{_VERBAL}]*[{NOUNS}]")
_APPOSED = re.compile(rf"[^{_VERBAL}{_JOINING}][^{_VERBAL}]*")
_STOP = re.compile(r'[,;:()"“”—–]')  # each is its own tag
# What begins a subject for certain: "between 1.5 and 1.6 million are" has one.
_OPENERS = frozenset(DETERMINERS + SUBJECT_PRONOUN + PRONOUN + NAME)
_HEAD = attrgetter("head")


class Bounds:
    """The clause bounds of one sentence [first, last)."""

    def __init__(self, tags: str, first: int, last: int, clauses: Sequence[Clause] = ()) -> None:
        self.tags = tags
        stops = [stop.start() for stop in _STOP.finditer(tags, first, last)]
        self.stops = [first - 1, *stops, last]
        self.joints = list(_joints(tags, clauses)) if tags.find(COORDINATOR, first, last) >= 0 else []

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
        if place < 2 or tags[stops[place]] != "," or tags[stops[place - 1]] != "," or tags[start:first].strip(ADVERBS):
            return start
        before, inner = stops[place - 2] + 1, stops[place - 1]
        told = _NAMED.fullmatch(tags, before, inner) and _APPOSED.fullmatch(tags, inner + 1, stops[place])
        return before if told else start

    def own(self, first: int, last: int, head: int) -> tuple[int, int]:
        """[first, last) without the clauses that conjunctions tie to the one whose verb is `head`.

        "Ana will open the gate | and Boris will close it"; a clause that shares the subject of those before it keeps
        them: "Ana will open the gate and close the door | and leave".
        """
        for joint, subject in self.joints:
            if first < joint < head and subject:
                first = joint + 1
            elif head < joint < last:
                return first, joint
        return first, last


def _joints(tags: str, clauses: Iterable[Clause]) -> Iterator[tuple[int, bool]]:
    """The conjunctions between clauses, in order, and whether a subject of its own follows each."""
    told = False
    verbs = sorted((clause for clause in clauses if clause.form is not _NOUN), key=_HEAD)
    for one, other in pairwise(verbs):
        told |= one.form is _FINITE
        shares = other.first <= one.head
        start = other.head if shares else other.first
        joint = tags.rfind(COORDINATOR, one.head + 1, start)
        if joint < 0 or other.lead is one or (other.marker and not shares):
            continue
        subject = tags[joint + 1 : start].strip(ADVERBS)
        if not subject and joint > one.head + 1:  # right behind a verb it ties only verbs: "will cut and raise rates"
            yield joint, False
        elif subject and told and _opens_clause(subject, one, other):
            yield joint, True


def _opens_clause(subject: str, one: Clause, other: Clause) -> bool:
    """Whether what has these tags before `other` is sure to be its subject, and no object of `one`."""
    opens = other.form is _FINITE and subject[0] in _OPENERS
    return opens and one.lemma not in load_lexicon().clause_takers


def within_reach(tokens: Tokens, first: int, last: int, core: int, head: int) -> tuple[int, int]:
    """As much of the clause [first, last) as `LONGEST_CLAUSE` takes: the words `core` to `head`, and around them.

    Half of what is to spare goes to what stands before them, the rest to what follows.
    """
    starts, core = tokens.starts, max(first, core)
    if tokens.end(last - 1) - starts[first] <= LONGEST_CLAUSE:
        return first, last
    if tokens.end(head) - starts[core] > LONGEST_CLAUSE:
        core = head
    spare = LONGEST_CLAUSE - (tokens.end(head) - starts[core])
    first = bisect_left(starts, starts[core] - max(0, spare // 2), first, core)
    last = bisect_left(starts, starts[first] + LONGEST_CLAUSE, head + 1, last)
    if last > head + 1 and tokens.end(last - 1) - starts[first] > LONGEST_CLAUSE:
        last -= 1
    return first, last

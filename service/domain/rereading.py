"""What a second reading of an article changes: what is the same, what is new, and what is found no more. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from service.domain import clocks
from service.domain.article import FIXED, NewStatement, StoredStatement
from service.domain.claim import Claim

_PLACES = frozenset(("clause_start", "clause_end"))
_FOUND = [field.name for field in fields(NewStatement) if field.name not in FIXED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Stored statements beside those that were found; `same` and `new` name the latter by their places."""

    same: tuple[tuple[StoredStatement, int], ...]
    new: tuple[int, ...]
    gone: tuple[StoredStatement, ...]


def compare(stored: Sequence[StoredStatement], found: Sequence[NewStatement]) -> Comparison:
    """Pair each stored statement with the found one that is the same, where there is one.

    The same is what is of the same kind with the same head; else, in the same clause: each head lies in the other's
    span. The time grows with the length of the lists, and with how many heads a clause holds.
    """
    pairs = _Pairs(list(stored), dict(enumerate(found)))
    pairs.match(_head)
    pairs.match(lambda one: (one.kind, one.start, one.end))
    pairs.match_overlapping()
    return Comparison(
        same=tuple(sorted(pairs.same, key=lambda pair: pair[1])), new=tuple(pairs.found), gone=tuple(pairs.stored)
    )


def in_place(stored: StoredStatement, found: NewStatement) -> NewStatement:
    """What is found now, with the text and the place that the statement has kept since it was stored.

    The sentence grows where the clause reached further then than it does now.
    """
    return replace(
        found,
        **{name: getattr(stored, name) for name in FIXED},
        sentence_start=min(found.sentence_start, stored.start),
        sentence_end=max(found.sentence_end, stored.end),
    )


def differs(stored: StoredStatement, found: NewStatement) -> bool:
    """Whether anything that is shown of the statement is another."""
    return any(getattr(stored, name) != getattr(found, name) for name in _FOUND)


def claim_values(claim: Claim, statement: NewStatement, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What of the claim is to be another where `statement` is its first mention, which is `shown` as text and clause.

    Where the clause stands in the text is no reason to change a claim.
    """
    modality = statement.modality or claim.modality
    due = statement.due if statement.due and statement.due >= claim.said_on else None
    read = {
        **shown,
        "head": statement.head,
        "polarity": statement.polarity,
        "modality": modality,
        "conditional": statement.conditional,
        "speaker": statement.speaker,
        "due": due,
        "rule": statement.rule,
        "review_on": clocks.review_on(said_on=claim.said_on, due=due, modality=modality),
    }
    values = {name: value for name, value in read.items() if getattr(claim, name) != value}
    return values if values.keys() - _PLACES else {}


def _head(one: NewStatement) -> Hashable:
    return one.kind, one.head_start, one.head_end


@dataclass(slots=True)
class _Pairs:
    """What has not been paired yet, and what has."""

    stored: list[StoredStatement]
    found: dict[int, NewStatement]
    same: list[tuple[StoredStatement, int]] = field(default_factory=list)

    def match(self, key: Callable[[NewStatement], Hashable]) -> None:
        """Pair what has the same key, in the order of the text."""
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, one in self.found.items():
            places[key(one)].append(place)
        self._pair(lambda one: places[key(one)])

    def match_overlapping(self) -> None:
        """Pair what is of one kind with each head in the other's span."""
        left = sorted(self.found, key=lambda place: self.found[place].head_start)
        heads = [self.found[place].head_start for place in left]

        def candidates(one: StoredStatement) -> list[int]:
            within = left[bisect_left(heads, one.start) : bisect_left(heads, one.end)]
            return [place for place in within if place in self.found and _overlap(one, self.found[place])]

        self._pair(candidates)

    def _pair(self, candidates: Callable[[StoredStatement], Sequence[int]]) -> None:
        left = []
        for one in self.stored:
            place = next((place for place in candidates(one) if place in self.found), None)
            if place is None:
                left.append(one)
            else:
                self.same.append((one, place))
                del self.found[place]
        self.stored = left


def _overlap(one: NewStatement, other: NewStatement) -> bool:
    """Whether the head of `one`, whose span holds the head of `other`, lies in the span of `other`."""
    return one.kind == other.kind and other.start <= one.head_start < other.end

"""What a piece of evidence rests on, as data: the frame, and each part in the claim's words and in the result's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.domain.calibration import CalibrationBin, calibration
from service.domain.evidence.amounts import Share, is_part
from service.domain.evidence.timing import Timing
from service.domain.evidence.values import LaterResult, OpenClaim
from service.domain.frames import FrameVerdict, PartMatch, PartName, Same, Told
from service.language import Amount, Name, Proposition

_MOST = 8  # words or names of one part


class EventPart(StrEnum):
    """A part of an event."""

    EVENT = "event"  # what happens: the verb, or the noun that tells it
    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    HOW_MUCH = "how_much"


class Relation(StrEnum):
    """How the result's words of a part stand to the claim's."""

    SAME = "same"
    OPPOSITE = "opposite"
    IN_TIME = "in_time"
    LATE = "late"
    IN_PART = "in_part"  # less than what was stated
    NOT_NAMED = "not_named"  # one of them does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedWords:
    """Words of one article, and the offsets of their characters in its text; None where they stand elsewhere."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartGrounds:
    """One part as both tell it, and how they relate."""

    part: EventPart
    relation: Relation
    claim: tuple[QuotedWords, ...] = ()
    result: tuple[QuotedWords, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why a result decides a claim: the event of a frame, its points, and its parts.

    Of `judged` pairs with about as many points, `right` were right, by the calibration `version`.
    """

    frame: str
    points: float
    version: str
    judged: int
    right: int
    parts: tuple[PartGrounds, ...]

    def to_json(self) -> dict[str, Any]:
        """As JSON values; `from_json` reads it back."""
        named = {name: getattr(self, name) for name in ("frame", "points", "version", "judged", "right")}
        return {**named, "parts": [_part_to_json(part) for part in self.parts]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Grounds":
        """The grounds that `to_json` wrote."""
        return cls(**{**data, "parts": tuple(map(_part_from_json, data["parts"]))})


def grounds_of(
    open_claim: OpenClaim,
    later: LaterResult,
    judgement: FrameVerdict,
    timing: Timing,
    share: Share | None,
    found_in: CalibrationBin,
) -> Grounds:
    """The grounds of what a frame judges, with the bin of the calibration that its points lie in."""
    claim, result = open_claim.proposition, later.proposition
    happened = judgement.told is Told.DONE
    event = PartGrounds(
        part=EventPart.EVENT,
        relation=Relation.SAME if happened else Relation.OPPOSITE,
        claim=(_wording(claim.expression, claim, claim.head),),
        result=(_wording(result.expression, result, result.head),),
    )
    return Grounds(
        frame=judgement.event.id,
        points=judgement.points,
        version=calibration().version,
        judged=found_in.judged,
        right=found_in.right,
        parts=(
            event,
            _of_match(EventPart.WHO, judgement.matches, (PartName.WHO, PartName.ALL), claim, result),
            _of_match(EventPart.WHAT, judgement.matches, (PartName.WHAT,), claim, result),
            _when(open_claim, later, timing),
            _of_match(EventPart.WHERE, judgement.matches, (PartName.WHERE,), claim, result),
            _how_much(claim, result, share),
        ),
    )


def _of_match(
    part: EventPart, matches: Iterable[PartMatch], names: tuple[PartName, ...], claim: Proposition, result: Proposition
) -> PartGrounds:
    found = next((one for one in matches if one.part in names), None)
    if found is None:
        return PartGrounds(part=part, relation=Relation.NOT_NAMED)
    mine, its = _wordings(found.claim_terms, claim), _wordings(found.result_terms, result)
    told = bool(mine and its) and found.relation is not Same.OPEN
    return PartGrounds(part=part, relation=Relation.SAME if told else Relation.NOT_NAMED, claim=mine, result=its)


def _when(open_claim: OpenClaim, later: LaterResult, timing: Timing) -> PartGrounds:
    """The days: of the claim those that it leaves open, of the result those of its event."""
    claim, result = open_claim.proposition, later.proposition
    mine = tuple(_days(claim.start or open_claim.due, open_claim.due)) if open_claim.due else ()
    its = tuple(_days(result.start, result.end))
    return PartGrounds(part=EventPart.WHEN, relation=_timing(open_claim, later, timing), claim=mine, result=its)


def _timing(open_claim: OpenClaim, later: LaterResult, timing: Timing) -> Relation:
    start = later.proposition.start
    if open_claim.due is None or not (timing.told or start):
        return Relation.NOT_NAMED
    late = timing.late or (start is not None and start > open_claim.due)
    return Relation.LATE if late else Relation.IN_TIME


def _days(first: object, last: object) -> Iterator[QuotedWords]:
    for day in dict.fromkeys((first, last)):
        if day is not None:
            yield QuotedWords(text=f"{day}")


def _how_much(claim: Proposition, result: Proposition, share: Share | None) -> PartGrounds:
    same = tuple(amount for amount in claim.quantities if amount in result.quantities)[:1]
    relation = Relation.SAME if same else Relation.NOT_NAMED
    mine, its = same or claim.quantities[:1], same or result.quantities[:1]
    if share is not None:
        relation = Relation.IN_PART if is_part(share.ratio) else Relation.SAME
        mine, its = (share.stated,), (share.reported,)
    return PartGrounds(
        part=EventPart.HOW_MUCH,
        relation=relation,
        claim=tuple(_amount(one, claim) for one in mine),
        result=tuple(_amount(one, result) for one in its),
    )


def _amount(amount: Amount, one: Proposition) -> QuotedWords:
    return _wording(f"{amount[0]:g} {one.word(amount[1])}", one, amount[1])


def _wordings(terms: Iterable[Name], one: Proposition) -> tuple[QuotedWords, ...]:
    """Names and stems as people write them."""
    names = {*one.agents, *one.patients, *one.others, *one.owners, *one.sentence_entities}
    found = [term for term, _ in zip(dict.fromkeys(terms), range(_MOST), strict=False)]
    return tuple(_wording(term.title() if term in names else one.word(term), one, term) for term in found)


def _wording(text: str, one: Proposition, term: str) -> QuotedWords:
    span = one.offsets.get(term)
    return QuotedWords(text=text, start=span and span.start, end=span and span.end)


def _part_to_json(part: PartGrounds) -> dict[str, Any]:
    return {
        "part": part.part,
        "relation": part.relation,
        "claim": [[one.text, one.start, one.end] for one in part.claim],
        "result": [[one.text, one.start, one.end] for one in part.result],
    }


def _part_from_json(data: dict[str, Any]) -> PartGrounds:
    sides = {
        side: tuple(QuotedWords(text=text, start=start, end=end) for text, start, end in data[side])
        for side in ("claim", "result")
    }
    return PartGrounds(part=EventPart(data["part"]), relation=Relation(data["relation"]), **sides)

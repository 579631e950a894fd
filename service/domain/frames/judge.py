"""Whether a later result decides a claim: its frame and its participants must be the claim's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.domain.frames.bounds import meets
from service.domain.frames.frame import FrameEvent, Needs, Sense, lexicon
from service.domain.frames.match import PartMatch, PartName
from service.domain.frames.matching import Pair, matches_of
from service.domain.frames.participants import Same
from service.domain.frames.readings import FrameReading, readings_of
from service.domain.frames.relation import is_typed_otherwise, relate
from service.language import Proposition


class Told(StrEnum):
    """What a result tells of the claim's event."""

    DONE = "done"
    FAILED = "failed"
    PUT_OFF = "put_off"
    DENIED = "denied"  # "did not sign": so far


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameVerdict:
    """What a frame makes of a result; `befell` says that a plan of any kind was called off or put off."""

    event: FrameEvent
    told: Told
    befell: bool
    matches: tuple[PartMatch, ...]
    points: float


def judge(claim: Proposition, result: Proposition, *, negated: bool) -> list[FrameVerdict]:
    """The judgements over all readings of both, the best first; none where no frame decides.

    `negated` is the result's polarity. Days are not compared here.
    """
    if not lexicon().lists["untold"].isdisjoint(result.features):
        return []
    mine = _readings(claim)
    if not mine:
        return []
    found = _judgements(
        claim, mine, result, negated=negated or not lexicon().lists["denies"].isdisjoint(result.features)
    )
    return sorted(found, key=lambda one: -one.points)


def _readings(claim: Proposition) -> list[FrameReading]:
    """What a claim may state; of several events those whose things and actors it has."""
    every = [reading for reading in readings_of(claim) if reading.claims]
    return [reading for reading in every if not is_typed_otherwise(claim, reading)] or every


def _judgements(
    claim: Proposition, mine: Sequence[FrameReading], result: Proposition, *, negated: bool
) -> Iterator[FrameVerdict]:
    for its in readings_of(result):
        for own in mine:
            event = own.event
            sense = relate(claim, event, own, result, its) if event else None
            if event is None or sense is None or (negated and sense is not Sense.DONE):
                continue
            if sense is Sense.DONE and not negated and not meets(event, claim, result):
                continue
            told = Told.DENIED if negated else Told(sense)
            judgement = _judgement(Pair.of(event, claim, own, result, its), told)
            if judgement:
                yield judgement


def _judgement(pair: Pair, told: Told) -> FrameVerdict | None:
    matches = matches_of(pair)
    if not matches or (told is not Told.DONE and _is_vague(pair.event, matches)):
        return None
    return FrameVerdict(
        event=pair.event,
        told=told,
        befell=pair.its.event is None,
        matches=tuple(matches),
        points=_points(matches, pair.result),
    )


def _is_vague(event: FrameEvent, matches: Sequence[PartMatch]) -> bool:
    """Whether it is not told of what something did not come about."""
    theme = next((one.relation for one in matches if one.part is PartName.WHAT), Same.OPEN)
    return event.needs in (Needs.THEME, Needs.BOTH) and theme in (Same.OPEN, Same.MEANT)


def _points(matches: Sequence[PartMatch], result: Proposition) -> float:
    table = lexicon().points
    parts = sum(table.get(f"{one.part}_{one.relation}", 0.0) for one in matches)
    return parts + sum(table.get(sign, 0.0) for sign in result.features)

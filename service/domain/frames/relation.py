"""What the event of a result tells of the event of a claim, before their participants are compared."""

from collections.abc import Sequence

from service.domain.frames.frame import FrameEvent, Sense
from service.domain.frames.participants import Participant, parts_of
from service.domain.frames.readings import FrameReading
from service.language import Proposition, same_noun


def relate(
    claim: Proposition, event: FrameEvent, own: FrameReading, result: Proposition, its: FrameReading
) -> Sense | None:
    """What the result tells of the claim's `event`, as `own` reads it; None where it tells nothing of it."""
    typed, its_typed = (not is_typed_otherwise(*side) for side in ((claim, own), (result, its)))
    said_alike = its.event is event and claim.head == result.head  # the same word of the same thing means the same
    if not (typed and its_typed) and (typed or not said_alike):
        return None
    if not _are_counted_alike(claim, event, own, result, its):
        return None
    if its.event is None:
        return its.sense if _is_plan_of(claim, own, its.plan) else None
    if its.event is event:
        return its.sense
    told = _tells(event, its.event, parts_of(result, its).theme)
    return Sense.DONE if told and its.sense is Sense.DONE else None


def is_typed_otherwise(one: Proposition, reading: FrameReading) -> bool:
    """Whether the event is of things or actors of certain kinds, and this is of none of them."""
    event = reading.event
    if event is None:
        return False
    parts = parts_of(one, reading)
    if event.counted and not _counts(one, parts.theme, reading):
        return True
    main = parts.theme.main
    told = reading.carried or not event.things.isdisjoint(reading.used)
    if event.things and not told and main and event.things.isdisjoint(main):
        return True
    anonymous = event.actors and not parts.agent.names
    return bool(anonymous and parts.agent.nouns) and event.actors.isdisjoint(parts.agent.nouns)


def is_named_by(own: FrameReading, plan: Sequence[str]) -> bool:
    """Whether the noun of a plan names the claim's event: "the launch"."""
    nouns = (*(own.event.nouns if own.event else ()), *own.used)
    return bool(plan) and any(same_noun(plan[-1], noun) for noun in nouns)


def _is_plan_of(claim: Proposition, own: FrameReading, plan: Sequence[str]) -> bool:
    """Whether the noun of a plan names the claim's event, or what it is done to."""
    main = parts_of(claim, own).theme.main
    return is_named_by(own, plan) or (bool(plan) and any(same_noun(plan[-1], noun) for noun in main))


def _are_counted_alike(
    claim: Proposition, event: FrameEvent, own: FrameReading, result: Proposition, its: FrameReading
) -> bool:
    """Whether claim and result share a verb, and both count, where the event asks for it."""
    if event.alike and its.event and own.used.isdisjoint(its.used) and set(claim.groups).isdisjoint(result.groups):
        return False
    if not event.counted:
        return True
    return _counts(claim, parts_of(claim, own).theme, own) and _counts(result, parts_of(result, its).theme, its)


def _counts(one: Proposition, theme: Participant, reading: FrameReading) -> bool:
    """Whether the theme is told with how many of it there are; it may be a word of the expression: "shed 900 jobs"."""
    counted = {*theme.nouns[-1:], *reading.nouns}
    return any(unit in counted for _, unit in one.quantities)


def _tells(event: FrameEvent, its: FrameEvent, theme: Participant) -> bool:
    """Whether an event implies another of its frame, or one of another frame that its theme names: "opened talks"."""
    if its.frame == event.frame and its.name in event.told_by:
        return True
    if its.id in event.converse or its.id in event.swapped:
        return True
    return its.id in event.told_by and not set(event.nouns).isdisjoint(theme.main)

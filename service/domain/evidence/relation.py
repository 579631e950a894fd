"""How what a result tells stands to what a claim tells: the same, its opposite, or what becomes of any plan."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.evidence.amounts import is_part, share_of
from service.language import PLAN_EVENTS, EventClass, EventFeature, Proposition, class_of, opposite, small


class RelationKind(StrEnum):
    """In which way a result bears on a claim."""

    SAME = "same"
    OPPOSITE = "opposite"
    PLAN_EVENT = "plan_event"  # called off, put off, carried out: may happen to any plan
    ASIDE = "aside"  # told in passing
    QUANTITY = "quantity"  # how many there are of what was promised, whatever the verb


SAME, OPPOSITE, PLAN_EVENT, ASIDE, QUANTITY = RelationKind  # members of an enum are slow to look up

_FAR = 1.5  # times what was promised: beyond it, something else is counted


@dataclass(frozen=True, slots=True)
class Relation:
    """How they stand; `event` is that of the claim, or what became of its plan."""

    kind: RelationKind
    event: EventClass
    points: float
    reason: str

    @property
    def event_class(self) -> str:
        """The event class of both, without its pole."""
        return class_of(self.event)


def relate(claim: Proposition, result: Proposition) -> Relation | None:
    """The closest relation; None where there is none, or where the result's words may mean either pole."""
    mine, told = set(claim.classes), f"{claim.expression} = {result.expression}"
    same = [event for event in result.classes if event in mine]
    against = [event for event in result.classes if opposite(event) in mine]
    if any(event[0] == "=" for event in same):
        meant = next((event for event in same if event[0] != "="), same[0])
        return Relation(SAME, meant, 0.3, f"what: {result.expression}")
    if same and not against:
        return Relation(SAME, same[0], 0.28, f"what: {told}")
    if against and not same:
        return Relation(
            OPPOSITE, opposite(against[0]), 0.27, f"what: {claim.expression}, against it {result.expression}"
        )
    if same:
        return None
    return _further(claim, result, mine)


def _further(claim: Proposition, result: Proposition, mine: set[EventClass]) -> Relation | None:
    if EventFeature.TALLY in result.features and "vote+" in mine:
        return Relation(SAME, "vote+", 0.28, "what: votes were counted")
    plan_event = next((event for event in result.classes if class_of(event) in PLAN_EVENTS), None)
    if plan_event:
        return Relation(PLAN_EVENT, plan_event, 0.25, f"what: {result.expression}")
    aside = next((event for event in result.asides if event in mine or opposite(event) in mine), None)
    if aside is None:
        return _by_quantity(claim, result)
    told = "told in passing" if aside in mine else "denied in passing"
    return Relation(ASIDE, aside, 0.25, f"what: {class_of(aside).replace('_', ' ')}, {told}")


def _by_quantity(claim: Proposition, result: Proposition) -> Relation | None:
    """ "The hospital has 52 of the nurses": how many of what was promised, whatever the verb."""
    share = share_of(claim, result)
    if share is None:
        return None
    unit = share.stated[1]
    if unit not in claim.patient_terms or unit in small("measures"):
        return None
    enough = is_part(share.ratio) or 1 <= share.ratio < _FAR
    return (
        Relation(QUANTITY, claim.classes[0], 0.22, f"what: {result.word(share.reported[1])}, counted")
        if enough
        else None
    )

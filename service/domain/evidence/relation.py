"""How what a result tells stands to what a claim tells: the same, its opposite, or what befalls any plan."""

from dataclasses import dataclass

from service.domain.evidence.amounts import is_part, share_of
from service.language import WHATEVER, EventClass, Proposition, class_of, opposite, small

_FAR = 1.5  # times what was promised: beyond it, something else is counted


@dataclass(frozen=True, slots=True)
class Relation:
    """How they stand: `kind` is one of same, opposite, befalls, aside, counted.

    `sense` is that of the claim, or of what befell it.
    """

    kind: str
    sense: EventClass
    points: float
    reason: str

    @property
    def event_class(self) -> str:
        """The axis that both lie on."""
        return class_of(self.sense)


def relate(claim: Proposition, result: Proposition) -> Relation | None:
    """The closest relation; None where there is none, or where the result's words may mean either pole."""
    mine, told = set(claim.classes), f"{claim.expression} = {result.expression}"
    same = [sense for sense in result.classes if sense in mine]
    against = [sense for sense in result.classes if opposite(sense) in mine]
    if any(sense[0] == "=" for sense in same):
        meant = next((sense for sense in same if sense[0] != "="), same[0])
        return Relation("same", meant, 0.3, f"what: {result.expression}")
    if same and not against:
        return Relation("same", same[0], 0.28, f"what: {told}")
    if against and not same:
        return Relation(
            "opposite", opposite(against[0]), 0.27, f"what: {claim.expression}, against it {result.expression}"
        )
    if same:
        return None
    return _further(claim, result, mine)


def _further(claim: Proposition, result: Proposition, mine: set[EventClass]) -> Relation | None:
    if "tally" in result.features and "vote+" in mine:
        return Relation("same", "vote+", 0.28, "what: votes were counted")
    befalls = next((sense for sense in result.classes if class_of(sense) in WHATEVER), None)
    if befalls:
        return Relation("befalls", befalls, 0.25, f"what: {result.expression}")
    aside = next((sense for sense in result.asides if sense in mine or opposite(sense) in mine), None)
    if aside is None:
        return _counted(claim, result)
    told = "told in passing" if aside in mine else "denied in passing"
    return Relation("aside", aside, 0.25, f"what: {class_of(aside).replace('_', ' ')}, {told}")


def _counted(claim: Proposition, result: Proposition) -> Relation | None:
    """ "The hospital has 52 of the nurses": how many of what was promised, whatever the verb."""
    share = share_of(claim, result)
    if share is None or share[1][1] not in claim.things or share[1][1] in small("measures"):
        return None
    enough = is_part(share[0]) or 1 <= share[0] < _FAR
    return Relation("counted", claim.classes[0], 0.22, f"what: {result.word(share[2][1])}, counted") if enough else None

"""How what a result tells stands to what a claim tells: the same, its opposite, or what befalls any plan."""

from dataclasses import dataclass

from service.domain.evidence.account import Account
from service.domain.evidence.senses import WHATEVER, Sense, axis, opposite


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is "same", "opposite", "befalls" or "aside"; `sense` is that of the claim, or of what befell it."""

    kind: str
    sense: Sense
    points: float
    reason: str

    @property
    def axis(self) -> str:
        """The axis that both lie on."""
        return axis(self.sense)


def relate(claim: Account, result: Account) -> Relation | None:
    """The closest relation; None where there is none, or where the result's words may mean either pole."""
    mine, told = set(claim.senses), f"{claim.told} = {result.told}"
    same = [sense for sense in result.senses if sense in mine]
    against = [sense for sense in result.senses if opposite(sense) in mine]
    if any(sense[0] == "=" for sense in same):
        meant = next((sense for sense in same if sense[0] != "="), same[0])
        return Relation("same", meant, 0.3, f"what: {result.told}")
    if same and not against:
        return Relation("same", same[0], 0.28, f"what: {told}")
    if against and not same:
        return Relation("opposite", opposite(against[0]), 0.27, f"what: {claim.told}, against it {result.told}")
    if same:
        return None
    return _further(result, mine)


def _further(result: Account, mine: set[Sense]) -> Relation | None:
    if "tally" in result.marks and "vote+" in mine:
        return Relation("same", "vote+", 0.28, "what: votes were counted")
    befalls = next((sense for sense in result.senses if axis(sense) in WHATEVER), None)
    if befalls:
        return Relation("befalls", befalls, 0.25, f"what: {result.told}")
    aside = next((sense for sense in result.asides if sense in mine), None)
    return Relation("aside", aside, 0.25, f"what: {axis(aside).replace('_', ' ')}, told in passing") if aside else None

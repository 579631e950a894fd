"""How what a result tells stands to what a claim tells: the same, its opposite, or what befalls any plan."""

from dataclasses import dataclass

from service.domain.evidence.account import Account
from service.domain.evidence.senses import WHATEVER, axis, opposite

_VOTED = frozenset(("vote+", "approve+", "reject+"))


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is "same", "opposite" or "befalls"; `sense` is that of the claim, or of what befell it."""

    kind: str
    sense: str
    points: float
    reason: str

    @property
    def axis(self) -> str:
        """The axis that both lie on."""
        return axis(self.sense)


def relate(claim: Account, result: Account) -> Relation | None:
    """The closest relation; None where there is none, or where the result's words may mean either pole."""
    mine = set(claim.senses)
    same = [sense for sense in result.senses if sense in mine]
    against = [sense for sense in result.senses if opposite(sense) in mine]
    lemmas = [sense for sense in same if sense[0] == "="]
    told = _told(result)
    if lemmas:
        return Relation("same", next((s for s in same if s[0] != "="), lemmas[0]), 0.3, f"what: {lemmas[0][1:-1]}")
    if same and not against:
        return Relation("same", same[0], 0.28, f"what: {axis(same[0]).replace('_', ' ')} = {told}")
    if against and not same:
        sense = opposite(against[0])
        return Relation("opposite", sense, 0.27, f"what: the opposite of {axis(sense).replace('_', ' ')} = {told}")
    if "tally" in result.marks and "vote+" in mine:
        return Relation("same", "vote+", 0.28, "what: votes were counted")
    befalls = [sense for sense in result.senses if axis(sense) in WHATEVER]
    if befalls and not same and not against:
        return Relation("befalls", befalls[0], 0.25, f"what: {told}")
    return None


def _told(result: Account) -> str:
    return next((sense[1:-1] for sense in reversed(result.senses) if sense[0] == "="), "so told")

"""What a statement tells, in terms in which a claim and a result can be compared. Kept with the statement as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.identity.amounts import Amount
from service.domain.identity.names import Name

_LISTS = (
    "senses", "asides", "agents", "patients", "others", "where", "near", "meant", "cast", "actors", "things", "about",
    "antecedents", "rest", "story", "traits", "marks",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One statement in comparable terms.

    `senses` are what may have happened, as an axis of meaning and its pole ("approve+", "approve-"), `asides` what the
    sentence tells in passing, `told` the words of it. Names: `agents` act, `patients` suffer, `others` hang on
    prepositions, `where` those of places among them, `near` stand elsewhere in the sentence, `meant` are those that a
    pronoun or a role may stand for, and `cast` those of the article, the most frequent first. Words, by groups of
    synonyms: `actors` of the subject, `things` of the object with its main noun last, `about` behind of, on, for;
    `antecedents` stand before a pronoun for the object, one of which it means; `rest` of the sentence, `story` of the
    article around it. `traits` tell a thing from others of its kind ("first"); `marks` are signs such as "late" or
    "indefinite". `spelled` has the word for each stem that is none itself. `start` and `end` bound the days on which
    it happened, or is to happen; None where the words tell none.
    """

    told: str
    senses: tuple[str, ...]
    asides: tuple[str, ...]
    agents: tuple[Name, ...]
    patients: tuple[Name, ...]
    others: tuple[Name, ...]
    where: tuple[Name, ...]
    near: tuple[Name, ...]
    meant: tuple[Name, ...]
    cast: tuple[Name, ...]
    actors: tuple[str, ...]
    things: tuple[str, ...]
    about: tuple[str, ...]
    antecedents: tuple[str, ...]
    rest: tuple[str, ...]
    story: tuple[str, ...]
    traits: tuple[str, ...]
    marks: tuple[str, ...]
    amounts: tuple[Amount, ...]
    spelled: Mapping[str, str]
    start: date | None
    end: date | None

    def word(self, stem: str) -> str:
        """The word of the statement for one of its stems, for people to read."""
        return self.spelled.get(stem, stem)

    def to_json(self) -> dict[str, Any]:
        """As JSON values, what is empty left out; `from_json` reads it back."""
        lists = {name: list(values) for name in _LISTS if (values := getattr(self, name))}
        days = {name: day.isoformat() for name in ("start", "end") if (day := getattr(self, name))}
        amounts = [list(amount) for amount in self.amounts]
        return lists | days | {"told": self.told, "amounts": amounts, "spelled": dict(self.spelled)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Account":
        """The account that `to_json` wrote."""
        return cls(
            told=data.get("told", ""),
            **{name: tuple(data.get(name, ())) for name in _LISTS},
            amounts=tuple((float(value), unit) for value, unit in data["amounts"]),
            spelled=data.get("spelled", {}),
            start=_day(data.get("start")),
            end=_day(data.get("end")),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

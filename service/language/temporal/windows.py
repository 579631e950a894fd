"""When a statement places its event: which of its words tell time, and the days they leave open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from service.language.semantics.semantic_lexicon import is_small, semantic_lexicon
from service.language.temporal.conventions import Unit
from service.language.temporal.event_days import is_year
from service.language.words import Word as Token

# Days that a stated period reaches back from its last day, by the unit that its words name.
LENGTHS = {
    Unit.DAY: 1,
    Unit.WEEKEND: 2,
    Unit.WEEK: 7,
    Unit.MONTH: 31,
    Unit.QUARTER: 92,
    Unit.HALF: 184,
    Unit.YEAR: 366,
}
# Units that have words of their own, of which a word of two lists counts in the latter.
_NAMED = (Unit.HOUR, Unit.YEAR, Unit.HALF, Unit.QUARTER, Unit.WEEK, Unit.WEEKEND, Unit.DAY)
_BEFORE = 3  # words before a unit that may belong to it ("by the end of the" week)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days from `start` to `due` are on time; `due` is None where no date was given. `hours` are parts of a day."""

    said_on: date
    start: date
    due: date | None
    hours: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days are on time; 0 where no date was given."""
        return (self.due - self.start).days + 1 if self.due else 0

    def to_json(self) -> dict[str, Any]:
        """As JSON, dates in ISO form."""
        due = self.due.isoformat() if self.due else None
        return {
            "said_on": self.said_on.isoformat(),
            "start": self.start.isoformat(),
            "due": due,
            "hours": list(self.hours),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "When":
        """The value that `to_json` wrote."""
        due = date.fromisoformat(data["due"]) if data["due"] else None
        said_on, start = date.fromisoformat(data["said_on"]), date.fromisoformat(data["start"])
        return cls(said_on=said_on, start=start, due=due, hours=tuple(data["hours"]))


def time_words(tokens: Sequence[Token]) -> dict[int, Unit | None]:
    """The places of the words that tell time, each with the unit it tells; None for what belongs to such a word."""
    told = {word_index: unit for word_index in range(len(tokens)) if (unit := _unit(tokens, word_index)) is not None}
    found: dict[int, Unit | None] = {**told}
    for word_index in sorted(found):
        for near in range(max(0, word_index - _BEFORE), min(len(tokens), word_index + 3)):
            if near not in found and _belongs(tokens, near, word_index):
                found[near] = None
    return found


def _unit(tokens: Sequence[Token], word_index: int) -> Unit | None:
    """The unit that the word at `word_index` tells by itself; None where it tells no time."""
    token = tokens[word_index]
    if not token.number and token.low not in _tellers():
        return None
    unit = _own_units().get(token.low)
    if unit is not None:
        return None if _is_measure(tokens, word_index) else unit
    if token.capital and is_small(token.low, "time_months"):
        return _named_month(tokens, word_index)
    if is_small(token.low, "time_month"):
        return Unit.MONTH
    if is_year(token.low):
        return Unit.YEAR if word_index and is_small(tokens[word_index - 1].low, "time_ties", "time_months") else None
    return Unit.HOUR if token.number and ":" in token.low else None


def _named_month(tokens: Sequence[Token], word_index: int) -> Unit | None:
    namesake = is_small(tokens[word_index].low, "time_namesakes") and not _dated(tokens, word_index)
    return None if namesake else _month(tokens, word_index)


@cache
def _own_units() -> Mapping[str, Unit]:
    """The units of words that tell one by themselves."""
    return {low: unit for unit in _NAMED for low in semantic_lexicon().small[f"time_{unit.name.lower()}"]}


@cache
def _tellers() -> frozenset[str]:
    """The words that may tell time; few words of a text are any."""
    return semantic_lexicon().small["time_months"] | semantic_lexicon().small["time_month"] | _own_units().keys()


def _is_measure(tokens: Sequence[Token], word_index: int) -> bool:
    """ "a quarter of a percentage point", "fall" the verb, "half the jobs" """
    low, after = tokens[word_index].low, tokens[word_index + 1].low if word_index + 1 < len(tokens) else ""
    before = tokens[word_index - 1].low if word_index else ""
    if is_small(low, "time_measures"):
        named = is_small(before, "ordinals", "time_parts")
        return not named or is_small(after, "time_measured")
    return is_small(low, "time_verbs") and not is_small(before, "time_parts", "time_ties")


def _dated(tokens: Sequence[Token], word_index: int) -> bool:
    beside = [tokens[near] for near in (word_index - 1, word_index + 1) if 0 <= near < len(tokens)]
    return any(token.number or is_small(token.low, "time_ties", "time_parts") for token in beside)


def _month(tokens: Sequence[Token], word_index: int) -> Unit:
    beside = [tokens[near].low for near in (word_index - 1, word_index + 1) if 0 <= near < len(tokens)]
    return Unit.DAY if any(_day(low) and len(low) <= 4 for low in beside) else Unit.MONTH


def _day(low: str) -> bool:
    figures = low.rstrip("stndrh")
    return figures.isdecimal() and len(figures) <= 2 and 1 <= int(figures) <= 31


def _belongs(tokens: Sequence[Token], near: int, word_index: int) -> bool:
    """Whether the word at `near` belongs to the time word at `word_index`: only small words lie between them."""
    token = tokens[near]
    between = tokens[min(near, word_index) + 1 : max(near, word_index)]
    if any(not is_small(word.low, "function", "time_parts", "ordinals") and not word.mark for word in between):
        return False
    if near > word_index:
        return near == word_index + 1 and (_day(token.low) or is_small(token.low, "time_after"))
    if is_small(token.low, "time_parts"):
        return True
    return (_day(token.low) or is_small(token.low, "ordinals", "counts") or token.number) and near == word_index - 1


def read_when(
    tokens: Sequence[Token], head: int, said_on: date, due: date | None, found: Mapping[int, Unit | None] | None = None
) -> When:
    """The days that the words leave open, `due` the last; of two times that which follows the head counts.

    `found` are the time words of the tokens where they are known.
    """
    found = time_words(tokens) if found is None else found
    hours = tuple(sorted({tokens[word_index].low for word_index, unit in found.items() if unit is Unit.HOUR}))
    if due is None:
        return When(said_on=said_on, start=said_on, due=None, hours=hours)
    units = [(word_index, unit) for word_index, unit in found.items() if unit is not None and unit in LENGTHS]
    after = [(word_index, unit) for word_index, unit in units if word_index > head] or units
    word_index, unit = min(after, key=lambda pair: LENGTHS[pair[1]], default=(head, Unit.DAY))
    opening = {token.low for token in tokens[max(0, word_index - _BEFORE - 1) : word_index]}
    if opening & semantic_lexicon().small["time_open"] or (
        tokens[word_index].low.endswith("s") and unit is not Unit.DAY
    ):
        start = said_on
    else:
        start = due - timedelta(days=LENGTHS[unit] - 1)
    return When(said_on=said_on, start=min(max(start, said_on), due), due=due, hours=hours)

"""A made-up archive of watched claims of any size: who acts and what is sought have the spread of real news.

The propositions are those that the rules read from sentences; names are put in their place, with a long tail.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from service.domain.frames import search_keys
from service.language import Proposition
from service.usecases.detection import find_statements
from service.usecases.stated import stated
from tests.bench.archive import SPEAKERS

TODAY = date(2026, 3, 10)
_PERSON, _OTHER = "Aaaa Bbbbson", "Cccc Ddddsen"
_PLANS = (
    ("sign", "signed", "the fisheries accord with {other}"),
    ("open", "opened", "the northern tunnel with {other}"),
    ("acquire", "acquired", "the shipping line of {other}"),
    ("meet", "met", "{other} in the old town hall"),
    ("launch", "launched", "the weather satellite for {other}"),
    ("veto", "vetoed", "the farm bill of {other}"),
    ("appoint", "appointed", "{other} to the central bank"),
    ("sue", "sued", "{other} over the patent"),
    ("release", "released", "the report on {other}"),
    ("visit", "visited", "{other} at the border camp"),
)


@dataclass(frozen=True, slots=True)
class _Mould:
    """A proposition as JSON, and its keys, with names to be replaced."""

    proposition: str
    keys: tuple[str, ...]

    def cast(self, person: str, other: str) -> tuple[str, tuple[str, ...]]:
        """The proposition and its keys with these names."""
        pairs = [(_PERSON, person), (_OTHER, other)]
        return _named(self.proposition, pairs), tuple(_named(key, pairs) for key in self.keys)


def names(chance: random.Random) -> tuple[str, str]:
    """Two people of the news, the same few rather often."""
    person, other = SPEAKERS.some(chance, 2)
    return person, other


def results(chance: random.Random, count: int) -> str:
    """The text of an article that reports `count` results."""
    return " ".join(_sentence(chance.choice(_PLANS), 1, *names(chance)) for _ in range(count))


def watches(count: int) -> Iterator[tuple[dict[str, object], str, tuple[str, ...]]]:
    """Claims with what is looked for on their behalf: the row, the proposition, its keys; one in 100 is ripe."""
    chance, moulds = random.Random(3), [_mould(plan) for plan in _PLANS]
    for number in range(count):
        person, other = names(chance)
        proposition, keys = chance.choice(moulds).cast(person, other)
        said = TODAY - timedelta(days=1 + number * 700 // count)
        review = TODAY - timedelta(days=1) if number % 100 == 0 else TODAY + timedelta(days=1 + number % 300)
        at = datetime(said.year, said.month, said.day, tzinfo=UTC)
        row: dict[str, object] = {
            "id": UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | number),
            "text": f"{person} will deal with {other}.",
            "status": "open",
            "polarity": "positive",
            "modality": "scheduled",
            "conditional": False,
            "said_on": said,
            "review_on": review,
            "tags": [],
            "mentions": 1,
            "version": 1,
            "created_at": at,
            "updated_at": at,
        }
        yield row, proposition, keys


def _mould(plan: tuple[str, str, str]) -> _Mould:
    text = _sentence(plan, 0, _PERSON, _OTHER)
    proposition = _proposition(text)
    return _Mould(json.dumps(proposition.to_json()), search_keys(proposition))


def _proposition(text: str) -> Proposition:
    found = find_statements(text, title=None, published=TODAY)
    return found.doc.proposition(found.clauses[0], stated(found.statements[0]), TODAY)


def _sentence(plan: tuple[str, str, str], tense: int, person: str, other: str) -> str:
    verb = f"will {plan[0]}" if tense == 0 else plan[1]
    return f"{person} {verb} {plan[2].format(other=other)}."


def _named(text: str, pairs: list[tuple[str, str]]) -> str:
    for stand_in, name in pairs:
        for mine, its in ((stand_in.lower(), name.lower()), (stand_in.split()[1].lower(), name.split()[1].lower())):
            text = text.replace(mine, its)
    return text

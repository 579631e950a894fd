"""Made-up news, each article another. Statements stand as thick as in real news: of 86 real articles the median has,
in 4,000 characters, 11 outcomes and 20 results that the detector finds, 33 in all; the clauses are as long (80
characters), and as many (a third) have a speaker. `python -m tests.bench.news DOCS.jsonl …` prints such figures.
"""

import json
import random
import statistics
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from service.detect import Kind, detect
from service.language import read

LENGTH = 4_000  # characters

_TITLES = (
    "Minister", "Mayor", "Chairwoman", "Senator", "Governor", "Secretary", "Commissioner", "Judge", "Captain",
)  # fmt: skip
_BEGINNINGS = (
    "Ha", "Okon", "Lind", "Bar", "Tan", "Mbe", "Nov", "Far", "Os", "Kowal", "Du", "Bran", "Sol", "Petr", "Ach", "Mor",
    "Sing", "Aal", "Whit", "Yil", "Castel", "Ing", "Rav", "Teo", "Gus", "Vel",
)  # fmt: skip
_MIDDLES = ("", "an", "ber", "dor", "el", "ga", "il", "mar", "ne", "o", "ri", "sa", "tu")
_ENDINGS = (
    "ugmo", "jo", "qvist", "era", "aka", "ki", "ak", "rell", "ei", "czyk", "arte", "imi", "dt", "ano", "ov", "ebe",
    "eau", "tonen", "lock", "maz", "lan", "sson", "ides", "ola", "inga", "eiro",
)  # fmt: skip
_TOWNS = ("Karl", "Ell", "Monte", "Naga", "Drum", "Villa", "Ostra", "Kis", "Halvor", "Queens", "Merr", "Berg", "Tal")
_TOWN_ENDS = ("stad", "ery", "var", "sho", "lea", "fort", "umbe", "sund", "bridge", "ow", "dorf", "inmaa", "bury")
_BODIES = (
    "council", "bank", "parliament", "union", "port authority", "airline", "health ministry", "election commission",
    "railway company", "court", "regulator", "police", "university", "water board", "chamber of commerce", "league",
    "opposition", "shipyard", "insurer", "prosecutor's office", "army", "hospital", "broadcaster", "farmers' party",
)  # fmt: skip
_QUALITIES = (
    "northern", "second", "disputed", "long-awaited", "provincial", "joint", "emergency", "coastal", "revised",
    "three-year", "public", "cross-border", "underground", "winter", "privately run", "municipal", "maritime", "rural",
)  # fmt: skip
_THINGS = (
    "bridge", "fisheries treaty", "budget", "pension bill", "power plant", "trade agreement", "ferry line", "inquiry",
    "vaccine programme", "housing plan", "ceasefire", "stadium", "tunnel", "tax reform", "satellite", "merger",
    "data law", "dam", "rail strike", "museum", "aid convoy", "wage deal", "border post", "reactor", "tram network",
    "curfew", "film festival", "census", "gas pipeline", "school reform", "loan", "election", "harbour", "archive",
)  # fmt: skip
_SOON = (
    "on Friday", "next week", "by the end of the year", "in April", "within two weeks", "on 4 May", "later this month",
    "in the coming days", "before the summer", "by 2028", "in the autumn", "tomorrow",
)  # fmt: skip
_PAST = (
    "on Monday", "last week", "in January", "after a night of talks", "earlier this month", "in 2024", "two years ago",
    "on Sunday evening", "yesterday", "in the first quarter",
)  # fmt: skip

_OUTCOMES = (
    "The {place} {body} is expected to approve the {thing} {soon}, {title} {name} said at a news conference.",
    "{title} {name} will travel to {place} {soon} to discuss the {thing} with officials there.",
    '"We will open the {thing} in {place} {soon}, whatever the {body} thinks," said {title} {name}.',
    "The {body} of {place} plans to close the {thing} {soon} unless the {body} pays {number} million crowns.",
    "{title} {name} vowed that the {body} would not abandon the {thing}, which employs {number} people.",
    "Officials in {place} hope to finish the {thing} {soon}, although the {body} may still object to its cost.",
    "The vote of the {place} {body} on the {thing} is scheduled to take place {soon}.",
)
_RESULTS = (
    "The {body} rejected the {thing} {past} by {number} votes, and crowds gathered in the streets of {place}.",
    "{title} {name} of {place} resigned {past} after the {body} published its report on the {thing}.",
    "The {place} {body} signed a contract for the {thing} {past}, according to {title} {name}.",
    "Storms hit the coast near {place} {past}, and {number} homes around the {thing} were damaged.",
    "{title} {name} told reporters in {place} that the {body} had delayed the {thing} {past}.",
    'The costs of the {thing} rose by {number} per cent {past}, the {body} reported. "We misjudged them," {name} said.',
)
_PLAIN = (
    "{place} has about {number} thousand inhabitants and lies on the northern coast, not far from the {thing}.",
    "The {thing} has long been a matter of dispute between {place} and its {body}, and nobody knows why.",
    "{title} {name} has a house near {place}, knows the {body} well and is a friend of its chairman.",
    "With its {number} members, the {body} is the oldest of its kind in the region, and {place} is proud of it.",
    "The road from {place} to the {thing} is long and narrow, and few people live along it in these years.",
)
_KINDS, _WEIGHTS = (_OUTCOMES, _RESULTS, _PLAIN), (11, 13, 11)


def published(number: int) -> date:
    """The day on which article number so and so came out: in the order of the numbers, fifty a day."""
    return date(2024, 3, 2) + timedelta(days=number // 50)


def news(number: int) -> str:
    """Article number so and so, of `LENGTH` characters."""
    chance = random.Random(number)
    text = f"{_name(chance, _TOWNS, _TOWN_ENDS).upper()}, dispatch {number} — "
    while len(text) < LENGTH:
        text += _sentence(chance) + ("\n\n" if chance.random() < 0.3 else " ")
    return text[:LENGTH]


def _sentence(chance: random.Random) -> str:
    (kind,) = chance.choices(_KINDS, _WEIGHTS)
    return chance.choice(kind).format(
        body=chance.choice(_BODIES),
        thing=f"{chance.choice(_QUALITIES)} {chance.choice(_THINGS)}",
        title=chance.choice(_TITLES),
        name=_name(chance, _BEGINNINGS, _ENDINGS),
        place=_name(chance, _TOWNS, _TOWN_ENDS),
        soon=chance.choice(_SOON),
        past=chance.choice(_PAST),
        number=chance.randint(2, 900),
    )


def _name(chance: random.Random, beginnings: Sequence[str], endings: Sequence[str]) -> str:
    return chance.choice(beginnings) + chance.choice(_MIDDLES) + chance.choice(endings)


def density(documents: Iterable[tuple[str, date | None]]) -> str:
    """What the detector finds in texts with their dates of publication, in 4,000 characters of each; medians."""
    rows = []
    for text, day in documents:
        found = detect(read(text), published=day)
        outcomes = sum(statement.kind is Kind.OUTCOME for statement in found)
        rows.append([count * LENGTH / len(text) for count in (outcomes, len(found) - outcomes, len(found))])
    medians = (statistics.median(column) for column in zip(*rows, strict=True))
    return "{:.0f} outcomes, {:.0f} results, {:.0f} statements in 4,000 characters".format(*medians)


if __name__ == "__main__":
    read = [json.loads(line) for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines()]
    dated = ((one["text"], one["published"] and date.fromisoformat(one["published"])) for one in read)
    sys.stdout.write(density(dated) + "\n")

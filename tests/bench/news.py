"""Made-up news, each article another: outcomes and results stand as thick as in a news agency's reports."""

import random

_PEOPLE = (
    "Minister", "Mayor", "Chairwoman", "Senator", "Governor", "Secretary", "Commissioner", "Judge", "Captain",
)  # fmt: skip
_BEGINNINGS = (
    "Ha", "Okon", "Lind", "Bar", "Tan", "Mbe", "Nov", "Far", "Os", "Kowal", "Du", "Bran", "Sol", "Petr", "Ach", "Mor",
    "Sing", "Aal", "Whit", "Yil", "Castel", "Ing", "Rav", "Teo", "Gus", "Vel",
)  # fmt: skip
_ENDINGS = (
    "ugmo", "jo", "qvist", "era", "aka", "ki", "ak", "rell", "ei", "czyk", "arte", "imi", "dt", "ano", "ov", "ebe",
    "eau", "tonen", "lock", "maz", "lan", "sson", "ides", "ola", "inga", "eiro",
)  # fmt: skip
_SURNAMES = tuple(first + last for first in _BEGINNINGS for last in _ENDINGS)
_PLACES = tuple(
    first + last
    for first in (
        "Karl",
        "Ell",
        "Monte",
        "Naga",
        "Drum",
        "Villa",
        "Ostra",
        "Kis",
        "Halvor",
        "Queens",
        "Merr",
        "Berg",
        "Tal",
    )
    for last in ("stad", "ery", "var", "sho", "lea", "fort", "umbe", "sund", "bridge", "ow", "dorf", "inmaa", "bury")
)
_BODIES = (
    "the council", "the central bank", "the parliament", "the union", "the port authority", "the airline",
    "the health ministry", "the election commission", "the railway company", "the court", "the regulator",
)  # fmt: skip
_THINGS = (
    "the bridge", "a new treaty", "the budget", "the pension bill", "the power plant", "a trade agreement",
    "the ferry line", "the inquiry", "the vaccine programme", "the housing plan", "a ceasefire", "the stadium",
)  # fmt: skip
_DAYS = (
    "on Friday", "next week", "by the end of the year", "in April", "within two weeks", "on 4 May", "later this month",
)  # fmt: skip
_PAST = ("on Monday", "last week", "in January", "after a night of talks", "earlier this month", "in 2024")

_OUTCOMES = (
    "{Body} is expected to approve {thing} {day}, {title} {name} said.",
    "{title} {name} will travel to {place} {day} to discuss {thing} with officials there.",
    '"We will open {thing} {day}," said {title} {name} of {place}.',
    "{Body} plans to close {thing} {day} unless {body} pays {number} million crowns.",
    "{title} {name} vowed that {body} would not abandon {thing}.",
    "Officials in {place} hope to finish {thing} {day}, although {body} may still object.",
    "The vote on {thing} is scheduled to take place {day} in {place}.",
)
_RESULTS = (
    "{Body} rejected {thing} {past} by {number} votes, and crowds gathered in {place}.",
    "{title} {name} resigned {past} after {body} published its report on {thing}.",
    "{Body} signed {thing} {past}, two years after it was announced in {place}.",
    "Storms hit {place} {past}, and {number} homes were damaged near the harbour.",
    "{title} {name} told reporters in {place} that {body} had delayed {thing} {past}.",
    "Prices in {place} rose by {number} per cent {past}, {body} reported.",
)
_PLAIN = (
    "The town of {place} has about {number} thousand inhabitants and lies on the northern coast.",
    "{thing} has long been a matter of dispute between {place} and {body}.",
    "{title} {name} has a house near {place} and knows {body} well.",
    "With its {number} members, {body} is the oldest of its kind, and {place} is proud of it.",
    "The road from {place} to {place} is long and narrow, and few people live along it.",
)
_KINDS, _WEIGHTS = (_OUTCOMES, _RESULTS, _PLAIN), (8, 10, 12)


def news(number: int, length: int = 4_000) -> str:
    """Article number so and so, of `length` characters."""
    chance = random.Random(number)
    text = f"{chance.choice(_PLACES).upper()}, dispatch {number} — "
    while len(text) < length:
        text += _sentence(chance) + ("\n\n" if chance.random() < 0.3 else " ")
    return text[:length]


def _sentence(chance: random.Random) -> str:
    (kind,) = chance.choices(_KINDS, _WEIGHTS)
    body, thing = chance.choice(_BODIES), chance.choice(_THINGS)
    written = chance.choice(kind).format(
        body=body,
        Body=body[0].upper() + body[1:],
        thing=thing,
        title=chance.choice(_PEOPLE),
        name=chance.choice(_SURNAMES),
        place=chance.choice(_PLACES),
        day=chance.choice(_DAYS),
        past=chance.choice(_PAST),
        number=chance.randint(2, 900),
    )
    return written[0].upper() + written[1:]

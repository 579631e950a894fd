"""Numbers in a clause: amounts with their units, and which of several (first round, second round)."""

from collections.abc import Collection, Sequence
from math import isfinite

from service.language.semantics.words import is_small, noun, stem
from service.language.words import Word as Token

Amount = tuple[float, str]  # value and unit: "$", "%" or the stem of what is counted

_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3, "dozen": 12, "hundred": 100,
}  # fmt: skip
_CURRENCIES = {
    "$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "yuan": "yuan",
}  # fmt: skip
_SMALL_NUMBERS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0,
    "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
    "hundred": 100.0, "dozen": 12.0,
}  # fmt: skip
_POINT = 100.0  # basis points
_PARTS_OF_A_POINT = {"quarter": 25.0, "half": 50.0}


def amounts_of(tokens: Sequence[Token], places: Sequence[int], skip: Collection[int]) -> tuple[list[Amount], set[int]]:
    """The amounts that stand at `places`, and the places that their words take up."""
    found: list[Amount] = []
    taken: set[int] = set()
    for at in places:
        if at in taken or at in skip:
            continue
        read = _points(tokens, at) or _amount(tokens, at)
        if read and isfinite(read[0][0]):  # of 400 digits there is no number
            amount, width = read
            found.append(amount)
            taken |= set(range(at, at + width))
    return found, taken


def _points(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """ "a quarter of a percentage point", "half a point", "25 basis points", all in basis points."""
    first = tokens[at].low.partition("-")[0]
    value = None if first in _PARTS_OF_A_POINT else _value(tokens[at])
    if value is None and first not in _PARTS_OF_A_POINT:
        return None
    lows = [token.low for token in tokens[at : at + 5]]
    width = next((place + 1 for place, low in enumerate(lows) if low in ("point", "points", "bps")), 0)
    if not width or any(low in ("to", "from", ",") for low in lows[:width]):
        return None
    if value is None:
        return (_PARTS_OF_A_POINT[first], "basis"), width
    return (value if "basis" in lows or lows[width - 1] == "bps" else value * _POINT, "basis"), width


def _amount(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    value = _value(tokens[at])
    if value is None:
        return None
    text, width = tokens[at].text, 1
    following = [token.low for token in tokens[at + 1 : at + 6]]
    while following and following[0] in _SCALES:
        value *= _SCALES[following.pop(0)]
        width += 1
    if text[0] in _CURRENCIES:
        return (value, _CURRENCIES[text[0]]), width
    if text.endswith("%") or following[:1] in (["percent"], ["pc"]) or following[:2] == ["per", "cent"]:
        return (value, "%"), width + (0 if text.endswith("%") else 1)
    unit = next((low for low in following if not is_small(low, "function", "light_adjectives", "another")), "")
    return (value, _CURRENCIES.get(stem(unit), noun(unit))), width + (stem(unit) in _CURRENCIES)


def _value(token: Token) -> float | None:
    if token.low in _SMALL_NUMBERS and not token.capital:
        return _SMALL_NUMBERS[token.low]
    if not token.number:
        return None
    figures = token.text.lstrip("$€£¥").rstrip("%")
    letters = figures.lstrip("0123456789.,:")
    digits = figures[: len(figures) - len(letters)].replace(",", "").rstrip(".")
    if digits.count(".") > 1 or ":" in digits or not digits[:1].isdigit() or (letters and letters not in _SCALES):
        return None
    return float(digits) * _SCALES.get(letters, 1.0)


def same_amounts(one: Collection[Amount], other: Collection[Amount]) -> bool | None:
    """Whether the amounts agree; None where none of one side has a unit of the other."""
    units = {unit for _, unit in one} & {unit for _, unit in other}
    if not units:
        return None
    return all(_any_near(unit, one, other) and _any_near(unit, other, one) for unit in units)


def _any_near(unit: str, one: Collection[Amount], other: Collection[Amount]) -> bool:
    values = [value for value, its in other if its == unit]
    return all(any(_near(value, near) for near in values) for value, its in one if its == unit)


def _near(one: float, other: float) -> bool:
    """Equal, or large and so close that one is the other rounded ("18.9", "almost 19")."""
    return one == other or (min(one, other) >= 1_000 and abs(one - other) <= max(one, other) / 100)

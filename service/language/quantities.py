"""Numbers in a clause: amounts with their units, and which of several (first round, second round)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite

from service.language.semantics.semantic_lexicon import is_small, noun, stem
from service.language.wordlists import Phrases, read_lists
from service.language.words import Word

Amount = tuple[float, str]  # value and unit: "$", "%" or the stem of what is counted

BASIS, PERCENT = "basis", "%"  # units: basis points, parts of a hundred
_POINT = 100.0  # basis points


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWords:
    """The lists of quantities.toml, where comments say what each holds."""

    basis: frozenset[str]
    points: frozenset[str]
    basis_points: frozenset[str]
    point_bars: frozenset[str]
    percent: Phrases
    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    numbers: Mapping[str, float]
    parts_of_a_point: Mapping[str, float]


@cache
def lexis() -> QuantityWords:
    """The words of amounts, read once."""
    return read_lists(QuantityWords, "quantities")


@cache
def units() -> frozenset[str]:
    """Units that are no word for what is counted: signs of currencies, percent, basis points."""
    return frozenset((*lexis().currencies.values(), PERCENT, BASIS))


def amounts_of(tokens: Sequence[Word], indices: Sequence[int], skip: Collection[int]) -> tuple[list[Amount], set[int]]:
    """The amounts that stand at `indices`, and the indices of the words that they take up."""
    found: list[Amount] = []
    taken: set[int] = set()
    for word_index in indices:
        if word_index in taken or word_index in skip:
            continue
        read = _points(tokens, word_index) or _amount(tokens, word_index)
        if read and isfinite(read[0][0]):  # of 400 digits there is no number
            amount, width = read
            found.append(amount)
            taken |= set(range(word_index, word_index + width))
    return found, taken


def _points(tokens: Sequence[Word], word_index: int) -> tuple[Amount, int] | None:
    """ "a quarter of a percentage point", "half a point", "25 basis points", all in basis points."""
    first, words = tokens[word_index].low.partition("-")[0], lexis()
    part = words.parts_of_a_point.get(first)
    value = _value(tokens[word_index]) if part is None else None
    if value is None and part is None:
        return None
    lows = [token.low for token in tokens[word_index : word_index + 5]]
    width = next((place + 1 for place, low in enumerate(lows) if low in words.points), 0)
    if not width or not words.point_bars.isdisjoint(lows[:width]):
        return None
    if value is None:
        return (part or 0.0, BASIS), width
    basis = lows[width - 1] in words.basis_points or not words.basis.isdisjoint(lows)
    return (value if basis else value * _POINT, BASIS), width


def _amount(tokens: Sequence[Word], word_index: int) -> tuple[Amount, int] | None:
    value = _value(tokens[word_index])
    if value is None:
        return None
    text, width, words = tokens[word_index].text, 1, lexis()
    following = [token.low for token in tokens[word_index + 1 : word_index + 6]]
    while following and following[0] in words.scales:
        value *= words.scales[following.pop(0)]
        width += 1
    if text[0] in words.currencies:
        return (value, words.currencies[text[0]]), width
    if text.endswith(PERCENT):
        return (value, PERCENT), width
    if any(tuple(following[: len(phrase)]) == phrase for phrase in words.percent):
        return (value, PERCENT), width + 1
    unit = next((low for low in following if not is_small(low, "function", "light_adjectives", "another")), "")
    currency = words.currencies.get(stem(unit))
    return (value, currency or noun(unit)), width + (currency is not None)


def _value(token: Word) -> float | None:
    numbers, scales = lexis().numbers, lexis().scales
    if token.low in numbers and not token.capital:
        return numbers[token.low]
    if not token.number:
        return None
    figures = token.text.lstrip("$€£¥").rstrip("%")
    letters = figures.lstrip("0123456789.,:")
    digits = figures[: len(figures) - len(letters)].replace(",", "").rstrip(".")
    if digits.count(".") > 1 or ":" in digits or not digits[:1].isdigit() or (letters and letters not in scales):
        return None
    return float(digits) * scales.get(letters, 1.0)


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

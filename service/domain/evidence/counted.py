"""How much and how many a clause tells, each number with every word that may be what it counts."""

from service.domain.evidence.happened import TIME_LOWS
from service.domain.evidence.small import small
from service.domain.evidence.text import Text, is_content
from service.domain.identity.amounts import Amount, amounts_of

_AFTER = 5  # words behind a number among which is what it counts
_SIGNS = frozenset(("$", "€", "£", "¥", "%", "basis", "yuan"))


def counted_in(text: Text, first: int, last: int) -> list[Amount]:
    """The amounts in [first, last); a number stands once with each word that may be counted. No dates, no years."""
    tokens = text.tokens[first:last]
    found: list[Amount] = []
    places = [at for at in range(len(tokens)) if not _is_date(text, first + at, last)]
    taken = -1
    for at in places:
        if at <= taken:
            continue
        amounts, used = amounts_of(tokens, [at], ())
        if not amounts:
            continue
        taken = max(used)
        value, unit = amounts[0]
        found += [(value, word) for word in ([unit] if unit in _SIGNS else _units(text, first + taken + 1, last))]
    return list(dict.fromkeys(found))


def _units(text: Text, first: int, last: int) -> list[str]:
    units: list[str] = []
    if first < last and text.stems[first] in small("units"):
        return [text.stems[first]]
    for at in range(first, min(last, first + _AFTER)):
        token = text.tokens[at]
        if (
            token.mark
            or token.number
            or (units and token.low in ("of", "in", "to", "by", "at", "on", "and", "for", "from"))
        ):
            break
        if is_content(token):
            units.append(text.stems[at])
    return units


def _is_date(text: Text, at: int, last: int) -> bool:
    token = text.tokens[at]
    if not token.number:
        return token.low in ("one", "a")
    beside = [text.tokens[near].low for near in (at - 1, at + 1) if 0 <= near < last]
    year = (
        len(token.low) == 4
        and token.low[:2] in ("19", "20")
        and token.low.isdigit()
        and bool({"in", "of", "since", "by"} & set(beside))
    )
    return year or any(low in TIME_LOWS for low in beside)

"""Reasons for people to read."""

from collections.abc import Iterable, Sequence

from service.language import Amount, Name, Proposition

_PAIRS = 3  # that a reason shows


def shown(names: Iterable[Name]) -> str:
    """Names, each once."""
    return ", ".join(dict.fromkeys(name.title() for name in names))


def shown_pairs(pairs: Sequence[tuple[str, str]], mine: Proposition, its: Proposition) -> str:
    """Words of one account that stand for words of another; one alone where they are the same."""
    words = [(mine.word(one), its.word(other), one == other) for one, other in pairs[:_PAIRS]]
    return ", ".join(told if same else f"{meant} = {told}" for meant, told, same in words)


def shown_amount(amount: Amount, told: Proposition) -> str:
    """An amount of an proposition."""
    return f"{amount[0]:,g} {told.word(amount[1])}".strip()


def shown_days(count: int) -> str:
    """A number of days."""
    return "1 day" if count == 1 else f"{count:,} days"

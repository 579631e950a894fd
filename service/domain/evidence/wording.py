"""Reasons for people to read."""

from collections.abc import Iterable

from service.language import Name


def shown(names: Iterable[Name]) -> str:
    """Names, each once."""
    return ", ".join(dict.fromkeys(name.title() for name in names))


def shown_days(count: int) -> str:
    """A number of days."""
    return "1 day" if count == 1 else f"{count:,} days"

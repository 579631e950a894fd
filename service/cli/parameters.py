"""How commands read days and instants."""

from datetime import date, datetime

import click


def day(value: str) -> date:
    """The date that `value` is in ISO 8601; raises `click.BadParameter`."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2026-03-31") from None


def instant(value: str) -> datetime:
    """The instant that `value` is in ISO 8601, with its offset; raises `click.BadParameter`."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no instant such as 2026-03-31T12:00:00Z") from None
    if found.tzinfo is None:
        raise click.BadParameter(f"{value!r} has no offset: an instant is such as 2026-03-31T12:00:00Z")
    return found

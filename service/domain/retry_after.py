"""What a Retry-After header asks for."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def seconds_asked(retry_after: str | None, date: str | None) -> float | None:
    """The wait that a Retry-After header asks for (RFC 9110, 10.2.3): seconds, or an instant.

    An instant is taken against the answer's own Date, so no clock of ours needs to be right. None where the header
    is absent or makes no sense.
    """
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.strip().isdecimal():
        return float(retry_after)
    until, since = _instant(retry_after), _instant(date)
    return max((until - since).total_seconds(), 0.0) if until and since else None


def _instant(value: str | None) -> datetime | None:
    try:
        instant = parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None

"""Months of arrival, as the time in an id (UUIDv7) tells them."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

DAY = 86_400_000  # milliseconds
_BELOW_THE_TIME = 80  # bits; the 48 above them are the milliseconds since 1970
_MILLISECOND = 1 << 74  # ids; of the 80 bits 6 say of which version an id is


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month in UTC."""

    year: int
    month: int

    @classmethod
    def of(cls, id_: UUID) -> "Month":
        """The month in which the id was given."""
        at = datetime.fromtimestamp((id_.int >> _BELOW_THE_TIME) / 1000, UTC)
        return cls(at.year, at.month)

    @property
    def first_id(self) -> UUID:
        """The least id that can be given in this month."""
        return first_id_on(date(self.year, self.month, 1))

    def after(self, months: int) -> "Month":
        """The month so many months later."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def first_id_on(day: date) -> UUID:
    """The least id that can be given on this day."""
    return _first_id_at(datetime(day.year, day.month, day.day, tzinfo=UTC))


def days_around(id_: UUID, days: int) -> tuple[UUID, UUID]:
    """The least id that could be given so many days before `id_` was, and the least so many days after."""
    at, span = id_.int >> _BELOW_THE_TIME, days * DAY
    return _id(at - span), _id(at + span)


def ids_between(before: UUID | None, after: UUID | None, count: int) -> list[UUID]:
    """So many new ids (UUIDv7) in growing order after `before` and before `after`, one of which has to be given.

    For what belongs among things that are there already. Where one is None, the ids are within a millisecond of the
    other; where there is no room between them, of `before`.
    """
    low = _count(before) if before else _count(after or UUID(int=0)) - _MILLISECOND
    high = _count(after) if after else low + _MILLISECOND
    if high - low <= count:
        high = low + _MILLISECOND
    step = (high - low) // (count + 1)
    return [_counted(low + step * place + secrets.randbelow(step) + 1) for place in range(count)]


def _count(id_: UUID) -> int:
    """The id's bits but for those that say of which version it is, as a number."""
    return id_.int >> 80 << 74 | (id_.int >> 64 & 0xFFF) << 62 | id_.int & (1 << 62) - 1


def _counted(number: int) -> UUID:
    return UUID(int=number >> 74 << 80 | 7 << 76 | (number >> 62 & 0xFFF) << 64 | 2 << 62 | number & (1 << 62) - 1)


def _first_id_at(at: datetime) -> UUID:
    return _id((at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1))


def _id(milliseconds: int) -> UUID:
    return UUID(int=min(max(milliseconds, 0), (1 << 48) - 1) << _BELOW_THE_TIME)

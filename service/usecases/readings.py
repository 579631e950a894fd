"""How the whole stands, as gauges tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.status import Status
from service.store import gauges
from service.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Counts are exact up to `gauges.EXACT_UP_TO`."""

    claims: Mapping[Status, int]
    oldest_due_days: int  # since the review day of the claim that has been due longest; 0 where none is


def take_readings(database: Database, *, today: date) -> Readings:
    """The readings of this moment; raises `StoreUnavailable`."""
    with database.begin() as connection:
        oldest = gauges.oldest_due(connection)
        return Readings(
            claims=gauges.claims_by_status(connection),
            oldest_due_days=max((today - oldest).days, 0) if oldest else 0,
        )

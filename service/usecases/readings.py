"""How the whole stands, as gauges tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain.status import Status
from service.store import analysis, gauges, jobs
from service.store.analysis import Left
from service.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Counts are exact up to `gauges.EXACT_UP_TO`."""

    claims: Mapping[Status, int]
    oldest_due_days: int  # since the review day of the claim that has been due longest; 0 where none is
    sweep_behind_days: int  # since the day on which the sweep should have made a claim due that is still open; or 0
    queues: Mapping[str, gauges.Waiting]  # of jobs, where any wait
    reread_left: Left  # by today's version of the analysis
    worker_silent_seconds: float | None  # since any worker gave a sign of life; None where there is no worker


def take_readings(database: Database, *, today: date) -> Readings:
    """The readings of this moment; raises `StoreUnavailable`."""
    with database.begin() as connection:
        return Readings(
            claims=gauges.claims_by_status(connection),
            oldest_due_days=_days(gauges.oldest_due(connection), today),
            sweep_behind_days=_days(gauges.oldest_open(connection), today),
            queues=gauges.queues(connection),
            reread_left=analysis.count_left(connection),
            worker_silent_seconds=jobs.last_beat(connection),
        )


def _days(day: date | None, today: date) -> int:
    return max((today - day).days, 0) if day else 0

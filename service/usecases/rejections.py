"""How often people say no to proposals, and for what."""

from service.domain.rejections import RejectionCount, RejectionDays, RejectionGrouping
from service.store import rejections
from service.store.database import Database


def count_rejections(database: Database, by: RejectionGrouping, days: RejectionDays) -> list[RejectionCount]:
    """The groups that proposals were rejected in, the most rejected first."""
    with database.begin() as connection:
        return rejections.counts(connection, by, days)

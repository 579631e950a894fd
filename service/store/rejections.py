"""How often proposals were rejected, and for what, from an index alone: at most so many of the newest."""

from datetime import UTC, date, datetime, time

from sqlalchemy import text

from service.domain.rejections import RejectionCount, RejectionDays, RejectionGrouping
from service.domain.status import RejectionCode
from service.store.database import Connection

MOST_COUNTED, MOST_GROUPS = 10_000, 200
_COUNTS = {
    by: text(f"""
        WITH newest AS (
            SELECT {by.value} AS name, verdict_code FROM proposal
            WHERE verdict_code IS NOT NULL AND verdict_at >= :first AND verdict_at <= :last
            ORDER BY verdict_at DESC LIMIT :counted
        ), counted AS (
            SELECT name, verdict_code, count(*) AS n FROM newest WHERE name IS NOT NULL GROUP BY name, verdict_code
        )
        SELECT name, sum(n)::int AS n, jsonb_object_agg(verdict_code, n) AS codes FROM counted
        GROUP BY name ORDER BY n DESC, name LIMIT :groups
    """)  # noqa: S608 - a word of an enum
    for by in RejectionGrouping
}


def counts(connection: Connection, by: RejectionGrouping, days: RejectionDays) -> list[RejectionCount]:
    """The groups, the most rejected first, of the newest `MOST_COUNTED` rejections of these days."""
    first = datetime.combine(days.first or date.min, time.min, UTC)
    last = datetime.combine(days.last or date.max, time.max, UTC)
    asked = {"first": first, "last": last, "counted": MOST_COUNTED, "groups": MOST_GROUPS}
    return [
        RejectionCount(
            name=row["name"], n=row["n"], codes={code: row["codes"].get(code.value, 0) for code in RejectionCode}
        )
        for row in connection.execute(_COUNTS[by], asked).mappings()
    ]

"""What became of the proposals of judges."""

from sqlalchemy import text

from service.domain.judges import JudgeScore
from service.store.database import Connection

MOST = 200  # judges

_SCORES = text("""
    SELECT by AS name, count(*) AS proposed,
        count(*) FILTER (WHERE verdict IS NULL) AS waiting,
        count(*) FILTER (WHERE verdict = 'accepted') AS accepted,
        count(*) FILTER (WHERE verdict = 'accepted' AND EXISTS (
            SELECT FROM resolution WHERE resolution.claim_id = proposal.claim_id AND superseded_at IS NULL
            AND resolution.outcome <> proposal.outcome
        )) AS amended,
        count(*) FILTER (WHERE verdict = 'rejected') AS rejected,
        count(*) FILTER (WHERE verdict = 'superseded') AS superseded
    FROM proposal WHERE by LIKE 'judge:%' GROUP BY by ORDER BY proposed DESC, name LIMIT :most
""")


def scores(connection: Connection) -> list[JudgeScore]:
    """The judges that have proposed anything, who proposed most first."""
    return [JudgeScore(**row) for row in connection.execute(_SCORES, {"most": MOST}).mappings()]

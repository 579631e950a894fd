"""How often people agree with judges."""

from service.domain.judges import JudgeScore
from service.store import judges
from service.store.database import Database


def judge_scores(database: Database) -> list[JudgeScore]:
    """The judges that have proposed anything, who proposed most first."""
    with database.begin() as connection:
        return judges.scores(connection)

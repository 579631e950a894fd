"""How often people agree with judges."""

from service.domain.calibration import thresholds
from service.domain.judges import JudgeScore
from service.store import judges
from service.store.database import Database


def judge_scores(database: Database) -> list[JudgeScore]:
    """The judges that have proposed anything, who proposed most first."""
    with database.begin() as connection:
        return judges.scores(connection)


def proven_judges(database: Database) -> list[JudgeScore]:
    """Those of whose proposals people have decided enough for a rate to tell something."""
    return [one for one in judge_scores(database) if one.n >= thresholds().judge_answers]

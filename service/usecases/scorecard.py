"""The scorecard: how often what was stated came true, by who said it and how."""

from service.domain.scorecard import Scorecard, ScorecardRequest
from service.store import scorecard
from service.store.database import Database


def read_scorecard(database: Database, asked: ScorecardRequest) -> Scorecard:
    """The scores that are asked for, the most decided first, and the measured rate of each modality beside them."""
    with database.begin() as connection:
        return scorecard.read(connection, asked)

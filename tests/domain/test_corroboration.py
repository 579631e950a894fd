"""What several pieces of evidence for one outcome are worth together."""

from uuid import UUID

import pytest

from service.domain.evidence import EvidenceScore, corroborated, decide
from service.domain.status import Outcome

AGENCY = "The Corvan Senate on Friday voted 31-20 for the Halden Pipeline Act, its speaker said."
SHORTENED = "The Corvan Senate voted 31-20 for the Halden Pipeline Act."
PASSIVE = "The Halden Pipeline Act was backed 31-20 by the Corvan Senate on Friday."
OWN = "Corvan senators have backed the long-disputed Halden bill, ending a week of debate."
OTHER = "With eleven votes to spare the pipeline act passed its last hurdle in the upper house."


def piece(score: float, sentence: str = "", article: int | None = None) -> EvidenceScore:
    return EvidenceScore(
        outcome=Outcome.FULFILLED,
        score=score,
        reasons=(),
        happened_on=None,
        article_id=None if article is None else UUID(int=article),
        sentence=sentence,
    )


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([piece(0.73, AGENCY, 1)], 0.73),
        # log-odds add: odds of 3 and 3 are odds of 9, and of 27
        ([piece(0.75, AGENCY, 1), piece(0.75, OWN, 2)], 0.9),
        ([piece(0.75, AGENCY, 1), piece(0.75, OWN, 2), piece(0.75, OTHER, 3)], 27 / 28),
        ([piece(0.75, AGENCY, 1), piece(0.75, PASSIVE, 2)], 0.9),
        # what is rather wrong than right adds nothing, and takes nothing
        ([piece(0.75, AGENCY, 1), piece(0.3, OWN, 2)], 0.75),
        ([piece(0.3, AGENCY, 1), piece(0.3, OWN, 2)], 0.3),
        # copies count once, whoever carries them and whichever comes first; so do sentences of one article
        ([piece(0.75, AGENCY, 1), piece(0.75, AGENCY, 2)], 0.75),
        ([piece(0.75, SHORTENED, 1), piece(0.75, AGENCY, 2)], 0.75),
        ([piece(0.75, AGENCY.upper(), 1), piece(0.75, SHORTENED, 2), piece(0.75, OWN, 3)], 0.9),
        ([piece(0.75, AGENCY, 1), piece(0.75, OTHER, 1)], 0.75),
        ([piece(0.6, SHORTENED, 1), piece(0.8, AGENCY, 2)], 0.8),
        ([piece(0.75, "Signed.", 1), piece(0.75, "signed", 2)], 0.75),
        ([piece(0.75, "", 1), piece(0.75, "", 2)], 0.9),
        ([piece(1.0, AGENCY, 1), piece(0.75, OWN, 2)], 1.0),
    ],
)
def test_independent_reports_add_up_and_copies_do_not(pieces: list[EvidenceScore], expected: float) -> None:
    assert corroborated(pieces) == pytest.approx(expected)
    assert corroborated(pieces[::-1]) == pytest.approx(expected)


def test_the_verdict_has_the_probability_of_all_together() -> None:
    verdict = decide([piece(0.75, AGENCY, 1), piece(0.75, SHORTENED, 2), piece(0.75, OWN, 3)])

    assert verdict is not None
    assert verdict.score == pytest.approx(0.9)
    assert verdict.chosen == (0, 1, 2)


def test_what_is_weak_alone_is_not_proposed_together() -> None:
    assert decide([piece(0.65, AGENCY, 1), piece(0.65, OWN, 2)]) is None

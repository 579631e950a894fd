"""`claims scorecard`."""

import json

import pytest

from service.client import Client
from service.domain.scorecard import Grouping
from tests.api import Api
from tests.cli.conftest import Run


@pytest.fixture
def decided(api: Api) -> None:
    """Claims of Anna Berg, one of which came true, and one of nobody."""
    body = {"said_on": "2026-03-02", "due": "2026-03-06", "modality": "expectation"}
    for text, outcome in (("A", "fulfilled_late"), ("B", "not_fulfilled"), ("C", "unresolvable"), ("D", None)):
        claim = api.post("/v1/claims", {**body, "text": text, "speaker": "Anna Berg" if text != "D" else None}).json
        if outcome:
            reason = "world_unclear" if outcome == "unresolvable" else None
            api.move(claim, "resolution", {"outcome": outcome, "reason": reason, "happened_on": "2026-03-09"})


@pytest.mark.usefixtures("decided")
def test_two_tables_for_people(claims: Run) -> None:
    result = claims("scorecard", "--table")

    assert result.exit_code == 0, result.stderr
    heading, anna, _, _, expectation = result.stdout.splitlines()
    assert heading.split()[:3] == ["speaker", "stated", "n"]
    assert heading.split()[-4:] == ["slips", "days", "of", "slip"]
    counts = ["0", "1", "0", "1", "1", "3", "0"]  # the last is of slips, whose median is none
    assert anna.split() == ["Anna", "Berg", "3", "2", "50%", "(9%", "to", "91%)", *counts]
    assert expectation.split() == ["expectation", "4", "2", "50%", "(9%", "to", "91%)", *counts]


@pytest.mark.usefixtures("decided")
def test_json_on_a_pipe(claims: Run) -> None:
    card = json.loads(claims("scorecard", "--by", "modality", "--at-least", 1, "--modality", "expectation").stdout)

    assert card["by"] == "modality"
    assert [(score["name"], score["n"], score["median_days_late"]) for score in card["data"]] == [("expectation", 2, 3)]


@pytest.mark.usefixtures("decided")
def test_conditions_choose(claims: Run) -> None:
    assert json.loads(claims("scorecard", "--speaker", "Ole Vik").stdout)["data"] == []


@pytest.mark.usefixtures("decided")
def test_the_client_has_it_as_values(served: str, api: Api) -> None:
    with Client(served, api.key) as client:
        card = client.scorecard(Grouping.SPEAKER, limit=1, said_from=None)

    (score,) = card.data
    assert (card.by, card.next) == (Grouping.SPEAKER, None)
    assert (score.name, score.stated, score.n, score.rate, score.unresolvable) == ("Anna Berg", 3, 2, 0.5, 1)
    assert card.modalities[0].name == "expectation"

"""A proposition is kept as JSON and reads back as it was."""

import json
from datetime import date

import pytest

from service.language import Proposition
from tests.propositions import proposition

DAY = date(2031, 5, 6)

SENTENCES = [
    "Orvana will *close* its plant in Bonn by the end of June",
    "It *passed* by 71 votes to 30 on Monday",
    "They *signed* it",
    "Half of the 300 nurses will *strike* with the support of Ruth Penn",
]


@pytest.mark.parametrize("marked", SENTENCES)
@pytest.mark.parametrize("modality", ["plan", None])
def test_it_reads_back_as_it_was(marked: str, modality: str | None) -> None:
    found = proposition(marked, DAY, modality=modality, due=date(2031, 6, 30) if modality else None)

    assert Proposition.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_what_is_empty_is_not_kept() -> None:
    data = proposition("They *signed*", DAY).to_json()

    assert not {"agents", "patients", "ordinals", "start"} & data.keys()
    assert data["expression"] == "signed"


def test_the_nouns_of_what_suffers_and_of_what_it_is_about() -> None:
    found = proposition("Orvana will *agree* with Norlund on a bridge with nurses", DAY)

    assert found.about == (*found.topic_nouns, *(noun for low, noun in found.circumstances if low == "with"))
    assert "bridg" in found.about
    assert proposition("Orvana will *host* Caldy Park in May", DAY).patient_terms == ("park",)


def test_a_stem_is_shown_as_the_word_that_it_was() -> None:
    found = proposition("Orvana will *close* its bridges", DAY)

    assert (found.word("bridg"), found.word("orvana")) == ("bridges", "orvana")

"""Who and what fill the roles of a clause."""

from typing import Any

import pytest

from tests.language.propositions.parts import roles

# (sentence, names that act, nouns that act, names that suffer, nouns that suffer, what else is told)
CASES: list[tuple[str, list[str], list[str], list[str], list[str], dict[str, Any]]] = [
    ("Orvana will *close* its plant in Bonn.", ["orvana"], [], [], ["plant"], {"places": ["bonn"], "suffers": False}),
    ("Orvana's plant will be *closed* by the city.", [], ["citi"], [], ["plant"], {"owners": ["orvana"]}),
    ("The trial *opened*.", [], [], [], ["trial"], {"suffers": True}),
    ("The album by Ortega *came* out.", ["ortega"], [], [], ["album"], {}),
    ("Norlund will *merge* with Orvana.", ["norlund", "orvana"], [], [], [], {}),
    ("The city *gave* Orvana a grant.", [], ["citi"], ["orvana"], ["grant"], {}),
    ("Orvana shares *rose*.", [], ["share"], [], [], {}),
    ("Trading in bonds *ended*.", [], [], [], ["trade"], {"topic": ["bond"]}),
    ("They will *speak* about nurses.", [], [], [], [], {"topic": ["nurs"]}),
    ("They will *leave* without nurses.", [], [], [], [], {"circumstances": [("without", "nurs")]}),
]


@pytest.mark.parametrize(("marked", "agents", "acting", "patients", "suffering", "told"), CASES)
def test_who_does_what_to_whom(
    marked: str, agents: list[str], acting: list[str], patients: list[str], suffering: list[str], told: dict[str, Any]
) -> None:
    found = roles(marked)

    assert (found.agent.names, found.agent.nouns) == (agents, acting)
    assert (found.patient.names, found.patient.nouns) == (patients, suffering)
    assert {name: getattr(found, name) for name in told} == told


def test_which_of_several_suffer() -> None:
    found = roles("They *rejected* half of the offers.")

    assert (found.patient.parts, found.patient.nouns) == (["half"], ["offer"])

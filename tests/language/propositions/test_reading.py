"""Who takes part in what a clause says, and how: propositions of single sentences."""

from datetime import date
from typing import Any

import pytest

from tests.propositions import proposition

DAY = date(2031, 5, 6)

CASES: tuple[tuple[str, dict[str, tuple[Any, ...]]], ...] = (
    # Whose thing suffers does not act, and is told apart.
    ("Orvana's plant will be *closed* in May", {"agents": (), "owners": ("orvana",), "patient_nouns": ("plant",)}),
    ("Orvana will *close* its plant in May", {"agents": ("orvana",), "owners": (), "patient_nouns": ("plant",)}),
    # What a name describes is the thing, not the name.
    ("Orvana shares will be *sold* in May", {"patients": (), "others": ("orvana",), "patient_nouns": ("share",)}),
    # What is set between commas is left out, but a name.
    ("Ruth Penn, a former banker, will *resign* in May", {"agents": ("ruth penn",), "agent_nouns": ()}),
    ("Ruth Penn, who led Orvana, will *resign* in May", {"agents": ("ruth penn",)}),
    ("Nurses at Harl Lodge, the largest of four, plan to *strike*", {"agent_nouns": ("nurs",)}),
    # Letters behind a name are no part of it.
    ("Ruth Penn MP will *present* a petition", {"agents": ("ruth penn",), "patient_nouns": ("petit",)}),
    # The object of a phrasal verb stands behind its particle.
    ("Orvana will *hand* over 26 paintings in May", {"patient_nouns": ("paint",), "topic_nouns": ()}),
    ("The committee will *meet* in Bonn in May", {"patients": (), "others": ("bonn",)}),
    # A passive keeps its second object, which is the main one.
    ("Owners will be *paid* a dividend in May", {"patient_nouns": ("owner", "dividend")}),
    # A name is called by its last noun too.
    ("Orvana will *host* Caldy Park in May", {"patients": ("caldy park",), "patient_kinds": ("park",)}),
    # What hangs on the subject is what it is about.
    ("Trading in bonds will be *halted* in May", {"patient_nouns": ("trade",), "topic_nouns": ("bond",)}),
    # "of" goes with the phrase that it stands behind.
    ("Orvana will *survive* with the votes of members", {"patient_nouns": ()}),
    ("The council will *vote* to plant a grove", {"circumstances": (("to", "plant"), ("to", "grove"))}),
    # A pronoun means the subject before it in its sentence, a speaker without a name his noun.
    ("The relay left Bonn, and it was *taken* off the road", {"patient_nouns": ("relay", "road")}),
    ("The company said it will *hire* 300 nurses", {"agents": (), "agent_nouns": ("compani",)}),
)


@pytest.mark.parametrize(("marked", "parts"), CASES)
def test_who_takes_part(marked: str, parts: dict[str, tuple[Any, ...]]) -> None:
    found = proposition(marked, DAY)

    assert {name: getattr(found, name) for name in parts} == parts


@pytest.mark.parametrize(
    ("marked", "signs"),
    [
        ("The trial will *open* in May", {"ergative"}),
        ("The trial will be *opened* in May", {"passive"}),
        ("Orvana will *open* the trial in May", set()),
    ],
)
def test_what_opens_by_itself_is_no_passive(marked: str, signs: set[str]) -> None:
    assert {"passive", "ergative"} & set(proposition(marked, DAY).features) == signs


def test_a_dateline_names_a_place_of_the_article_and_leaves_the_lead_a_lead() -> None:
    found = proposition("Orvana will *open* a plant", DAY, sentence="BRENZ, May 6 - Orvana will open a plant")

    assert "brenz" in found.article_entities
    assert "lead" in found.features

"""A clause as ranges of words."""

from typing import Any

import pytest

from tests.language.propositions.parts import parts, words_in

FLAGS = ("nominal", "passive", "governing", "pronoun", "own")

CASES: list[tuple[str, dict[str, str], set[str]]] = [
    ("The bank will *cut* its rate in May.", {"subject": "The bank", "object": "its rate"}, set()),
    ("The board *gave* each worker a bonus.", {"object": "a bonus", "indirect": "each worker"}, set()),
    ("It was *sold* to Orvana.", {"subject": "", "object": ""}, {"passive", "pronoun"}),
    ("He *refused* to sign it.", {"object": ""}, {"pronoun"}),
    ("They *voted* to plant trees.", {"object": ""}, {"governing", "pronoun"}),
    ("We will *leave*.", {"subject": ""}, {"pronoun", "own"}),
    ("Orvana left Bonn, and it *closed*.", {"subject": "", "antecedent": "Orvana"}, {"pronoun"}),
    ("An upcoming *vote* on the plan is close.", {"subject": "An upcoming", "object": ""}, {"nominal"}),
]


@pytest.mark.parametrize(("marked", "ranges", "flags"), CASES)
def test_the_parts_of_a_clause(marked: str, ranges: dict[str, str], flags: set[str]) -> None:
    found = parts(marked)

    assert {name: words_in(found.article, getattr(found, name)) for name in ranges} == ranges
    assert {name for name in FLAGS if getattr(found, name)} == flags
    assert found.words[found.head].text in marked.split("*")[1]


@pytest.mark.parametrize(
    ("marked", "phrases"),
    [
        ("The bank will *cut* its rate in May.", [("in", "May")]),
        ("It was *sold* to Orvana on Monday.", [("to", "Orvana"), ("on", "Monday")]),
        ("They *voted* to plant trees.", [("to", "plant trees")]),
        ("They *voted*.", []),
    ],
)
def test_what_hangs_on_prepositions(marked: str, phrases: list[tuple[str, str]]) -> None:
    found = parts(marked)

    assert [(low, words_in(found.article, part)) for low, part in found.phrases] == phrases


@pytest.mark.parametrize(
    ("marked", "name", "value"),
    [
        ("She *handed* over the keys.", "particle", "over"),
        ("They *called* the match off.", "particle", "off"),
        ("She *handed* the keys to him.", "particle", None),
        ("It stays shut until they *sign*.", "opener", "until"),
        ("They say that they *sign*.", "opener", None),
        ("They *sign*.", "opener", None),
        ("They *voted* to plant trees.", "governing", True),
        ("They *voted* on it.", "governing", False),
    ],
)
def test_words_beside_the_head(marked: str, name: str, value: Any) -> None:
    assert getattr(parts(marked), name) == value


@pytest.mark.parametrize(
    ("marked", "anchor"), [("Orvana left Bonn, and it *closed*.", "it"), ("The bank will *cut* its rate.", "will")]
)
def test_a_pronoun_means_what_stands_before_the_anchor(marked: str, anchor: str) -> None:
    found = parts(marked)

    assert found.words[found.anchor].text == anchor

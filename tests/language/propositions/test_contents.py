"""What a part of a clause names and speaks of."""

from typing import Any

import pytest

from service.language import read
from service.language.propositions.contents import Content, ContentReader
from tests.language.propositions.parts import content

CASES: list[tuple[str, bool, dict[str, Any]]] = [
    ("French carmaker Renault", False, {"names": ["renault"], "nouns": []}),
    ("Renault chief Luc Moreau", False, {"names": ["luc moreau"], "nouns": []}),
    ("Orvana's plant", False, {"names": ["orvana"], "owners": ["orvana"], "nouns": ["plant"]}),
    ("the plant in Bonn", False, {"names": ["bonn"], "settings": [], "nouns": ["plant"]}),
    ("the plant in Bonn", True, {"names": [], "settings": ["bonn"], "nouns": ["plant"]}),
    ("the plant for nurses", True, {"nouns": ["plant"]}),
    ("the plant for nurses", False, {"nouns": ["plant", "nurs"]}),
    ("half of the workers", False, {"parts": ["half"], "nouns": ["worker"]}),
    ("the first new bridge", False, {"ordinals": ["first"], "nouns": ["bridg"]}),
    ("another 300 nurses", False, {"ordinals": ["another"], "nouns": ["nurs"]}),
]


@pytest.mark.parametrize(("part", "to_preposition", "found"), CASES)
def test_the_content_of_a_part(part: str, to_preposition: bool, found: dict[str, Any]) -> None:
    told = content(read(f"They like {part}."), 2, to_preposition=to_preposition)

    assert {name: getattr(told, name) for name in found} == found
    assert told


def test_words_of_the_verb_or_of_time_are_left_out() -> None:
    article = read("They like new bridges.").article

    assert ContentReader(article, (3,)).read(range(2, 4)).nouns == []
    told = ContentReader(article, ()).read(range(2, 4))
    told.without({3})
    assert told.nouns == []


def test_nothing_has_no_content() -> None:
    article = read("They like bridges.").article

    assert not Content(article=article)
    assert not ContentReader(article, ()).read(range(0))

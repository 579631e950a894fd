"""How an event stands to a plan, and how its clause puts it."""

import pytest

from service.language import read
from service.language.propositions.features import distinctions_of, features_of
from tests.language.propositions.parts import roles

# (sentence, the features that it has beside "lead")
CASES = [
    ("It *opened* nine days after the promised date.", {"late", "ergative"}),
    ("It *opened* on schedule.", {"timely", "ergative"}),
    ("It had already *closed*.", {"earlier", "ergative"}),
    ("They have begun to *recruit*.", {"inceptive"}),
    ("It stays until they *sign*.", {"open"}),
    ("They *signed* nothing.", {"nothing"}),
    ("Some will *sign*.", {"some"}),
    ("It *passed* by 71 votes to 30.", {"tally"}),
    ("They *saw* him.", {"it", "him", "transitive"}),
    ("They *passed* it.", {"it", "transitive"}),
    ("They *signed* a treaty.", {"transitive", "indefinite"}),
    ("They *signed* the treaty.", {"transitive", "definite"}),
    ("They *signed* their treaty.", {"transitive", "own"}),
    ("It was *opened*.", {"passive"}),
    ("The upcoming *vote* is close.", {"nominal"}),
    ("They *sign*.", set()),
]


@pytest.mark.parametrize(("marked", "features"), CASES)
def test_the_features_of_an_event(marked: str, features: set[str]) -> None:
    found = roles(marked)

    assert set(features_of(found.clause, found.object, frozenset(), suffers=found.suffers)) == features | {"lead"}


def test_words_of_the_verb_are_no_object() -> None:
    found = roles("They *signed* a treaty.")

    assert "transitive" not in features_of(found.clause, found.object, frozenset(found.object), suffers=False)


@pytest.mark.parametrize(
    ("part", "distinctions"),
    [
        ("the first new bridge", ["new"]),
        ("another bridge last week", ["another"]),
        ("the bridge", []),
        ("New York", []),
    ],
)
def test_words_that_tell_a_thing_from_others_of_its_kind(part: str, distinctions: list[str]) -> None:
    article = read(f"They like {part}.").article

    assert distinctions_of(article, 2, len(article.words) - 1) == distinctions

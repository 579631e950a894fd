"""Which event a clause tells."""

import pytest

from service.language.propositions.contents import ContentReader
from service.language.propositions.events import ClauseEvent, event_of
from tests.language.propositions.parts import parts

# (sentence, groups of the event, whether a noun carries it, nouns that are left of the object)
CASES = [
    ("They *signed* it.", ("sign",), False, []),
    ("They *held* a vote.", ("vote",), True, []),
    ("It *gave* its approval.", ("approve",), True, []),
    ("The vote was *held*.", ("vote",), True, []),
    ("The launch *took* place.", ("launch",), True, []),
    ("They *called* off the match.", ("cancel",), False, ["match"]),
    ("An upcoming *vote* is close.", ("vote",), False, []),
    ("They *painted* the fence.", ("paint",), False, ["fenc"]),
]


def event(marked: str) -> tuple[ClauseEvent, list[str]]:
    clause = parts(marked)
    reader = ContentReader(clause.article, ())
    direct = reader.read(clause.object)
    return event_of(clause, reader.read(clause.subject, to_preposition=True), direct), direct.nouns


@pytest.mark.parametrize(("marked", "names", "carried", "left"), CASES)
def test_the_event_of_a_clause(marked: str, names: tuple[str, ...], carried: bool, left: list[str]) -> None:
    found, nouns = event(marked)

    assert (found.names, found.carried, nouns) == (names, carried, left)


@pytest.mark.parametrize(
    ("marked", "ergative", "symmetric"),
    [
        ("The launch *took* place.", True, False),
        ("They *signed* it.", False, False),
        ("They *met* in Bonn.", False, True),
    ],
)
def test_traits_of_an_event(marked: str, ergative: bool, symmetric: bool) -> None:
    found, _ = event(marked)

    assert (found.ergative, found.has("symmetric")) == (ergative, symmetric)

"""The factuality of clauses, and how it goes from one to the next."""

import pytest

from service.language.factuality.reading import Factualities
from service.language.forms import Factuality
from tests.language.marked import marked_clause

CASES = [
    ("He denied that they *signed*.", "denied"),
    ("He denied that they signed and *sold* it.", "denied"),
    ("He denied that they signed but *sold* it.", "asserted"),
    ("He denies it will *open*.", "denied"),
    ("There is no evidence that they *signed*.", "doubted"),
    ("It nearly sank, *killing* two.", "near"),
    ("It sank, *killing* two.", "asserted"),
    ("In the film, a queen *marries* a baker.", "imagined"),
]


@pytest.mark.parametrize(("marked", "factuality"), CASES)
def test_the_factuality_of_a_clause(marked: str, factuality: str) -> None:
    assert marked_clause(marked)[1].factuality.value == factuality


@pytest.mark.parametrize(
    ("marked", "absorbed"), [("They *came* close to sinking.", True), ("They *came* to Bonn.", False)]
)
def test_a_verb_that_only_tells_how_near_an_event_came_tells_none(marked: str, absorbed: bool) -> None:
    assert marked_clause(marked)[1].absorbed is absorbed


def test_a_sentence_that_is_read_again_gets_the_same() -> None:
    doc, clause = marked_clause("He denied that they *signed*.")
    clause.factuality = Factuality.ASSERTED
    sentence = doc.sentences[0]

    Factualities(doc.tags, doc.tokens.lows).read(sentence.clauses, sentence.first, sentence.last)

    assert clause.factuality is Factuality.DENIED

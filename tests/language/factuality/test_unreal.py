"""Adverbs, frames and conditions that make an event unreal."""

import pytest

from service.language.factuality.unreal import Unreal
from tests.language.factuality.wordings import effect, verbs, wording
from tests.language.marked import marked_clause

NEAR = ("near", "asserted")

CASES = [
    ("The ferry nearly *sank*.", NEAR, "asserted"),
    ("They all but *collapsed*.", NEAR, "asserted"),
    ("Prices almost *doubled*.", None, "asserted"),
    ("Nearly forty people *drowned*.", None, "asserted"),
    ("In the film, a queen *marries* a baker.", None, "imagined"),
    ("It is a film in which the queen *married* a baker.", None, "imagined"),
    ("In the town, a queen *marries* a baker.", None, "asserted"),
    ("If they had signed, it would have *ended*.", None, "counterfactual"),
    ("If they sign, it would *end*.", None, "asserted"),
    ("They *sank*.", None, "asserted"),
]


@pytest.mark.parametrize(("marked", "adverb", "factuality"), CASES)
def test_what_is_not_real(marked: str, adverb: tuple[str, str] | None, factuality: str) -> None:
    doc, clause = marked_clause(marked)
    unreal = Unreal(wording(doc), verbs(doc), doc.sentences[0].first, doc.sentences[0].last)

    assert (effect(unreal.effect(clause)), unreal.factuality(clause).value) == (adverb, factuality)

"""What a word form can be, and its base form."""

import pytest

from service.language.lexicon import load_lexicon
from service.language.tags import Tag


@pytest.mark.parametrize(
    ("form", "classes"),
    [
        ("will", {Tag.MODAL}),
        ("the", {Tag.DETERMINER}),
        ("ferry", {Tag.NOUN, Tag.BASE}),
        ("2,000", {Tag.NUMBER}),
        ("re-elected", {Tag.PAST, Tag.PARTICIPLE}),
        ("long-awaited", {Tag.ADJECTIVE}),
    ],
)
def test_classes_of_a_form(form: str, classes: set[Tag]) -> None:
    assert {Tag(letter) for letter in load_lexicon().tags[form]} == classes


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("took", "take"), ("went", "go"), ("nationalised", "nationalise"), ("was", "be"), ("ferries", "ferry"),
        ("stopped", "stop"), ("quarrelled", "quarrel"), ("zorbed", "zorb"), ("zorbing", "zorb"),
    ],
)  # fmt: skip
def test_base_forms(form: str, base: str) -> None:
    assert load_lexicon().bases[form] == base


@pytest.mark.parametrize(
    ("written", "is_name"), [("Oslo", True), ("NATO", True), ("The", False), ("port", False), ("It", False)]
)
def test_a_capital_makes_a_name(written: str, is_name: bool) -> None:
    assert (load_lexicon().written[written] == Tag.NAME) is is_name


@pytest.mark.parametrize(("form", "takes"), [("said", True), ("thinks", True), ("closed", False)])
def test_verbs_that_a_clause_follows(form: str, takes: bool) -> None:
    assert load_lexicon().takes_clause(form) is takes

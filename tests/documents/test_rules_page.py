"""The page on rules: its blocks, and nothing else, teach the detector the three expressions that it speaks of."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from service.detect import RULES, RuleSet, check_rules, detect, load_rules
from service.detect import test_rules as failures_of
from service.language import read
from service.language.vocabulary import LicenserPart
from tests.documents.blocks import ROOT, blocks

PAGE = ROOT / "docs" / "how-to" / "rules.md"
DAY = date(2024, 5, 15)

# (sentence, the event that the page teaches to find, its kind and polarity)
TAUGHT = [
    ("The council put off its vote until June.", "vote", "outcome", "positive"),
    ("The hearing was put off on Monday.", "hearing", "outcome", "positive"),
    ("Divers have yet to reach the wreck.", "reach", "result", "negative"),
    ("The dam is yet to be repaired.", "repaired", "result", "negative"),
    ("A ruling is not expected before August.", "ruling", "outcome", "negative"),
]
# What the same words do not say.
LEFT_ALONE = ["They put off their coats.", "The trial has to begin.", "Nobody expected a ruling."]


def found(sentence: str, rules: RuleSet) -> set[tuple[str, str, str]]:
    statements = detect(read(sentence, vocabulary=rules.vocabulary), published=DAY, rules=rules)
    return {(one.head.of(sentence), str(one.kind), str(one.polarity)) for one in statements}


@pytest.fixture
def taught(tmp_path: Path) -> RuleSet:
    """The rules in use with the files of the page beside them."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    for block in blocks(PAGE):
        if block.language == "toml":
            assert block.saved_as
            (folder / block.saved_as).write_text(block.text, encoding="utf-8")
    assert not check_rules(folder)
    return load_rules(folder)


@pytest.mark.parametrize(("sentence", "head", "kind", "polarity"), TAUGHT)
def test_the_page_teaches_its_expressions(taught: RuleSet, sentence: str, head: str, kind: str, polarity: str) -> None:
    assert (head, kind, polarity) not in found(sentence, load_rules())
    assert (head, kind, polarity) in found(sentence, taught)


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_other_uses_of_the_words_are_left_alone(taught: RuleSet, sentence: str) -> None:
    assert found(sentence, taught) == found(sentence, load_rules())


def test_the_examples_of_all_rules_still_pass(taught: RuleSet) -> None:
    assert failures_of(taught) == []


def test_the_page_names_each_key_of_a_licenser() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert named >= {*LicenserPart} - {LicenserPart.COPULARS}

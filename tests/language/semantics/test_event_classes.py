"""What the head of a clause may mean: each axis's own examples, and how axes hang together."""

import pytest

from service.language.semantics.event_classes import (
    class_of,
    event_classes,
    implied,
    of_asides,
    of_noun,
    of_verb,
    opposite,
)  # fmt: skip
from service.language.semantics.lemmas import lemma
from service.language.tokens import tokenize


def stems(marked: str) -> tuple[list[str], int]:
    before, _, _ = marked.split("*", 2)
    tokens = tokenize(marked.replace("*", ""))
    return [lemma(low) for low in tokens.lows], tokens.starts.index(len(before))


@pytest.mark.parametrize(
    ("marked", "passive", "sense"),
    [
        ("The two *put* their names to the accord.", False, "sign+"),
        ("The envoy *snubbed* his host.", False, "meet-"),
        ("The bank *jacked* up its rate.", False, "raise+"),
        ("The court *struck* down the law.", False, "rule+"),
        ("The council *held* a vote on it.", False, "vote+"),
        ("The case was *heard* in May.", True, "appear+"),
        ("The talks were *put* off.", False, "postpone-"),
    ],
)
def test_the_sense_of_a_verb(marked: str, passive: bool, sense: str) -> None:
    found, _ = of_verb(*stems(marked), passive=passive)

    assert sense in found


def test_words_far_behind_or_in_another_order_tell_nothing() -> None:
    assert "raise+" not in of_verb(*stems("Up the hill they *jacked* it."))[0]
    assert "postpone-" not in of_verb(*stems("He *put* it on the table. The light went off."))[0]


def test_nouns_opposites_and_what_is_implied() -> None:
    assert "rule+" in of_noun(lemma("ruling")) or "appear+" in of_noun(lemma("trial"))
    assert (class_of("sign+"), opposite("sign+"), opposite("sign-")) == ("sign", "sign-", "sign+")
    assert "rule+" not in implied(["sign+"])
    assert all(class_of(sense) in event_classes().families for sense in implied(["convict+"]))


def test_what_is_told_in_passing_or_denied() -> None:
    words, _ = stems("*Far* from cutting rates, the bank raised them.")

    assert "lower-" in of_asides(words, 0, len(words)) or "raise+" in of_asides(words, 0, len(words))

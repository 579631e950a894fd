"""Words of one event across parts of speech."""

import tomllib
from pathlib import Path

import pytest

import service.language
from service.language.lexicon import load_lexicon
from service.language.semantics.derivations import word_family
from service.language.semantics.lemmas import lemma

_DATA = tomllib.loads(
    (Path(service.language.__file__).parent / "data" / "en" / "derivations.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("verb", "nouns"), _DATA["examples"].items())
def test_the_examples_of_the_table(verb: str, nouns: str) -> None:
    assert all(lemma(noun) in word_family(verb) for noun in nouns.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signed", "signature"),
        ("signature", "signing"),
        ("decision", "decides"),
        ("sold", "sale"),
        ("acquisition", "acquired"),
        ("appeared", "appearance"),
        ("submission", "submit"),
        ("withdrew", "withdrawal"),
        ("failed", "failure"),
        ("delivery", "delivered"),
    ],
)
def test_a_verb_and_its_noun_are_of_one_family(one: str, other: str) -> None:
    assert word_family(one) & word_family(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sign", "signal"), ("commit", "comment"), ("vote", "voice"), ("hear", "hearth")]
)
def test_words_that_only_look_alike_are_not(one: str, other: str) -> None:
    assert lemma(other) not in word_family(one)


def test_each_pair_is_of_words_that_the_lexicon_knows() -> None:
    unknown = [word for pair in _DATA["pairs"] for word in pair.split() if word not in load_lexicon().tags]

    assert unknown == []


def test_a_word_that_nobody_knows_is_its_own_family() -> None:
    assert word_family("zorbled") == {lemma("zorbled"), lemma(load_lexicon().bases["zorbled"])}

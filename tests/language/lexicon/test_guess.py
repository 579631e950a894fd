"""What the spelling of an unknown word tells."""

import pytest

from service.language.lexicon.guess import american, guess_lemma, guess_tags, split_prefix, tags_with_s, without_s
from service.language.tags import ING, NOUN, PARTICIPLE, PAST, PLURAL, THIRD, Tag


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("zorbness", Tag.NOUN), ("zorbable", Tag.ADJECTIVE), ("zorbly", Tag.ADVERB), ("zorbing", Tag.ING),
        ("zorbed", Tag.PAST), ("zorbise", Tag.BASE), ("zorbs", Tag.PLURAL), ("zo", Tag.NOUN),
    ],
)  # fmt: skip
def test_the_likeliest_class(word: str, first: Tag) -> None:
    assert guess_tags(word)[0] == first


@pytest.mark.parametrize(
    ("word", "tags", "base"),
    [
        ("zorbed", PAST + PARTICIPLE, "zorb"),
        ("zopped", PAST, "zop"),
        ("zelled", PAST, "zell"),
        ("zarried", PAST, "zarry"),
        ("monetized", PAST, "monetize"),
        ("zorbing", ING, "zorb"),
        ("zorbs", THIRD, "zorb"),
        ("zatches", THIRD, "zatch"),
        ("zorb", NOUN, "zorb"),
    ],
)
def test_the_base_form(word: str, tags: str, base: str) -> None:
    assert guess_lemma(word, tags) == base


@pytest.mark.parametrize(
    ("word", "forms"),
    [("ferries", ("ferry", "ferrie")), ("boxes", ("box", "boxe")), ("docks", ("dock",)), ("glass", ()), ("dock", ())],
)
def test_forms_without_s(word: str, forms: tuple[str, ...]) -> None:
    assert tuple(without_s(word)) == forms


@pytest.mark.parametrize(
    ("word", "parts"),
    [("re-elected", (True, "elected")), ("long-awaited", (False, "awaited")), ("fast-track", (True, "track"))],
)
def test_prefixes(word: str, parts: tuple[bool, str]) -> None:
    assert split_prefix(word) == parts


def test_spellings_and_endings() -> None:
    assert american("nationalised") == "nationalized"
    assert american("raised") == "raized"
    assert american("port") == "port"
    assert tags_with_s(NOUN) == PLURAL

"""Tags: the classes of words, and the one file that knows their letters."""

import pytest

from service.language import tags
from service.language.tags import Tag


def test_each_class_has_one_letter_of_its_own() -> None:
    assert all(len(tag.value) == 1 for tag in Tag)
    assert len({tag.value for tag in Tag}) == len(Tag)


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("NOUNS", {Tag.NOUN, Tag.PLURAL, Tag.NAME}),
        ("VERBS", {Tag.BASE, Tag.THIRD, Tag.PAST, Tag.PARTICIPLE, Tag.ING}),
        ("PAST_FORMS", {Tag.PAST, Tag.PARTICIPLE}),
        ("FINITE", {Tag.THIRD, Tag.PAST, Tag.MODAL, Tag.BE, Tag.HAVE, Tag.DO}),
        ("DETERMINERS", {Tag.DETERMINER, Tag.QUANTIFIER}),
        ("RELATIVES", {Tag.WH, Tag.THAT}),
        ("ADVERBIALS", {Tag.ADVERB, Tag.NOT, Tag.PARTICLE}),
    ],
)
def test_groups_of_classes(group: str, members: set[Tag]) -> None:
    assert set(getattr(tags, group)) == {tag.value for tag in members}


def test_names_of_plain_letters_are_those_of_the_classes() -> None:
    assert all(getattr(tags, tag.name) == tag.value for tag in Tag)

"""Where an auxiliary before its subject opens a condition."""

import pytest

from service.language.syntax.inversion import end_of_condition
from tests.language.marked import marked_doc


@pytest.mark.parametrize(
    ("marked", "group"),
    [
        ("*Had* they signed, it would have ended.", "Had they signed"),
        ("*Should* talks fail, they will strike.", "Should talks fail"),
        ("*Were* the bank to fail, savers would lose.", "Were the bank"),
        ("It would have ended, *had* they signed.", "had they signed"),
        ("Towns are unsafe *should* dams fail.", "should dams fail"),
        ("Fans who are rich *should* pay.", None),
        ("*Had* they signed?", None),
        ("*Should* you go?", None),
        ("They *had* signed.", None),
        ("Nor *had* they signed.", None),
    ],
)
def test_the_group_of_an_inverted_condition(marked: str, group: str | None) -> None:
    doc, index = marked_doc(marked)

    end = end_of_condition(doc.tags, doc.tokens.lows, index, 0, len(doc.tokens))

    assert (doc.span(index, end).of(doc.text) if end else None) == group

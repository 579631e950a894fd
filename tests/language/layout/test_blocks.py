"""The lines of a page as blocks."""

import pytest

from service.language.layout.blocks import read_blocks
from service.language.tokens import tokenize


def blocks(text: str, title: str | None = None) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens.starts[b.first] : tokens.end(b.last - 1)] for b in read_blocks(text, tokens, title)]


WIDE = "The ferry company that has served the islands since the war will raise fares"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One line.", ["One line."]),
        ("First.\nSecond.", ["First.", "Second."]),
        ("First.\n\n\nSecond.", ["First.", "Second."]),
        ("It rained\nand it stopped.", ["It rained\nand it stopped."]),
        ("It rained.\nand it stopped.", ["It rained.", "and it stopped."]),
        (f"{WIDE}\n{WIDE}\n{WIDE}\nIn April.", [f"{WIDE}\n{WIDE}\n{WIDE}\nIn April."]),
        ("\r\nFirst.\r\nSecond.\r\n", ["First.", "Second."]),
        ("", []),
    ],
)
def test_blocks(text: str, found: list[str]) -> None:
    assert blocks(text) == found


def test_a_title_that_begins_a_line_is_parted_off() -> None:
    assert blocks("Fares rise The ferry raised its fares.", "Fares rise") == [
        "Fares rise",
        "The ferry raised its fares.",
    ]
    assert blocks("Fares rise again in May.", "Fares rise") == ["Fares rise again in May."]


def test_groups_sentences_and_closing() -> None:
    text = "MENU\n\nIt rained. It stopped.\nNobody cared"
    tokens = tokenize(text)

    found = read_blocks(text, tokens, None)

    assert [(b.group, b.closed, len(list(b.sentences())), len(b)) for b in found] == [
        (0, False, 1, 1), (1, True, 2, 6), (1, False, 1, 2),
    ]  # fmt: skip

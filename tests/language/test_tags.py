"""The letters in which tags are kept: one file knows them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import service.language
from service.language.tags import Tag

FOLDER = Path(service.language.__file__).parent
FILES = sorted([*FOLDER.glob("tagging/*.py"), *FOLDER.glob("syntax/*.py"), FOLDER / "universal.py"])
WORDS = {"a", "i", "y"}  # of one letter, and the ending of "city"


def letters_in(source: str) -> Iterator[str]:
    """The constants that look like a tag, or like a set of tags that something is sought in; endings are none."""
    nodes = list(ast.walk(ast.parse(source)))
    endings = {
        id(argument)
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "endswith"
        for argument in node.args
    }
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in endings:
            yield from {node.value} - WORDS if len(node.value) == 1 and node.value.isalpha() else ()
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            sought = node.comparators[0]
            if (
                isinstance(sought, ast.Constant)
                and isinstance(sought.value, str)
                and any(map(str.isalpha, sought.value))
            ):
                yield sought.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_other_file_knows_the_letters(path: Path) -> None:
    assert list(letters_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("line", ['tag == "n"', 'tag in "ns"', 'tag not in "ns"', 'x = {"n": 1}'])
def test_the_letters_are_found(line: str) -> None:
    assert list(letters_in(line))


def test_each_tag_has_a_letter_of_its_own() -> None:
    assert all(len(tag) == 1 for tag in Tag)
    assert len({*Tag}) == len(Tag)

"""SECURITY.md names tests for what it says: each is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
NAMED = _NAMED.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


def _tests(file: Path) -> set[str]:
    """The tests of a file, by name, or by class and name."""
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + one.name for one in inner if isinstance(one, ast.FunctionDef)}
    return {name for name in found if name.rpartition("::")[2].startswith("test_")}


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_each_test_that_is_named_is_there(file: str, name: str) -> None:
    assert name in _tests(ROOT / file)


def test_each_line_of_what_is_protected_names_a_test() -> None:
    lines = [
        line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| **")
    ]

    assert len(lines) > 10
    assert [line for line in lines if not _NAMED.search(line)] == []


def test_each_file_and_folder_of_tests_that_is_named_is_there() -> None:
    paths = re.findall(r"tests/[\w/.]*\w", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))

    assert len(paths) >= len(NAMED) >= 8
    assert [path for path in paths if not (ROOT / path).exists()] == []

"""Each file of the language has a table of tests of its own, in the folder that its code has."""

from pathlib import Path

import pytest

from tests.documents.blocks import ROOT

CODE, TABLES = ROOT / "service" / "language", Path(__file__).parent


def table_of(file: Path) -> Path:
    """Where the table of a file of the language stands."""
    folder = TABLES / file.relative_to(CODE).parent
    return folder / (f"test_{file.parent.name}.py" if file.name == "__init__.py" else f"test_{file.name}")


FILES = [path for path in sorted(CODE.rglob("*.py")) if path.name != "__init__.py" or path.parent.name == "lexicon"]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_file_has_its_table(file: Path) -> None:
    assert table_of(file).exists(), f"{file.relative_to(CODE)} wants {table_of(file).relative_to(ROOT)}"

"""Each file of the language has a table of tests of its own, in the folder that its code has."""

from pathlib import Path

import pytest

from tests.documents.blocks import ROOT

CODE, TABLES = ROOT / "service" / "language", Path(__file__).parent
# Files whose table is still to be written: the tables of what uses them hold them so far. No file is added here.
STILL_WITHOUT = frozenset(
    (
        "factuality/embedding.py",
        "factuality/patterns.py",
        "factuality/phrases.py",
        "factuality/reading.py",
        "factuality/signs.py",
        "factuality/unreal.py",
        "forms.py",
        "propositions/clause_parts.py",
        "propositions/clause_quantities.py",
        "propositions/contents.py",
        "propositions/events.py",
        "propositions/features.py",
        "propositions/participants.py",
        "propositions/proposition.py",
        "syntax/bounds.py",
        "syntax/clauses.py",
        "syntax/control.py",
        "syntax/event_nouns.py",
        "syntax/groups.py",
        "syntax/inversion.py",
        "syntax/licensers.py",
        "syntax/noun_phrases.py",
        "syntax/speech.py",
        "syntax/syntax.py",
        "syntax/syntax_words.py",
        "tagging/choices.py",
        "tagging/fixed.py",
        "tagging/headlines.py",
        "tagging/neighbours.py",
        "tagging/weights/build.py",
    )
)


def table_of(file: Path) -> Path:
    """Where the table of a file of the language stands."""
    folder = TABLES / file.relative_to(CODE).parent
    return folder / (f"test_{file.parent.name}.py" if file.name == "__init__.py" else f"test_{file.name}")


FILES = [path for path in sorted(CODE.rglob("*.py")) if path.name != "__init__.py" or path.parent.name == "lexicon"]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_file_has_its_table(file: Path) -> None:
    name = file.relative_to(CODE).as_posix()

    assert table_of(file).exists() is (name not in STILL_WITHOUT), f"{name} wants {table_of(file).relative_to(ROOT)}"

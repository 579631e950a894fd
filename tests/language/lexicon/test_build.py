"""The lexicon's rows, made from tables of inflections."""

import gzip
from pathlib import Path

import pytest

from service.language.lexicon import build


@pytest.mark.parametrize(
    ("lemma", "forms", "found"),
    [
        ("go", ["went", "gone", "going", "goes"], {"go", "went", "gone", "going", "goes"}),
        ("cut", ["cut", "", "cutting", "cuts"], {"cut", "cutting", "cuts"}),
        ("dream", ["dreamed/dreamt", "", "dreaming", "dreams"], {"dream", "dreamed", "dreamt", "dreaming", "dreams"}),
    ],
)
def test_the_forms_of_a_verb(lemma: str, forms: list[str], found: set[str]) -> None:
    assert {form for form, _ in build.verb_forms(lemma, forms)} == found


def test_inflections_are_read_but_for_names_and_phrases(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "infl_lu.csv.gz", "wt", encoding="utf-8") as rows:
        rows.write("go,verb,went,gone,going,goes\nOslo,noun,Oslos\nre-run,noun,re-runs\nad hoc,adj\n")

    assert [lemma for lemma, _, _ in build.read_inflections(tmp_path)] == ["go", "re-run"]

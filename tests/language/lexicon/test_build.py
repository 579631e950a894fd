"""The lexicon's rows, made from tables of inflections."""

import gzip
from pathlib import Path

import pytest

from service.language.lexicon import build
from service.language.tags import ADJECTIVE, BASE, NOUN, PARTICIPLE, PAST, PLURAL, THIRD


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


def test_the_usual_tags_are_those_of_words_in_small_letters(tmp_path: Path) -> None:
    (tmp_path / "en-lexicon.txt").write_text(";;; a remark\ndeal NN\nOslo NNP\nthe XX\nsigned VBN\n", encoding="utf-8")

    assert build.read_usual_tags(tmp_path) == {"deal": NOUN, "signed": PARTICIPLE}


@pytest.mark.parametrize(
    ("tags", "usual", "found"),
    [
        ({BASE, NOUN}, NOUN, NOUN + BASE),
        ({BASE, NOUN}, BASE, BASE + NOUN),
        ({PAST, PARTICIPLE}, ADJECTIVE, ADJECTIVE + PAST + PARTICIPLE),
        ({THIRD}, PLURAL, PLURAL + THIRD),
    ],
)
def test_the_most_usual_tag_comes_first(tags: set[str], usual: str, found: str) -> None:
    assert build.order("word", tags, {"word": usual}) == found


def test_tags_and_base_forms_of_all_words(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "infl_lu.csv.gz", "wt", encoding="utf-8") as rows:
        rows.write(
            "lie,verb,lay,lain,lying,lies\nlay,verb,laid,,laying,lays\nwidget,noun,widgets\nold,adj,older,oldest\n"
        )

    tags, lemmas = build.gather(tmp_path, {"lie": -9.0, "lay": -10.0})

    assert (tags["widgets"], tags["older"], tags["lay"]) == ({PLURAL}, {ADJECTIVE}, {PAST, BASE})
    assert (lemmas["lay"], lemmas["laid"]) == ("lie", "lay")


def test_what_a_word_without_a_row_would_be() -> None:
    assert build.guess("widgets", {"widget": NOUN}) == PLURAL
    assert build.guess("blorfing", {}).startswith("g")

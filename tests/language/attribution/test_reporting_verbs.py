"""Reporting verbs in their place: some, or nouns; with what they report with, or without it."""

import pytest

from service.language.attribution.reporting_verbs import ReportingVerbs, reporting_forms
from service.language.entities.speaker_phrases import PhraseFinder
from tests.language.marked import marked_doc


def verb_of(marked: str) -> tuple[ReportingVerbs, int, int]:
    doc, at = marked_doc(marked)
    return ReportingVerbs(PhraseFinder(doc.tokens, doc.tags)), at, len(doc.tokens)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("said", ("say", "say")),
        ("believes", ("clausal", "believe")),
        ("found", ("factual", "find")),
        ("sang", ("quoting", "sing")),
        ("pledging", ("commit", "pledge")),
        ("urged", ("request", "urge")),
        ("ran", None),
    ],
)
def test_the_kind_and_the_base_of_a_form(form: str, kind: tuple[str, str] | None) -> None:
    assert reporting_forms().get(form) == kind


@pytest.mark.parametrize(
    ("marked", "is_one"),
    [
        ("The mayor *said* it would rain.", True),
        ("A *report* on the fire is due.", False),
        ("The union's *demand* was met.", False),
        ("In 2003 *reported* crimes fell.", False),
        ("Police had 149 *confirmed* cases.", False),
        ("Many voters *claim* to know.", True),
        ("The report *states* that it failed.", True),
        ("Sky *reports* the man fled.", True),
        ("They confirmed *reports* that he fled.", False),
        ("*According* to her, it is late.", False),
        ("The Daily *Post* is sold.", False),
    ],
)
def test_a_verb_or_a_noun(marked: str, is_one: bool) -> None:
    verbs, at, _ = verb_of(marked)

    assert verbs.is_one(at) is is_one


@pytest.mark.parametrize(
    ("marked", "fits"),
    [
        ("She *said* the port was shut.", True),
        ("He *told* to wait there.", False),
        ("They *admitted* to theft.", True),
        ("He *believes* the port is shut.", True),
        ("He *believes* in luck.", False),
        ("They *found* that it leaks.", True),
        ("They *found* a leak.", False),
        ("She *pledged* to cut fares.", True),
        ("She *pledged* her house.", True),
        ("He *threatened* her.", False),
        ("The union *urged* members to strike.", True),
        ("The union *called* for a strike.", True),
        ("The union *called* a strike.", False),
        ("They *accused* him of theft.", True),
        ("They *asked* whether to strike.", False),
        ("They *asked* the board to wait.", True),
    ],
)
def test_what_follows_a_verb_that_reports(marked: str, fits: bool) -> None:
    verbs, at, last = verb_of(marked)

    assert verbs.fits(at, last, quoted=False) is fits

"""Verbs of saying as acts, and as words that report."""

import pytest

from service.language.forms import Marker
from tests.language.marked import marked_clause


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("The firm *declared* a dividend.", True),
        ("He was *admitted* to hospital.", True),
        ("The police *confirmed* the arrest.", True),
        ("She *declared* that it was over.", False),
        ("It will close, officials *confirmed*.", False),
        ('"It is over," she *added*.', False),
        ("It was *confirmed* by the police.", False),
        ("She *declared* it over and left.", True),
    ],
)
def test_an_act_reports_nothing(marked: str, act: bool) -> None:
    assert marked_clause(marked)[1].act is act


@pytest.mark.parametrize(
    ("marked", "complement"),
    [
        ('"It is over," she *added*.', Marker.QUOTATION),
        ('"It is over," *sighed* Ann.', Marker.QUOTATION),
        ("She *added* that it was over.", Marker.THAT),
        ("She *added* salt.", None),
    ],
)
def test_a_verb_beside_a_quotation_has_it_for_a_complement(marked: str, complement: Marker | None) -> None:
    assert marked_clause(marked)[1].complement is complement

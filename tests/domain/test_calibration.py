"""What points are worth."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from service.domain.calibration import Calibration, CalibrationBin, Readers, calibration, thresholds

ACCURACY = Path(__file__).parents[2] / "docs" / "reference" / "accuracy.md"
READERS = Readers(readers=2, pairs=100, agreed=99, repeated=10, repeated_agreed=9)
TABLE = Calibration(
    version="v",
    source="news",
    readers=READERS,
    dated=(
        CalibrationBin(points=0.0, judged=49, right=4),
        CalibrationBin(points=1.5, judged=19, right=13),
        CalibrationBin(points=2.5, judged=29, right=29),
    ),
    undated=(CalibrationBin(points=0.0, judged=9, right=0),),
)


@pytest.mark.parametrize(
    ("points", "expected"), [(-3.0, 0.09), (0.0, 0.09), (1.49, 0.09), (1.5, 0.675), (2.5, 29.5 / 30), (9.0, 29.5 / 30)]
)
def test_points_lie_in_a_bin(points: float, expected: float) -> None:
    assert TABLE.bin_of(points, dated=True).probability == pytest.approx(expected)


@pytest.mark.parametrize("points", [-3.0, 0.0, 9.0])
def test_claims_without_a_day_have_bins_of_their_own(points: float) -> None:
    assert TABLE.bin_of(points, dated=False).probability == pytest.approx(0.05)


def test_none_and_all_of_a_few_prove_nothing() -> None:
    assert 0 < CalibrationBin(points=0, judged=8, right=0).probability < 0.1
    assert 0.9 < CalibrationBin(points=0, judged=8, right=8).probability < 0.97


@pytest.mark.parametrize(
    ("judged", "wrong", "may"),
    [
        (thresholds().resolved_judged, 0, True),
        (thresholds().resolved_judged - 1, 0, False),
        (thresholds().resolved_judged, 5, False),
    ],
)
def test_resolving_takes_many_and_sure_ones(judged: int, wrong: int, may: bool) -> None:
    sure = CalibrationBin(points=3.0, judged=judged, right=judged - wrong)
    table = Calibration(version="v", source="news", readers=READERS, dated=(sure,), undated=TABLE.undated)

    assert table.may_resolve is may


@pytest.mark.parametrize("kind", ["dated", "undated"])
def test_the_shipped_bins_are_large_enough_and_rise(kind: str) -> None:
    bins: tuple[CalibrationBin, ...] = getattr(calibration(), kind)

    assert all(one.judged >= thresholds().bin_judged for one in bins)
    assert all(low.points < high.points and low.probability < high.probability for low, high in pairwise(bins))


def test_what_is_proposed_and_what_is_not_follows_from_the_shipped_table() -> None:
    """Some bin is proposed, none for claims without a day; none is what a proposal should be, and none resolves."""
    table, limits = calibration(), thresholds()

    assert any(one.probability >= limits.proposed for one in table.dated)
    assert all(one.probability < limits.proposed for one in table.undated)
    assert not any(one.probability >= limits.wanted for one in (*table.dated, *table.undated))
    assert not table.may_resolve


@pytest.mark.parametrize("one", [*calibration().dated, *calibration().undated], ids=lambda one: f"{one.points:g}")
def test_the_document_tells_what_the_table_holds(one: CalibrationBin) -> None:
    row = rf"\| [^|]+ \| {one.judged} \| {one.right} \| {one.probability:.2f} \| {one.low:.2f} to {one.high:.2f} \|"

    assert re.search(row, ACCURACY.read_text(encoding="utf-8"))

"""Rates and their intervals."""

from dataclasses import replace

import pytest

from service.domain.rates import wilson
from service.domain.scorecard import Score

SCORE = Score(
    name="Anna Berg",
    stated=30,
    resolved=14,
    fulfilled=5,
    fulfilled_late=2,
    fulfilled_in_part=1,
    not_fulfilled=2,
    unresolvable=4,
    median_days_late=3.5,
)


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [
        # R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998),
        # 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_the_interval_is_wilsons(yes: int, n: int, low: float, high: float) -> None:
    interval = wilson(yes, n)

    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.00005)


def test_the_interval_holds_the_share_and_lies_between_none_and_all() -> None:
    for n in range(1, 200):
        for yes in range(n + 1):
            interval = wilson(yes, n)
            assert 0 <= interval.low <= yes / n <= interval.high <= 1


def test_what_is_unresolvable_is_neither_yes_nor_no_and_a_part_is_no_yes() -> None:
    assert (SCORE.n, SCORE.rate, SCORE.on_time_rate) == (10, 0.7, 0.5)
    assert (SCORE.low, SCORE.high) == pytest.approx((0.3968, 0.8922), abs=0.00005)


def test_of_nothing_decided_there_is_no_rate() -> None:
    none = replace(
        SCORE, resolved=4, fulfilled=0, fulfilled_late=0, fulfilled_in_part=0, not_fulfilled=0, unresolvable=4
    )

    assert (none.n, none.rate, none.on_time_rate, none.low, none.high) == (0, None, None, None, None)

"""Whatever the text, time, answer and memory grow with its length, and not with the square of it."""

import os
from collections.abc import Callable

import pytest

from tests.attack.growth import growth_per_doubling
from tests.attack.one_process import ARTICLES, DETECT, Cost, cost_of
from tests.attack.shapes import DOZEN, SHAPES

_FEW = os.environ.get("SHAPES", "dozen") == "dozen"
_SIZES = [16_000, 32_000, 64_000, 128_000, *([] if _FEW else [256_000])]  # bytes
_LONGEST = 1_000_000  # bytes: the longest that is allowed
_MOST_GROWTH = 2.6  # for each doubling: 2 is linear, 4 the square
_MOST_PEAK = 500_000_000  # bytes
_NOISE = {"seconds": 0.1, "answered": 2_000, "grown": 8_000_000}  # what is less is not told from nothing
_CHOSEN = DOZEN if _FEW else tuple(SHAPES)
_REFUSALS = {"reading_too_long", "language_unsupported"}


@pytest.fixture(params=[DETECT, ARTICLES], ids=["detect", "articles"])
def cost(request: pytest.FixtureRequest, fresh_database: Callable[[], str]) -> Callable[[str], Cost]:
    """What it costs to post a text to one of the two."""
    return lambda text: cost_of(request.param, text, fresh_database())


@pytest.mark.parametrize("name", _CHOSEN)
def test_costs_grow_with_the_length_of_the_text(name: str, cost: Callable[[str], Cost]) -> None:
    costs = [cost(SHAPES[name](size)) for size in _SIZES]

    told = "\n".join(f"{size:8,d} {one}" for size, one in zip(_SIZES, costs, strict=True))
    assert all(_is_answer_or_refusal(one) for one in costs), told
    for measure, noise in _NOISE.items():
        growth = growth_per_doubling(_SIZES, [getattr(one, measure) for one in costs], least=noise)
        assert growth < _MOST_GROWTH, f"{measure} grow by {growth:.2f} for each doubling\n{told}"


@pytest.mark.parametrize("name", _CHOSEN)
def test_the_longest_text_is_answered_or_refused_in_little_memory(name: str, fresh_database: Callable[[], str]) -> None:
    found = cost_of(ARTICLES, SHAPES[name](_LONGEST), fresh_database())  # which detects, and stores

    assert _is_answer_or_refusal(found), found
    assert found.peak < _MOST_PEAK, found


def _is_answer_or_refusal(cost: Cost) -> bool:
    return cost.status in (200, 201) or (cost.status == 422 and cost.code in _REFUSALS)

"""How a cost grows with the size of what causes it."""

import math
from collections.abc import Sequence
from statistics import linear_regression


def growth_per_doubling(sizes: Sequence[int], costs: Sequence[float], *, least: float) -> float:
    """The factor by which the cost grows where the size doubles: 2 for what is linear, 4 for what is quadratic.

    It is the slope of a line through the logarithms of all costs, so that one noisy measurement moves it little.
    What is below `least` counts as that: it is the noise of the measurement, or a fixed cost.
    """
    slope, _ = linear_regression([math.log2(size) for size in sizes], [math.log2(max(cost, least)) for cost in costs])
    return float(2**slope)

"""The probabilities and counts from which on something is done."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What thresholds.toml holds, which says where each number comes from."""

    proposed: float
    wanted: float
    resolved: float
    resolved_judged: int
    bin_judged: int
    judge_answers: int
    copied: float


@cache
def thresholds() -> Thresholds:
    """The thresholds that are shipped."""
    return Thresholds(**tomllib.loads((files(__package__) / "thresholds.toml").read_text(encoding="utf-8")))

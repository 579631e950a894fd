"""The points of weights.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class SignWeights:
    """What each sign of a candidate is worth; weights.toml says of what."""

    event: float
    expression: float
    family: float
    plan: float
    name: float
    near: float
    named: float
    around: float
    common: float
    thing: float
    noun: float
    most_words: float
    affair: float
    common_key: float
    result: float
    outcome: float
    nothing: float
    due: float
    after: float
    later: float
    before: float
    day: float


@cache
def weights() -> SignWeights:
    """The weights that are shipped, read once."""
    return SignWeights(**tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")))

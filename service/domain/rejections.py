"""Why people say no to proposals, counted. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.domain.status import RejectionCode


class RejectionGrouping(StrEnum):
    """What rejections are counted by."""

    FRAME = "frame"  # that judged the first evidence of the proposal
    RULE = "rule"  # that found the claim


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionCount:
    """How many proposals of one group were rejected, and for what."""

    name: str
    n: int
    codes: Mapping[RejectionCode, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionDays:
    """The days, UTC, on which the verdicts were given; both are among them."""

    first: date | None = None
    last: date | None = None

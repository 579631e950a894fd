"""One part of an event, as claim and result tell it."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.frames.participants import Same


class PartName(StrEnum):
    """What a part is called in points and reasons."""

    WHO = "who"
    WHAT = "what"
    ALL = "all"  # everybody who takes part
    WHERE = "where"
    WHEN = "when"
    AMOUNT = "amount"
    CONTEXT = "context"  # what else the sentences speak of
    STORY = "story"  # names that the articles share


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMatch:
    """One part of the event in the claim's words and in the result's, and how they stand."""

    part: PartName
    claim: str
    result: str
    relation: Same

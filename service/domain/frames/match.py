"""One part of an event, as claim and result tell it."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.frames.participants import Same
from service.language import Name


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
    """One part of the event in the claim's words and in the result's, and how they stand.

    `claim_terms` and `result_terms` are the names and stems that the words show.
    """

    part: PartName
    claim: str
    result: str
    relation: Same
    claim_terms: tuple[Name, ...] = ()
    result_terms: tuple[Name, ...] = ()

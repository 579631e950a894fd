"""The values that detection yields, as tuples, which are made fast. They know nothing of how they were found."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from service.language import Clause, Span


class Kind(StrEnum):
    """What a statement says of its event."""

    OUTCOME = "outcome"  # has not happened yet, and is expected, planned, demanded, possible …
    RESULT = "result"  # has happened, or has failed to happen


class Polarity(StrEnum):
    """Whether the clause affirms or denies its event."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How an outcome is meant (outcomes only)."""

    SCHEDULED = "scheduled"  # fixed in a calendar or plan, told as fact
    COMMITMENT = "commitment"  # the actor binds itself
    INTENTION = "intention"  # the actor wants, plans or hopes it
    EXPECTATION = "expectation"  # someone expects or predicts it
    POSSIBILITY = "possibility"  # it may happen
    DEMAND = "demand"  # someone wants another to do it


class Statement(NamedTuple):
    """One clause about one event.

    `span` covers the clause, `head` the event's main word, which lies within it; `cue` the words that
    gave it away, where there are any; `rule` names the rule that fired. `due` is the last day on which
    an outcome would still be on time, or None where its sentence gives none. `clause` is what was read there.
    """

    kind: Kind
    span: Span
    sentence: Span
    head: Span
    cue: Span | None
    rule: str
    polarity: Polarity
    modality: Modality | None
    conditional: bool
    speaker: str | None
    due: date | None
    clause: Clause

"""Which stated outcomes are worth watching: those that can be checked later on."""

from enum import StrEnum

from service.domain.tracking.words import tracking_words
from service.language import Proposition


class UntrackedReason(StrEnum):
    """Why a stated outcome makes no claim."""

    REFUSAL = "refusal"  # nothing is to be said: "would not comment"
    REQUEST = "request"  # somebody is asked to do it, and no day is set
    WISH = "wish"  # somebody would like it
    DECIDED = "decided"  # a decision that was taken already is told
    PURPOSE = "purpose"  # what something is meant for, or what it takes
    POWER = "power"  # what somebody may do if he chooses
    STATE = "state"  # how things are to be, without a number or a day
    INFLUENCE = "influence"  # that something is to bear on something, without a number or a day
    HABIT = "habit"  # what comes again and again
    NOBODY = "nobody"  # neither a participant nor a thing is told


_BY_CUE = (UntrackedReason.WISH, UntrackedReason.DECIDED, UntrackedReason.PURPOSE, UntrackedReason.POWER)
_BY_HEAD = (UntrackedReason.STATE, UntrackedReason.INFLUENCE)
_SPEAKING = "speaking"  # the list of verbs that a refusal denies
_DENIED = "negative"


def untracked(outcome: Proposition, cue: str | None) -> UntrackedReason | None:
    """Why the outcome makes no claim; None where it is an event that can be checked.

    `cue` is what detection found it by. An event with a day to come is always worth watching, but for a refusal to
    speak; a state or an influence with a number is.
    """
    if outcome.polarity == _DENIED and outcome.head in tracking_words()[_SPEAKING]:
        return UntrackedReason.REFUSAL
    if outcome.window.due is not None:
        return None
    if outcome.demand:
        return UntrackedReason.REQUEST
    if not _tells_of_something(outcome):
        return UntrackedReason.NOBODY
    return _by_words(outcome, (cue or "").lower())


def _tells_of_something(outcome: Proposition) -> bool:
    names = (*outcome.agents, *outcome.patients, *outcome.others)
    nouns = (*outcome.agent_nouns, *outcome.patient_nouns, *outcome.topic_nouns)
    return bool(names or nouns)


def _by_words(outcome: Proposition, cue: str) -> UntrackedReason | None:
    lists = tracking_words()
    found = next((reason for reason in _BY_CUE if cue in lists[reason]), None)
    if found is None and not outcome.quantities:
        found = next((reason for reason in _BY_HEAD if outcome.head in lists[reason]), None)
    if found is None and not lists[UntrackedReason.HABIT].isdisjoint(outcome.tail):
        return UntrackedReason.HABIT
    return found

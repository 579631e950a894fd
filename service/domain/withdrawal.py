"""The withdrawal of an article: what becomes of its claims, and where its words stand elsewhere. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any
from uuid import UUID

from service.domain.claim import Claim
from service.domain.history import BEFORE, Event
from service.domain.status import DismissalReason, Status

MARKER = "[withdrawn]"  # in place of words that have gone
_VALUES = (*BEFORE, "after")  # where in the data of an event values of its claim stand
_WORDS = frozenset(("text", "clause_start", "clause_end", "head", "speaker", "outlet"))  # of the article, among them
_RUN = 5  # words in a row: shorter runs are of the language, not of one text


class Fate(Enum):
    """What becomes of a claim whose article is withdrawn."""

    DISMISSED = auto()  # stated nowhere else
    RESTATED = auto()  # stated elsewhere too: told in the words of its earliest other mention
    UNLINKED = auto()  # told in words of another article already: it loses a mention
    UNCHANGED = auto()  # the article is in its history alone


@dataclass(frozen=True, slots=True, kw_only=True)
class DependentClaim:
    """How a claim depends on the article that is withdrawn."""

    claim_id: UUID
    is_first: bool  # the article was the first to state it
    is_entered: bool  # by hand: no article was the first
    mentions: int  # that stand in the article
    other: UUID | None  # the earliest statement elsewhere that states it

    @property
    def fate(self) -> Fate:
        """What becomes of the claim."""
        if self.is_first:
            return Fate.RESTATED if self.other else Fate.DISMISSED
        if self.mentions == 0:
            return Fate.UNCHANGED
        return Fate.UNLINKED if self.other or self.is_entered else Fate.DISMISSED


class Quoted:
    """Tells which texts repeat the words of an article: five or more in a row."""

    def __init__(self, *texts: str | None) -> None:
        self._runs = {run for text in texts if text for run in _runs(text)}

    def holds(self, text: str | None) -> bool:
        """Whether the text repeats some."""
        return text is not None and any(run in self._runs for run in _runs(text))


def _runs(text: str) -> Iterator[int]:
    words = "".join(one if one.isalnum() else " " for one in text.casefold()).split()
    return (hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))


def dismissed(claim: Claim) -> dict[str, Any]:
    """The values of a claim of which nothing is left but that it was there."""
    gone = ("clause_start", "clause_end", "head", "speaker", "outlet", "outcome", "proposal", "resolution")
    due = claim.due if claim.due is None or claim.due >= claim.said_on else None  # an older release took others
    standing = {"status": Status.DISMISSED, "dismissal": DismissalReason.WITHDRAWN}
    return {**dict.fromkeys(gone), **standing, "text": MARKER, "due": due, "tags": (), "mentions": 0}


def restated(claim: Claim, elsewhere: Claim) -> dict[str, Any]:
    """The values of `claim` that come from `elsewhere`, the claim that its earliest other mention would have made.

    The dates of a decided claim stay: its decision agrees with them.
    """
    names = ("text", "clause_start", "clause_end", "head", "speaker", "outlet", "rule")
    words = {name: getattr(elsewhere, name) for name in names}
    if claim.resolution is not None:
        return words
    said_on = elsewhere.said_on
    due = claim.due if claim.due is None or claim.due >= said_on else None
    return {**words, "said_on": said_on, "due": due, "review_on": max(claim.review_on, said_on)}


def rewritten(
    event: Event, *, article_id: UUID, held: DependentClaim, now: Claim, quoted: Quoted, moved_to: UUID | None
) -> Event:
    """The event without the article's words. `now` is the claim as it stands after the withdrawal, `moved_to` the
    article that states it first where that has changed."""
    told_anew = held.fate in (Fate.DISMISSED, Fate.RESTATED)
    state = dict(event.state)
    if told_anew:
        state |= {"text": now.text, "clause_start": now.clause_start, "clause_end": now.clause_end}
        state["speaker_entity_id"] = None  # the speaker was the article's to name
    all_ = held.fate is Fate.DISMISSED
    if all_:
        state["tags"] = []
    resolution = state.get("resolution")
    if resolution and (all_ or quoted.holds(resolution["note"])):
        state["resolution"] = {**resolution, "note": None}
    reason = None if all_ or quoted.holds(event.reason) else event.reason
    data = _data(event.data, str(article_id), moved_to, all_=told_anew)
    gone = _WORDS | {"tags"} if all_ else _WORDS if told_anew else frozenset[str]()
    return replace(event, reason=reason, state=state, data=_without(data, gone, quoted))


def _without(data: Mapping[str, Any], gone: frozenset[str], quoted: Quoted) -> Mapping[str, Any]:
    """The data of an event without these values of its claim, and without any that repeats the article."""
    kept = {
        part: {name: value for name, value in data[part].items() if name not in gone and not _holds(quoted, value)}
        for part in _VALUES
        if part in data
    }
    return {**data, **kept}


def _holds(quoted: Quoted, value: object) -> bool:
    return isinstance(value, str) and quoted.holds(value)


def _data(data: Mapping[str, Any], article_id: str, moved_to: UUID | None, *, all_: bool) -> dict[str, Any]:
    own = data.get("article_id") == article_id
    told = {**data, "matched_by": []} if "matched_by" in data and (own or all_) else dict(data)
    if own and moved_to is not None and "matched_by" not in data:  # it was born of it
        told |= {"article_id": str(moved_to), "withdrawn_article_id": article_id}
    return told

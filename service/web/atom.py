"""The newest moves of claims as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from service.domain.claim import Claim
from service.domain.history import Event
from service.web.plain import plain

MEDIA_TYPE = "application/atom+xml"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed, though nothing ever did


def to_atom(moves: Sequence[tuple[Event, Claim]], address: str) -> bytes:
    """The feed at `address`, a path with its query, with an entry for each move, in their order."""
    feed = FeedGenerator()
    feed.id(uuid5(NAMESPACE_URL, address).urn)
    feed.title("Claims: the newest moves")
    feed.link(href=address, rel="self", type=MEDIA_TYPE)
    feed.updated(max((event.at for event, _ in moves), default=_NEVER))
    for event, claim in moves:
        feed.add_entry(_entry(event, claim), order="append")
    found: bytes = feed.atom_str(pretty=True)
    return found


def _entry(event: Event, claim: Claim) -> FeedEntry:
    """An entry that never changes: it tells of the claim as it was after the move."""
    entry = FeedEntry()
    entry.id(event.id.urn)
    entry.title(f"{_headline(event)}: {plain(event.state['text'])}")
    entry.published(event.at)
    entry.updated(event.at)
    entry.author({"name": plain(event.actor) or "?"})
    entry.category({"term": event.type})
    entry.link(href=f"/v1/claims/{claim.id}")  # against the address of the feed
    entry.content("\n".join(_lines(event, claim)), type="text")
    return entry


def _headline(event: Event) -> str:
    """ "Resolved, not fulfilled", of an event claim.resolved that left that outcome."""
    words = [event.type.partition(".")[2], event.state["outcome"]]
    return ", ".join(word.replace("_", " ") for word in words if word).capitalize()


def _lines(event: Event, claim: Claim) -> list[str]:
    told = {
        "Claim": event.state["text"],
        "Speaker": claim.speaker,
        "Outlet": claim.outlet,
        "Said on": str(claim.said_on),
        "Due": event.state["due"],
        "Status": event.state["status"],
        "Reason": event.reason,
    }
    return [f"{name}: {plain(value)}" for name, value in told.items() if value]

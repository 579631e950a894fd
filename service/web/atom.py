"""The newest moves of claims as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from service.domain.claim import Claim
from service.domain.history import Event
from service.web.actors import name_of
from service.web.plain import plain

MEDIA_TYPE = "application/atom+xml"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed, though nothing ever did


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a feed and what it tells of stand: paths with their queries, at `base`."""

    base: str
    feed: str
    list: str


class _Related(BaseEntryExtension):  # type: ignore[misc]  # untyped
    """Links with their relations, which feedgen leaves out of entries."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}

    def extend_atom(self, entry: Any) -> Any:
        """Add the links to the entry."""
        for relation, address in self.links.items():
            xml_elem("link", entry, rel=relation, href=address)
        return entry


def to_atom(moves: Sequence[tuple[Event, Claim]], links: Links) -> bytes:
    """The feed, with an entry for each move, in their order. Every link is absolute."""
    feed = FeedGenerator()
    feed.id(uuid5(NAMESPACE_URL, links.feed).urn)
    feed.title("Claims: the newest moves")
    feed.link(href=links.base + links.feed, rel="self", type=MEDIA_TYPE)
    feed.link(href=links.base + links.list, rel="alternate")
    feed.updated(max((event.at for event, _ in moves), default=_NEVER))
    for event, claim in moves:
        feed.add_entry(_entry(event, claim, links.base), order="append")
    found: bytes = feed.atom_str(pretty=True)
    return found


def _entry(event: Event, claim: Claim, base: str) -> FeedEntry:
    """An entry that never changes: it tells of the claim as it was after the move."""
    entry = FeedEntry()
    entry.id(event.id.urn)
    entry.title(f"{_headline(event)}: {plain(event.state['text'])}")
    entry.published(event.at)
    entry.updated(event.at)
    entry.author({"name": plain(name_of(event.actor)) or "?"})
    entry.category({"term": event.type})
    entry.register_extension("related", _Related, rss=False)
    entry.related.links["alternate"] = f"{base}/v1/claims/{claim.id}"
    if claim.article and claim.article.url:
        entry.related.links["related"] = claim.article.url
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

"""The client's methods for feeds, as texts to be handed on."""

from collections.abc import Mapping
from typing import Any, Unpack

from service.client.arguments import ClaimConditions
from service.client.calls import Calls, Id
from service.client.listing import Listing
from service.client.records import FeedAddress, NewFeedAddress
from service.client.transport import Call
from service.client.wire import read


class Feeds(Calls):
    """What happens to claims, for feed readers and calendars."""

    def feed(self, *, limit: int = 100, **conditions: Unpack[ClaimConditions]) -> str:
        """The newest moves of the claims that meet the conditions, as an Atom feed."""
        return self._text("/v1/claims.atom", "application/atom+xml", {**conditions, "limit": limit})

    def calendar(self, *, limit: int = 100, **conditions: Unpack[ClaimConditions]) -> str:
        """The days on which the claims that meet the conditions fall due, as an iCalendar."""
        return self._text("/v1/claims.ics", "text/calendar", {**conditions, "limit": limit})

    def create_feed(self, name: str, *, idempotency_key: str | None = None) -> NewFeedAddress:
        """A new secret address of feeds, for a reader that knows no passwords."""
        return read(NewFeedAddress, self._create("/v1/feeds", {"name": name}, idempotency_key))

    def feeds(self, *, limit: int | None = None) -> Listing[FeedAddress]:
        """The secret addresses of feeds, oldest first, the revoked ones too."""
        return self._list(FeedAddress, "/v1/feeds", {}, limit)

    def revoke_feed(self, feed_id: Id) -> None:
        """Revoke the secret address, at once and for good. To revoke it again changes nothing."""
        self._transport.send(Call(method="DELETE", path=f"/v1/feeds/{feed_id}", repeatable=True))

    def _text(self, path: str, media_type: str, query: Mapping[str, Any]) -> str:
        call = Call(method="GET", path=path, query=query, headers={"Accept": media_type}, repeatable=True)
        return b"".join(self._transport.send(call).chunks()).decode()

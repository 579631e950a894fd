"""The client's methods for feeds, as texts to be handed on."""

from collections.abc import Mapping
from typing import Any, Unpack

from service.client.arguments import ClaimConditions
from service.client.calls import Calls
from service.client.transport import Call


class Feeds(Calls):
    """What happens to claims, for feed readers and calendars."""

    def feed(self, *, limit: int = 100, **conditions: Unpack[ClaimConditions]) -> str:
        """The newest moves of the claims that meet the conditions, as an Atom feed."""
        return self._text("/v1/claims.atom", "application/atom+xml", {**conditions, "limit": limit})

    def calendar(self, *, limit: int = 100, **conditions: Unpack[ClaimConditions]) -> str:
        """The days on which the claims that meet the conditions fall due, as an iCalendar."""
        return self._text("/v1/claims.ics", "text/calendar", {**conditions, "limit": limit})

    def _text(self, path: str, media_type: str, query: Mapping[str, Any]) -> str:
        call = Call(method="GET", path=path, query=query, headers={"Accept": media_type}, repeatable=True)
        return b"".join(self._transport.send(call).chunks()).decode()

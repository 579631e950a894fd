"""The client's methods that read and enter claims."""

from collections.abc import Callable, Generator
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from typing import Unpack

from service.client.arguments import ClaimConditions, NewClaim
from service.client.calls import Calls, Id
from service.client.listing import Listing
from service.client.records import Claim, Event, Mention, Thread
from service.client.transport import Call
from service.client.wire import read
from service.domain.listing import Sort


class ExportFormat(StrEnum):
    """The shape of an export."""

    CSV = "csv"
    NDJSON = "ndjson"


_MEDIA_TYPES = {ExportFormat.CSV: "text/csv", ExportFormat.NDJSON: "application/x-ndjson"}


class Claims(Calls):
    """Claims, one or many, and what stands behind them."""

    def claims(
        self, *, sort: Sort | str | None = None, limit: int | None = None, **conditions: Unpack[ClaimConditions]
    ) -> Listing[Claim]:
        """The claims that meet the conditions; without `sort` in the order that the service finds natural."""
        return self._list(Claim, "/v1/claims", {**conditions, "sort": sort}, limit)

    def export(
        self,
        shape: ExportFormat,
        *,
        sort: Sort | str | None = None,
        bom: bool = False,
        **conditions: Unpack[ClaimConditions],
    ) -> Generator[str]:
        """The claims that meet the conditions as lines of text, with their ends, as they arrive.

        With `bom` CSV begins with a byte order mark, by which Excel knows UTF-8. Nothing is kept of a line that was
        handed on: the memory needed does not grow with the list. The service is asked when the first line is, and the
        connection is closed after the last line, or with the generator.
        """
        call = Call(
            method="GET",
            path="/v1/claims",
            query={**conditions, "sort": sort, "bom": "true" if bom else None},
            headers={"Accept": _MEDIA_TYPES[shape]},
            repeatable=True,
            stream=True,
        )
        return _lines(lambda: self._transport.send(call).chunks())

    def claim(self, claim_id: Id, *, as_of: datetime | None = None) -> Claim:
        """The claim with this id, as it is or as it stood at an instant."""
        return self._get(Claim, f"/v1/claims/{claim_id}", {"as_of": as_of})

    def mentions(self, claim_id: Id, *, limit: int | None = None) -> Listing[Mention]:
        """The statements that state the claim, oldest first, with their articles."""
        return self._list(Mention, f"/v1/claims/{claim_id}/mentions", {}, limit)

    def thread(self, claim_id: Id) -> Thread:
        """The thread that the claim is in: what moves what, and by how many days."""
        return self._get(Thread, f"/v1/claims/{claim_id}/thread")

    def events(self, claim_id: Id, *, limit: int | None = None) -> Listing[Event]:
        """The claim's history, oldest first."""
        return self._list(Event, f"/v1/claims/{claim_id}/events", {}, limit)

    def add_claim(self, *, idempotency_key: str | None = None, **claim: Unpack[NewClaim]) -> Claim:
        """The claim, entered by hand."""
        return read(Claim, self._create("/v1/claims", {**claim}, idempotency_key))


def _lines(send: Callable[[], Generator[bytes]]) -> Generator[str]:
    pending: list[bytes] = []  # of a line whose end has not arrived
    with closing(send()) as chunks:
        for chunk in chunks:
            first, *others = chunk.split(b"\n")  # only there: a text may hold other marks that Python ends lines at
            pending.append(first)
            for start in others:
                yield b"".join(pending).decode() + "\n"
                pending = [start]
    if rest := b"".join(pending):
        yield rest.decode()

"""The kinds of calls that all of the client's methods are made of."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID, uuid4

from service.client.errors import UnexpectedAnswer
from service.client.listing import Listing, Page
from service.client.transport import Call, Transport
from service.client.wire import read

Id = UUID | str
Record = TypeVar("Record")


class Calls:
    """Reads, lists and creations over a transport."""

    _transport: Transport

    def _get(self, kind: type[Record], path: str, query: Mapping[str, Any] | None = None) -> Record:
        call = Call(method="GET", path=path, query=query or {}, repeatable=True)
        return read(kind, self._transport.send(call).json())

    def _list(self, kind: type[Record], path: str, query: Mapping[str, Any], limit: int | None) -> Listing[Record]:
        def fetch(cursor: str | None, size: int) -> Page[Record]:
            call = Call(method="GET", path=path, query={**query, "limit": size, "cursor": cursor}, repeatable=True)
            answer = self._transport.send(call).json()
            return Page(read_each(kind, answer), answer.get("next"))

        return Listing(fetch, limit)

    def _create(
        self,
        path: str,
        body: Mapping[str, Any] | None,
        key: str | None,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "POST",
    ) -> Any:
        """The JSON answer to a call that creates or changes something.

        Its Idempotency-Key is one for all tries: it is done once, and a lost answer is given again.
        """
        named = {"Idempotency-Key": key or uuid4().hex, **(headers or {})}
        return self._transport.send(Call(method=method, path=path, body=body, headers=named, repeatable=True)).json()


def read_each(kind: type[Record], answer: Any, name: str = "data") -> tuple[Record, ...]:
    """The records under `name` in an answer; raises `UnexpectedAnswer`."""
    return tuple(read(kind, row) for row in rows_of(answer, name))


def rows_of(answer: Any, name: str = "data") -> list[Any]:
    """The list under `name` in an answer; raises `UnexpectedAnswer`."""
    rows = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(rows, list):
        raise UnexpectedAnswer(f"the answer has no list under {name!r}")
    return rows

"""A list of the service: its records one by one, or a page at a time, fetched as they are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, TypeVar

Record = TypeVar("Record")
MOST_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """A page of a list; `next` is the cursor of the page after it, or None."""

    data: tuple[Record, ...]
    next: str | None


class Listing(Generic[Record]):
    """A list: each iteration reads it anew, at most `limit` records of it."""

    def __init__(self, fetch: Callable[[str | None, int], Page[Record]], limit: int | None) -> None:
        self._fetch, self._limit = fetch, limit

    def __iter__(self) -> Iterator[Record]:
        size = MOST_ON_A_PAGE if self._limit is None else max(1, min(self._limit, MOST_ON_A_PAGE))
        records = chain.from_iterable(page.data for page in self.pages(size=size))
        return islice(records, self._limit)

    def pages(self, cursor: str | None = None, *, size: int = 50) -> Iterator[Page[Record]]:
        """The pages of at most `size` records, from `cursor` on."""
        while True:
            page = self._fetch(cursor, size)
            yield page
            if page.next is None:
                return
            cursor = page.next

"""Pages of lists: one record more is read than is shown, to know whether there is another page."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")
Place = TypeVar("Place")


def cut(found: Sequence[Row], limit: int, place: Callable[[Row], Place]) -> tuple[list[Row], Place | None]:
    """The first `limit` of what was found, and the place that the next page comes after, None on the last."""
    page = list(found[:limit])
    return page, place(page[-1]) if len(found) > limit else None

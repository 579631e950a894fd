"""Articles that arrive on another day: the ids that the service gives are those of that day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from unittest.mock import patch
from uuid import UUID

from service.store.month import first_id_on

_COUNTER = count(1)


def id_on(day: date) -> UUID:
    """A new id as it is given on that day."""
    return UUID(int=first_id_on(day).int | 7 << 76 | 2 << 62 | next(_COUNTER))


@contextmanager
def arriving_on(day: date) -> Iterator[None]:
    """Within the block, whatever the service makes, it makes on that day."""
    with patch("uuid_utils.compat.uuid7", lambda: id_on(day)):
        yield

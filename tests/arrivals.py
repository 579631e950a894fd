"""Articles that arrive on another day: the ids that the service gives are those of that day."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from unittest.mock import patch
from uuid import UUID

from service.store.database import uuid7
from service.store.month import first_id_on

_COUNTER = count(1)


def id_on(day: date) -> UUID:
    """A new id as it is given on that day."""
    return UUID(int=first_id_on(day).int | 7 << 76 | 2 << 62 | next(_COUNTER))


@contextmanager
def arriving_on(day: date) -> Iterator[None]:
    """Within the block, whatever the service makes, it makes on that day."""
    parts = [
        part for name, part in sys.modules.items() if name.startswith("service.") and vars(part).get("uuid7") is uuid7
    ]
    patches = [patch.object(part, "uuid7", lambda: id_on(day)) for part in parts]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()

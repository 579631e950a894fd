"""What one request to the application spends its time on, each part without the parts inside it."""

import pkgutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

# Each part with the functions, by module and name, that are its door.
PARTS = {
    "detection": ("service.usecases.article_reading.find_statements",),
    "what statements say": ("service.language.doc.Doc.proposition",),
    "claims that say the same": ("service.store.identities.find", "service.usecases.track._settle"),
    "claims and results that meet": (
        "service.store.watches.claims_for",
        "service.store.watches.results_for",
        "service.store.watches.sought",
    ),
    "weighing them": ("service.usecases.gather._weighed",),
    "Postgres and its driver": (
        "psycopg.Cursor.execute",
        "psycopg.Cursor.executemany",
        "psycopg.Connection.commit",
        "psycopg.Connection.rollback",
    ),
    "SQLAlchemy": ("sqlalchemy.Connection.execute", "sqlalchemy.Connection.scalar", "sqlalchemy.Connection.scalars"),
    "rows and values of the use case": ("service.usecases.add_article.track",),
    "reading the request": ("marshmallow.Schema.load",),
    "serialisation": ("marshmallow.Schema.dump", "flask.json.provider.DefaultJSONProvider.dumps"),
}
REST = "the rest: Flask, key check, limits, log"


class Clock:
    """Adds up the seconds of each part while the innermost that runs is it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._running = [REST]
        self._since = time.perf_counter()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Time what the block does as `part`."""
        self._turn()
        self._running.append(part)
        self.calls[part] += 1
        try:
            yield
        finally:
            self._turn()
            self._running.pop()


@contextmanager
def timed() -> Iterator[Clock]:
    """A clock that hears of every part while the block runs, in one thread."""
    with ExitStack() as stack:
        clock = Clock()
        for part, doors in PARTS.items():
            for door in doors:
                original = _resolve(door)
                stack.enter_context(patch(door, _telling(clock, part, original)))
        yield clock
        with clock.of(REST):
            pass


def _telling(clock: Clock, part: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        with clock.of(part):
            return original(*args, **kwargs)

    return call


def _resolve(door: str) -> Callable[..., Any]:
    found: Callable[..., Any] = pkgutil.resolve_name(door)
    return found

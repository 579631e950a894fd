"""Looking for states that cannot be: all of them when somebody asks, by night those of what is new."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import structlog

from service.store import audit as states
from service.store.audit import Finding
from service.store.database import Connection, Database

_EVER = datetime(1, 1, 1, tzinfo=UTC)
_NIGHTLY = timedelta(days=2)  # a night that was missed is made up for
_log = structlog.get_logger()


def audit(database: Database, *, since: datetime = _EVER) -> list[Finding]:
    """What is as it cannot be. Of counts and places, which nothing else holds, what was written since that instant."""
    with states.patient(database) as connection:
        found = [*states.of_constraints(connection), *states.of_states(connection), *_unheld(connection, since)]
    return [finding for finding in found if finding.count]


def audit_by_night(database: Database, *, now: datetime) -> list[Finding]:
    """What is new and as it cannot be, which the log tells."""
    with states.patient(database) as connection:
        wrong = [finding for finding in _unheld(connection, now - _NIGHTLY) if finding.count]
    for finding in wrong:
        _log.error("a state that cannot be", state=finding.state, count=finding.count, ids=finding.ids)
    return wrong


def _unheld(connection: Connection, since: datetime) -> Iterator[Finding]:
    """What no constraint and no trigger holds, of what was written since that instant."""
    yield from states.of_counts(connection, since)
    yield from states.of_places(connection, since)

"""Whether the service can do its work: each thing it depends on, asked with a time limit."""

from service.domain.errors import StoreUnavailable
from service.store import schema
from service.store.database import Database


def readiness(database: Database) -> dict[str, str]:
    """Each dependency with "ok" or what is wrong with it."""
    try:
        at = schema.current(database)
    except StoreUnavailable:
        return {"database": "unavailable", "schema": "unknown"}
    return {"database": "ok", "schema": "ok" if schema.fits(at) else f"at {at}, needs {schema.head()}"}

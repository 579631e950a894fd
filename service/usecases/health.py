"""Whether the service can do its work: each thing it depends on, asked with a time limit."""

from service.domain.errors import StoreUnavailable
from service.store import schema
from service.store.database import Database
from service.store.storage import Storage


def readiness(database: Database, storage: Storage) -> dict[str, str]:
    """Each dependency with "ok" or what is wrong with it."""
    try:
        found = schema.standing(database)
        stored = storage.state(database)
    except StoreUnavailable:
        return {"database": "unavailable", "schema": "unknown", "storage": "unknown"}
    at = "ok" if found.fits else f"at {found.at}, needs {found.head}"
    return {"database": "ok", "schema": at, "storage": stored}

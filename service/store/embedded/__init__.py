"""The embedded Postgres: a real server in a data folder, for machines that have none.

No process is touched because its number stands in a file: the server is asked for by what it is. Who uses it is told
by locks, which end with the processes that hold them.
"""

from service.store.embedded.keeper import Keeper
from service.store.embedded.programs import tool_folders
from service.store.embedded.sharing import embedded_postgres, stop_unused, temporary_postgres
from service.store.errors import EmbeddedUnavailable

__all__ = ["EmbeddedUnavailable", "Keeper", "embedded_postgres", "stop_unused", "temporary_postgres", "tool_folders"]

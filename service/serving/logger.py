"""gunicorn's log, written by the process's own logging: one shape of lines for all."""

from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger


class LineLogger(Logger):  # type: ignore[misc]  # untyped
    """A logger without handlers of its own. Requests are logged by the application, not here."""

    def setup(self, cfg: Config) -> None:
        """Take the level from gunicorn's settings and leave the writing to the root logger."""
        super().setup(cfg)
        self.error_log.handlers[:] = []
        self.error_log.propagate = True

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning, without the words of a request that cannot be read: they may be somebody's key."""
        super().warning(msg.partition(": ")[0] if msg.startswith("Invalid request") else msg, *args, **kwargs)

"""gunicorn's settings, read from ours. gunicorn takes each name in this module for one of its own."""

import os
from typing import Any

from gunicorn.glogging import Logger

from service.config import load_settings

_settings = load_settings(os.environ)


class _Discreet(Logger):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn's log without the words of requests that it cannot read: they may be somebody's key."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning."""
        super().warning(msg.partition(": ")[0] if msg.startswith("Invalid request") else msg, *args, **kwargs)


logger_class = _Discreet

bind = _settings.bind
workers = _settings.workers
worker_class = "gthread"
threads = _settings.threads
preload_app = True  # the word lists are loaded once and shared
timeout = 60  # seconds without a sign of life from a worker
graceful_timeout = 30  # seconds for requests in flight when stopping
keepalive = 5
max_requests = 20_000  # recycle a worker now and then, not all at once
max_requests_jitter = 2_000
limit_request_line = 8_190
limit_request_fields = 100
limit_request_field_size = 8_190
loglevel = "warning"

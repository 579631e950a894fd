"""gunicorn's settings, read from ours. gunicorn takes each name in this module for one of its own."""

import gc
import os
from contextlib import ExitStack
from typing import Any

from service.config import load_settings
from service.serving.logger import LineLogger
from service.serving.worker import timed_worker
from service.telemetry import metric_files
from service.telemetry.logs import configure_logging, log_unheeded

_settings = load_settings(os.environ)
configure_logging(level=_settings.log_level, form=_settings.log_format)
_NEW_OBJECTS = 10_000  # before garbage is looked for
_owns_meters = metric_files.VARIABLE not in os.environ
_meters = metric_files.share(os.environ)
_at_work = ExitStack()


bind = [_settings.bind, *filter(None, [_settings.metrics_bind])]
workers = _settings.workers
worker_class = timed_worker(read_seconds=_settings.read_timeout, write_seconds=_settings.write_timeout)
threads = _settings.threads + _settings.waiting + 4  # at work, in wait, and some to refuse the rest and to tell health
preload_app = True  # the word lists are loaded once and shared
timeout = 60  # seconds without a sign of life from a worker
graceful_timeout = _settings.graceful_timeout
keepalive = _settings.keepalive
max_requests = _settings.max_requests
max_requests_jitter = max_requests // 10  # not all workers at once
worker_connections = 600  # with threads and the database's, fewer than the 1,024 files that a process often may open
forwarder_headers = ""  # no header has a say in where the application lives,
secure_scheme_headers: dict[str, str] = {}  # nor whether TLS was used: nothing here asks
limit_request_line = 8_190
limit_request_fields = 100
limit_request_field_size = 8_190
control_socket_disable = True  # nobody needs it, and it wants a writable home
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # heartbeats need no disk
logger_class = LineLogger
loglevel = "warning"


def on_starting(_server: Any) -> None:
    """Say what of the settings is not heeded: here, once, and not in each process."""
    log_unheeded(_settings.unheeded)


def when_ready(_server: Any) -> None:
    """Leave what was loaded, which stays, out of every search for garbage; an article makes thousands of objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


def post_fork(_server: Any, _worker: Any) -> None:
    """Begin what has a thread of its own, which no fork takes along."""
    from service.bootstrap import traced  # later than the metrics' folder is known: it takes them in

    _at_work.enter_context(traced(_settings, "claims-api"))


def worker_exit(_server: Any, _worker: Any) -> None:
    """End it; what it has left to tell is told."""
    _at_work.close()


def child_exit(_server: Any, worker: Any) -> None:
    """Keep what a worker that is gone had counted."""
    metric_files.take_over(_meters, worker.pid)


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    if _owns_meters:
        metric_files.remove(_meters)

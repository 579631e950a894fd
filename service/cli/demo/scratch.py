"""A service of its own for the demo, on a database that is gone afterwards."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from service.bootstrap import make_services
from service.client import Client
from service.config import Settings
from service.domain.key import Scope
from service.serving.app import limits_of
from service.store import schema
from service.store.embedded import temporary_postgres
from service.telemetry.logs import configure_logging
from service.usecases.keys import create_key
from service.web.api import make_app


@contextmanager
def scratch_service(found: Settings, today: date) -> Iterator[Client]:
    """A client, with a key for everything, of a service that takes `today` for today and forgets all at the end."""
    found = replace(found, today=today, log_level="error")
    configure_logging(level=found.log_level, form=found.log_format)
    with temporary_postgres() as url:
        services = make_services(found, url)
        try:
            schema.upgrade(services.database)
            _, key = create_key(services.database, "demo", [Scope.ADMIN], now=services.clock.now())
            with _served(make_app(services, limits_of(found))) as address, Client(address, key) as client:
                yield client
        finally:
            services.web.close()
            services.database.dispose()


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: what the demo shows is what it prints."""


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""/metrics for processes that serve nothing else, such as workers: a thread of its own, and no key."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from service.bootstrap import Services
from service.web.metrics_text import CONTENT_TYPE, metrics_text


@contextmanager
def metrics_server(services: Services, bind: str | None) -> Iterator[None]:
    """Answer scrapes at `bind`, an address and port, as long as the block runs; nothing where it is None.

    Raises `OSError` where nobody can listen there.
    """
    if bind is None:
        yield
        return
    host, _, port = bind.rpartition(":")
    server = ThreadingHTTPServer((host.strip("[]"), int(port)), type("Handler", (_Handler,), {"services": services}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    services: Services
    timeout = 10  # seconds for a client to ask
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer a scrape."""
        found = self.path == "/metrics"
        told = metrics_text(self.services) if found else b"Only /metrics is here.\n"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", CONTENT_TYPE if found else "text/plain")
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        """Scrapes are not worth a line."""

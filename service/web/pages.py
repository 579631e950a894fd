"""Pages for requests: few are fetched at once, and who waits for one holds no turn."""

import threading
from datetime import date

from flask import Flask, current_app

from service.outbound.page import WebPage
from service.web import gate
from service.web.problems import FETCHES_FULL, RequestRefused
from service.web.resources import services

_EXTENSION = "claims-fetches"


def install(app: Flask, *, fetches: int) -> None:
    """Let the requests to `app` fetch so many pages at once; the rest are answered 503."""
    app.extensions[_EXTENSION] = threading.BoundedSemaphore(fetches)


class RequestPages:
    """The web, as a request may ask for pages."""

    def fetch(self, url: str, today: date) -> WebPage:
        """The page at `url`; raises `RequestRefused` where enough are being fetched."""
        bound: threading.BoundedSemaphore = current_app.extensions[_EXTENSION]
        if not bound.acquire(blocking=False):
            raise RequestRefused(FETCHES_FULL)
        try:
            with gate.stepped_out():
                return services().web.fetch(url, today)
        finally:
            bound.release()

    def read(self, html: str, url: str | None, today: date) -> WebPage:
        """The page in `html`, which a process of its own reads."""
        with gate.stepped_out():
            return services().web.read(html, url, today)

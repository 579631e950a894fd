"""What every answer tells browsers and caches, and that the application never debugs itself before strangers."""

from collections.abc import Mapping

from flask import Flask, Response

# An answer that needs something else says so itself: the page at /docs its own policy, a claim that it may be kept.
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def install(app: Flask) -> None:
    """Put the headers on every answer of `app`, failures too, and have no FLASK_DEBUG heeded."""
    app.config.update(DEBUG=False, PROPAGATE_EXCEPTIONS=False)

    def guard(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    app.after_request(guard)

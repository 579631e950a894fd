"""/docs: the API's document as a page. The viewer is vendored in viewer/; no other site is asked."""

import hashlib
from mimetypes import guess_type
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from service.web.auth import public

_FOLDER = Path(__file__).with_name("viewer")
_FILES = {  # what is served, and where it lies
    "swagger-ui-bundle.js": _FOLDER / "swagger-ui",
    "swagger-ui.css": _FOLDER / "swagger-ui",
    "page.css": _FOLDER,
    "start.js": _FOLDER,
}
_A_YEAR = 365 * 24 * 60 * 60
# The viewer draws its icons as data: images. Style attributes that it writes go through the DOM, which is allowed.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def install(app: Flask) -> None:
    """Serve the page and the files that it needs, to anybody."""
    edition = _edition()
    page = (_FOLDER / "index.html").read_text(encoding="utf-8").replace("{edition}", edition)
    # In memory: a file that is streamed would hold its request's turn for as long as its reader takes.
    contents = {name: (folder / name).read_bytes() for name, folder in _FILES.items()}

    @public
    def docs() -> Response:
        answer = Response(page, mimetype="text/html")
        answer.headers["Content-Security-Policy"] = _POLICY
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    @public
    def docs_file(asked: str, name: str) -> Response:
        if asked != edition or name not in contents:
            raise NotFound
        answer = Response(contents[name], mimetype=guess_type(name)[0])
        answer.cache_control.public, answer.cache_control.max_age = True, _A_YEAR
        answer.cache_control.immutable = True  # another edition has another address
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    app.add_url_rule("/docs", view_func=docs)
    app.add_url_rule("/docs/<asked>/<name>", view_func=docs_file)


def _edition() -> str:
    """A name for this set of files: it changes with any of them, so they can be cached for good."""
    digest = hashlib.sha256()
    for name, folder in _FILES.items():
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]

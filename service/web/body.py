"""The body of a request: received whole and within its limit before anything works on it."""

from flask import Flask, request
from gunicorn.http.errors import ParseException

from service.web import gate
from service.web.problems import (
    BAD_REQUEST,
    TOO_LARGE,
    UNSUPPORTED_CHARSET,
    UNSUPPORTED_ENCODING,
    RequestRefused,
)

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "DELETE"})  # one that comes anyway is not read
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


def install(app: Flask, *, limit: int) -> None:
    """Have the bodies of requests, of up to `limit` bytes, received after the checks that are installed before this."""

    def receive() -> None:
        if request.endpoint is None or request.method in _WITHOUT_BODY or not _comes():
            return
        _check_coding()
        if (request.content_length or 0) > limit:
            raise RequestRefused(TOO_LARGE)
        request.max_content_length = limit + 1  # a body in chunks tells no size: the byte too many does
        with gate.receiving():
            size = len(_read())
        if size > limit:
            raise RequestRefused(TOO_LARGE)
        if size < (request.content_length or 0):
            raise RequestRefused(BAD_REQUEST, "The body is shorter than its Content-Length.")

    app.before_request(receive)


def _comes() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _check_coding() -> None:
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise RequestRefused(UNSUPPORTED_ENCODING, headers={"Accept-Encoding": "identity"})
    if request.mimetype_params.get("charset", "utf-8").strip().lower() not in _CHARSETS:
        raise RequestRefused(UNSUPPORTED_CHARSET)


def _read() -> bytes:
    try:
        return request.get_data(cache=True)
    except ParseException as error:
        raise RequestRefused(BAD_REQUEST, "The chunks of the body cannot be read.") from error

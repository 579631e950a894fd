"""The answers to requests that the application never gets, because they are no HTTP or too large: problems too."""

import json
from uuid import uuid4

import structlog
from gunicorn.http import errors

from service.web.problems import (
    BAD_REQUEST,
    EXPECTATION_FAILED,
    HEAD_TOO_LARGE,
    INTERNAL,
    MEDIA_TYPE,
    NOT_IMPLEMENTED,
    URI_TOO_LONG,
    Problem,
    document,
)
from service.web.security import HEADERS

_log = structlog.get_logger()
_OF_ERROR: dict[type[Exception], Problem] = {
    errors.LimitRequestLine: URI_TOO_LONG,
    errors.LimitRequestHeaders: HEAD_TOO_LARGE,
    errors.ExpectationFailed: EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: NOT_IMPLEMENTED,
    errors.ConfigurationProblem: INTERNAL,
    errors.InvalidResponseHeader: INTERNAL,  # the application's fault, though a kind of a client's
    errors.InvalidResponseHeaderName: INTERNAL,
    errors.ParseException: BAD_REQUEST,
}


def problem_of(error: BaseException) -> Problem:
    """The problem for what gunicorn raised while it read a request or had it answered."""
    return next((problem for kind, problem in _OF_ERROR.items() if isinstance(error, kind)), INTERNAL)


def refusal(problem: Problem, error: BaseException | None = None) -> bytes:
    """The whole answer, after which the connection is closed; logged without any word of the request."""
    request_id = uuid4().hex
    told = error if problem is INTERNAL else None
    (_log.error if told else _log.info)(
        "request", method=None, route=None, status=problem.status, request_id=request_id, exc_info=told
    )
    body = json.dumps(document(problem, request_id)).encode()
    headers = {
        **HEADERS,
        "Connection": "close",
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "X-Request-Id": request_id,
    }
    lines = [f"HTTP/1.1 {problem.status} {problem.title}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

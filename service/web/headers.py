"""The headers of answers, for the API's document."""

from collections.abc import Iterator, Mapping
from typing import Any

_INTEGER = {"type": "integer", "minimum": 0}
HEADERS: Mapping[str, Mapping[str, Any]] = {
    "X-Request-Id": {
        "description": "The request's id, which its line in the log has too: your own where you sent a fit one.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"},
    },
    "RateLimit-Limit": {"description": "How many requests the key has.", "schema": _INTEGER},
    "RateLimit-Policy": {
        "description": "The limit, its window in seconds (`w`), and, where each server process counts for itself, how "
        "many there are (`processes`): up to so many times the limit may be let pass.",
        "schema": {"type": "string", "pattern": "^[0-9]+;w=[0-9]+(;processes=[0-9]+)?$"},
    },
    "RateLimit-Remaining": {"description": "How many of them are left.", "schema": _INTEGER},
    "RateLimit-Reset": {"description": "In how many seconds it has them all again.", "schema": _INTEGER},
    "Retry-After": {"description": "In how many seconds to try again.", "required": True, "schema": _INTEGER},
    "ETag": {
        "description": "The claim's version, for If-Match and If-None-Match.",
        "schema": {"type": "string", "pattern": '^"[0-9]+"$'},
    },
    "Location": {"description": "Where it can be read.", "schema": {"type": "string", "format": "uri-reference"}},
    "Preference-Applied": {"description": "respond-async.", "schema": {"const": "respond-async"}},
    "WWW-Authenticate": {
        "description": "Bearer; and Basic, where that serves.",
        "required": True,
        "schema": {"type": "string", "pattern": "^Bearer"},
    },
}
_COUNTED = ("RateLimit-Limit", "RateLimit-Policy", "RateLimit-Remaining", "RateLimit-Reset")
_OF_STATUS: Mapping[int, tuple[str, ...]] = {
    202: ("Location", "Preference-Applied"),
    304: ("ETag",),
    401: ("WWW-Authenticate",),
    412: ("ETag",),
    429: (*_COUNTED, "Retry-After"),
    503: ("Retry-After",),
}
_OF_SHAPE: Mapping[str, tuple[str, ...]] = {"ClaimOut": ("ETag",)}
_WITH_ADDRESS = ("ClaimOut", "ArticleOut", "TakenLeaseOut", "NewWebhookOut")  # told where it is when made


def headers_of(status: int, shape: str = "", *, counted: bool = False) -> dict[str, Any]:
    """References to the headers of answers with `status` and a body of `shape`; `counted` where keys are."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in _names(status, shape, counted)}


def _names(status: int, shape: str, counted: bool) -> Iterator[str]:
    yield "X-Request-Id"
    if counted and status < 400:
        yield from _COUNTED
    yield from _OF_STATUS.get(status, ())
    if status < 300:
        yield from _OF_SHAPE.get(shape, ())
    if status == 201 and shape in _WITH_ADDRESS:
        yield "Location"

"""Idempotency-Key: a request that changes something is answered as it was when it is sent again, and is done once."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response, g, json, make_response, request

from service.domain.answer import Answer, Asked
from service.usecases.once import once
from service.web.problems import INVALID_IDEMPOTENCY_KEY, RequestRefused
from service.web.resources import action, services

View = TypeVar("View", bound=Callable[..., Any])
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Preference-Applied")
_HEEDED_HEADERS = ("Prefer",)  # that change what is done or answered, besides If-Match
WITHHELD = "It was shown in the first answer to this request, and is not kept."

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Makes it safe to send the request again: for 24 hours it is answered as it was the first time, "
    "with `Idempotent-Replayed: true`. Refusals are not kept. The same key with another request (address, body, "
    "`If-Match` or `Prefer`) is refused with `idempotency_mismatch`, and while the first is at work with "
    "`idempotency_in_flight`.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "5b6f1f0e-import-17",
}


def idempotent(view: View) -> View:
    """A view that heeds Idempotency-Key; it stands outside of what reads the body and makes the answer."""
    return _once(view, lambda answer: answer)


def idempotent_without(secret: str) -> Callable[[View], View]:
    """As `idempotent`, for a view whose answer has a secret in the member of this name: it is not kept.

    The answer that is given again has null there, and says why under `withheld`.
    """

    def strip(answer: Answer) -> Answer:
        if answer.status >= 300:
            return answer
        told = {**json.loads(answer.body), secret: None, "withheld": WITHHELD}
        return replace(answer, body=json.dumps(told).encode())

    def decorate(view: View) -> View:
        return _once(view, strip)

    return decorate


def _once(view: View, strip: Callable[[Answer], Answer]) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        if "Idempotency-Key" not in request.headers:
            return make_response(view(*args, **kwargs))
        done = once(services().database, _asked(), lambda: _kept(view(*args, **kwargs)), strip=strip, action=action())
        answer = Response(done.answer.body, status=done.answer.status, headers=dict(done.answer.headers))
        if done.replayed:
            answer.headers["Idempotent-Replayed"] = "true"
        return answer

    return cast(View, guarded)


def _asked() -> Asked:
    key = request.headers["Idempotency-Key"]
    if not _KEY.fullmatch(key):
        raise RequestRefused(INVALID_IDEMPOTENCY_KEY)
    what = hashlib.sha256(f"{request.method} {request.full_path} {request.headers.get('If-Match')}\n".encode())
    for name in _HEEDED_HEADERS:
        if name in request.headers:  # else as the release before took it
            what.update(f"{name}: {','.join(request.headers.getlist(name))}\n".encode())
    what.update(request.get_data(cache=True))
    return Asked(key_id=g.key_id, key=key, fingerprint=what.digest())


def _kept(answer: Response) -> Answer:
    headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    return Answer(status=answer.status_code, headers=headers, body=answer.get_data())

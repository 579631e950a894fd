"""How many requests a key may make: Flask-Limiter counts, and every answer says what is left."""

import time

from flask import Flask, Response, current_app, g, request
from flask_limiter import Limiter

from service.web.auth import PUBLIC, scope_of


def install(app: Flask, *, rate: str, storage: str) -> None:
    """Hold each key to `rate`, such as "600 per minute", counted in `storage`: memory:// or redis://…

    To be installed after the check of keys. What needs no key is not counted. Where the storage is away, each
    process counts for itself.
    """
    limiter = Limiter(
        lambda: str(g.key_id),
        app=app,
        application_limits=[rate],
        storage_uri=storage,
        in_memory_fallback_enabled=True,
    )
    limiter.request_filter(_is_public)

    def tell(answer: Response) -> Response:
        limit = limiter.current_limit
        if limit is not None:
            seconds = max(int(limit.reset_at - time.time()), 0)
            answer.headers["RateLimit-Limit"] = str(limit.limit.amount)
            answer.headers["RateLimit-Remaining"] = str(limit.remaining)
            answer.headers["RateLimit-Reset"] = str(seconds)
            if answer.status_code == 429:
                answer.headers["Retry-After"] = str(max(seconds, 1))
        return answer

    app.after_request(tell)


def _is_public() -> bool:
    return request.endpoint is None or scope_of(current_app.view_functions[request.endpoint]) == PUBLIC

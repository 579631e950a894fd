"""How many requests a key may make, and how many an address without one: Flask-Limiter counts, and answers tell."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, current_app, g, request
from flask_limiter import Limiter, RateLimitExceeded, RequestLimit

from service.web.auth import PUBLIC, scope_of
from service.web.problems import TOO_MANY_FAILED, RequestRefused

_SHARED_BITS = 64  # of an IPv6 address: who has one has the rest of its network too


def failures(app: Flask, *, rate: str, storage: str) -> Callable[[], None]:
    """What counts a request without a valid key for its address; raises `RequestRefused` (429) over `rate`.

    It is asked once the key has been found not to be valid, so that a good key behind the same proxy is never refused.
    """
    limiter = Limiter(
        _address,
        app=app,
        key_prefix="failed",
        storage_uri=storage,
        in_memory_fallback_enabled=True,
    )

    def count() -> None:
        try:
            with limiter.limit(rate, scope="failed"):
                return
        except RateLimitExceeded as error:
            limit = limiter.current_limit
            seconds = max(_seconds_left(limit), 1) if limit else 1
            raise RequestRefused(TOO_MANY_FAILED, headers={"Retry-After": str(seconds)}) from error

    return count


def _seconds_left(limit: RequestLimit) -> int:
    """Whole seconds until all of the limit is there again."""
    return max(int(limit.reset_at - time.time()), 0)


def _address() -> str:
    """The client's address; of IPv6 its network."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # a Unix socket
        return "unknown"
    return f"{int(address) >> _SHARED_BITS:x}" if isinstance(address, IPv6Address) else str(address)


def install(app: Flask, *, rate: str, storage: str, processes: int) -> None:
    """Hold each key to `rate`, such as "600 per minute", counted in `storage`: memory:// or redis://…

    To be installed after the check of keys. What needs no key is not counted. In memory, and where the storage is away,
    each of the `processes` counts for itself; answers say so.
    """
    alone = f";processes={processes}" if storage.startswith("memory") and processes > 1 else ""
    limiter = Limiter(
        lambda: str(g.key_id),
        app=app,
        application_limits=[rate],
        storage_uri=storage,
        in_memory_fallback_enabled=True,
    )
    limiter.request_filter(_is_public)

    def add_headers(answer: Response) -> Response:
        limit = limiter.current_limit
        if limit is not None:
            seconds = _seconds_left(limit)
            answer.headers["RateLimit-Limit"] = str(limit.limit.amount)
            policy = f"{limit.limit.amount};w={limit.limit.get_expiry()}{alone}"
            answer.headers["RateLimit-Policy"] = policy
            answer.headers["RateLimit-Remaining"] = str(limit.remaining)
            answer.headers["RateLimit-Reset"] = str(seconds)
            if answer.status_code == 429:
                answer.headers["Retry-After"] = str(max(seconds, 1))
        return answer

    app.after_request(add_headers)


def _is_public() -> bool:
    return request.endpoint is None or scope_of(current_app.view_functions[request.endpoint]) == PUBLIC

"""What can go wrong between a client and the service."""

from collections.abc import Mapping
from typing import Any

_GATEWAY = (502, 503, 504)


class ClientError(Exception):
    """The root of the client's errors."""


class ServiceUnreachable(ClientError):
    """No answer came, or not all of it: the service is not there, or took too long."""


class UnexpectedAnswer(ClientError):
    """An answer came that is not the service's, or that this client is too old to read."""


class LeaseLost(ClientError):
    """A lease ended while its claims were still being worked on: other jobs may have them by now."""


class StillAtWork(ClientError):
    """A job has not ended in the time that there was to wait."""


class ApiError(ClientError):
    """The service refused.

    `problem` is its problem document as it came; `status`, `code` and `request_id` are taken from it.
    `retry_after` is in seconds, where the answer named a time. `uncertain` is true where an earlier try of the
    same call got no answer: that one may have been carried out.
    """

    def __init__(
        self,
        status: int,
        problem: Mapping[str, Any],
        *,
        retry_after: float | None = None,
        current: str | None = None,
        uncertain: bool = False,
    ) -> None:
        self.status, self.problem = status, problem
        self.code = str(problem.get("code", f"http_{status}"))
        self.request_id: str | None = problem.get("request_id")
        self.retry_after, self.uncertain = retry_after, uncertain
        self._current = current
        super().__init__(self._words())

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Each wrong field with what is wrong about it."""
        rows = self.problem.get("errors")
        told = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
        return tuple((str(row.get("field")), str(row.get("message"))) for row in told)

    def _words(self) -> str:
        detail = str(self.problem.get("detail") or self.problem.get("title") or f"HTTP {self.status}")
        omitted = self.problem.get("errors_omitted")
        more = [f"  and {omitted} more"] if omitted else []
        named = [f"  {field}: {message}" for field, message in self.fields]
        return "\n".join([f"{detail} ({self.code})", *named, *more])


class Unauthorized(ApiError):
    """The key is not valid, or there is none."""


class Forbidden(ApiError):
    """The key lacks the scope."""


class NotFound(ApiError):
    """There is nothing with this id."""


class Conflict(ApiError):
    """What is there does not allow it: an illegal move, or the same call still under way."""


class Stale(ApiError):
    """The claim has changed since the version that was read."""

    @property
    def current(self) -> int | None:
        """The version it is at now, where the service said so."""
        tag = (self._current or "").strip('"')
        return int(tag) if tag.isascii() and tag.isdecimal() else None


class Invalid(ApiError):
    """Values cannot be used; `fields` names each."""


class TooManyRequests(ApiError):
    """The key has made its requests for now."""


class Unavailable(ApiError):
    """The service, or something between, cannot answer just now."""


_OF_STATUS: Mapping[int, type[ApiError]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Stale,
    422: Invalid,
    429: TooManyRequests,
    **dict.fromkeys(_GATEWAY, Unavailable),
}


def kind_of(status: int) -> type[ApiError]:
    """The class of the error that an answer of this HTTP status makes."""
    return _OF_STATUS.get(status, ApiError)

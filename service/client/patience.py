"""When a failed call is worth another try, and after how long. Pure: chance is an argument."""

from dataclasses import dataclass

from service.client.errors import ApiError, ClientError, ServiceUnreachable

_PASSING = (429, 502, 503, 504)
_NO_KEY = "too_many_failed_keys"  # which no waiting makes valid
_IN_FLIGHT = "idempotency_in_flight"  # an earlier try of the same call is still being carried out


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often to try again, and how long to wait: from `first` seconds, doubled each time, to `longest`.

    A service that asks for more than `longest_asked` seconds is not waited for: its error is the caller's to plan by.
    """

    retries: int
    first: float = 0.25
    longest: float = 30.0
    longest_asked: float = 120.0

    def wait(self, error: ClientError, tried: int, chance: float) -> float | None:
        """The seconds until another try after `tried` tries that failed, or None where there is to be none.

        `chance`, from 0 to 1, spreads the tries of many clients that failed together.
        """
        if tried > self.retries or not passes(error):
            return None
        step = min(self.first * 2.0 ** min(tried - 1, 30), self.longest)
        asked = error.retry_after if isinstance(error, ApiError) else None
        if asked is None:
            return step * (1 + chance) / 2
        return asked + step * chance if asked <= self.longest_asked else None


def passes(error: ClientError) -> bool:
    """Whether the same call may well succeed a little later."""
    if isinstance(error, ApiError):
        return (error.status in _PASSING and error.code != _NO_KEY) or error.code == _IN_FLIGHT
    return isinstance(error, ServiceUnreachable)


def may_have_landed(error: ClientError) -> bool:
    """Whether the call that failed so may have been carried out all the same."""
    return isinstance(error, ServiceUnreachable) or (isinstance(error, ApiError) and error.status >= 500)

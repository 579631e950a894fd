"""The client: one class over the HTTP API, a method a route, typed values, problems as exceptions."""

import random
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from service.client.articles import Articles
from service.client.assignment import Assignment
from service.client.calibration import Calibrations
from service.client.claims import Claims
from service.client.entities import Entities
from service.client.feeds import Feeds
from service.client.ids import Ids
from service.client.jobs import Jobs
from service.client.keys import Keys
from service.client.leases import Leases
from service.client.members import Members
from service.client.patience import Patience
from service.client.proposals import Proposals
from service.client.scorecard import Scorecards
from service.client.sweeps import Sweeps
from service.client.transport import Transport
from service.client.webhooks import Webhooks


class Client(
    Articles,
    Claims,
    Assignment,
    Proposals,
    Leases,
    Scorecards,
    Feeds,
    Jobs,
    Keys,
    Webhooks,
    Ids,
    Sweeps,
    Calibrations,
    Members,
    Entities,
):
    """A client of the service at `url` with the key `api_key`, for any number of threads at once.

    `timeout` is in seconds, to connect and for each read. A call that is safe to repeat is tried again up to
    `retries` times where no answer came or it was 429, 502, 503 or 504: reads, calls that create (with an
    Idempotency-Key that is the same each time), and changes of a claim (which name the version they are for).

    Every method raises `ServiceUnreachable`, `ApiError` (see its subclasses) or `UnexpectedAnswer`; a list does so
    while it is read. Raises ValueError for a key that can be none.
    """

    def __init__(
        self,
        url: str,
        api_key: str | None = None,
        *,
        timeout: float = 30,
        retries: int = 3,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._transport = Transport(
            url, api_key or None, timeout=timeout, patience=Patience(retries=retries), sleep=sleep, random=chance
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections of every thread."""
        self._transport.close()

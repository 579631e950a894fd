"""Deliveries: when a message is sent again, when it is given up, when its receiver is left alone. Pure.

`chance`, from 0 to 1, spreads what would otherwise happen to many at the same moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service.domain.history import Event
from service.domain.webhook import DisabledReason, Health

# After the first sending, at 0: eleven in all, over a day.
RETRIES = tuple(
    timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000)
)
_JITTER = 0.2  # each delay is up to so much of itself shorter or longer
_LONGEST_ASKED = timedelta(days=1)  # a Retry-After of years is not heeded
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)
_DOWN_AFTER = 3  # failures in a row: fewer may be the fault of one message
_HOPELESS_FAILURES, _HOPELESS_AFTER = 10, timedelta(days=3)  # both: a long week-end away costs no subscription
_GONE = 410


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"  # to be sent, for the first time or again
    DELIVERED = "delivered"  # the receiver took it
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An event on its way to a webhook; its id is the event's. `attempts` counts since it was last queued."""

    id: UUID
    type: str
    claim_id: UUID
    version: int
    status: DeliveryStatus
    attempts: int
    created_at: datetime
    attempted_at: datetime | None
    next_attempt_at: datetime | None
    response_status: int | None
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a claim never changes; the rest stands in the state of each of its events."""

    id: UUID
    head: str | None
    polarity: str
    modality: str
    conditional: bool
    speaker: str | None
    outlet: str | None
    said_on: date
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a delivery carries: the event, and what its claim says. `attempts` counts the sendings before."""

    event: Event
    said: Said
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of sending once. `error` is None where the receiver took it."""

    at: datetime
    response_status: int | None
    error: str | None = None
    retry_after: timedelta | None = None

    @property
    def delivered(self) -> bool:
        """Whether the receiver took it."""
        return self.error is None

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing ever again."""
        return self.response_status == _GONE

    @property
    def asked_until(self) -> datetime | None:
        """Until when the receiver asked to be left alone."""
        return None if self.retry_after is None else self.at + min(self.retry_after, _LONGEST_ASKED)


def next_attempt(tried: int, last: Attempt, chance: float) -> datetime | None:
    """When to send again after `tried` sendings of which none arrived, or None where it is to be given up."""
    if last.gone or tried > len(RETRIES):
        return None
    planned = last.at + RETRIES[tried - 1] * (1 - _JITTER + 2 * _JITTER * chance)
    return max(planned, last.asked_until or planned)


def health_after(before: Health, attempts: Sequence[Attempt], chance: float) -> Health:
    """How the receiver does after these attempts, of which there is at least one.

    As long as it takes something, only what it asks for holds the others up. While it takes nothing, it is tried
    with one message at a time, after pauses that grow.
    """
    failed = [attempt for attempt in attempts if not attempt.delivered]
    asked = max((attempt.asked_until for attempt in failed if attempt.asked_until), default=None)
    if len(failed) < len(attempts):
        return Health(resume_at=asked)
    failures = before.failures + len(failed)
    pause = min(_FIRST_PAUSE * 2.0 ** min(failures - 1, 30), _LONGEST_PAUSE) * (1 - _JITTER * chance)
    last = max(attempt.at for attempt in failed)
    return Health(
        failures=failures,
        failing_since=before.failing_since or min(attempt.at for attempt in failed),
        resume_at=max(last + pause, asked or last),
    )


def has_recovered(before: Health, after: Health) -> bool:
    """Whether a receiver that was down is back: what waits for its next try need not wait any longer."""
    return before.failures >= _DOWN_AFTER and after.failures == 0


def disabled_by(attempts: Sequence[Attempt], health: Health) -> DisabledReason | None:
    """Why the webhook is to be disabled after these attempts, which left it in this health; None where it is not."""
    if any(attempt.gone for attempt in attempts):
        return DisabledReason.GONE
    since = health.failing_since
    if since is None or health.failures < _HOPELESS_FAILURES:
        return None
    return DisabledReason.FAILING if attempts[-1].at - since >= _HOPELESS_AFTER else None

"""Who is told of events: subscriptions, what each wants to hear of, and how its receiver has been doing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from service.domain.listing import Traits

LONGEST_OVERLAP = timedelta(days=7)  # for which an old secret may stay valid


class DisabledReason(StrEnum):
    """Why a webhook is told nothing."""

    BY_HAND = "by_hand"  # somebody switched it off
    GONE = "gone"  # its receiver answered 410
    FAILING = "failing"  # its receiver has taken nothing for days


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter(Traits):
    """Events whose claims, as they are after them, meet every condition given; an empty one keeps them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a receiver has been doing: how many sendings in a row have failed, and since when.

    Until `resume_at` it is left alone.
    """

    failures: int = 0
    failing_since: datetime | None = None
    resume_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A subscription: events of its types (of all, where it names none) that its filter keeps are sent to its URL.

    Messages are signed with its secret. A signature takes the secret itself, so a digest of it would not do: it is
    stored encrypted, and so it is here. It is shown when it is made, and never again; no log and no event has it.
    """

    id: UUID
    url: str
    description: str | None
    types: tuple[str, ...]
    kept: EventFilter
    secret: str = field(repr=False)
    old_secret: str | None = field(repr=False)
    old_secret_until: datetime | None
    created_at: datetime
    disabled_at: datetime | None
    disabled_reason: DisabledReason | None
    health: Health

    @property
    def enabled(self) -> bool:
        """Whether anything is sent."""
        return self.disabled_at is None

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """The secrets that are valid at `now`, encrypted, the newest first."""
        if self.old_secret is None or self.old_secret_until is None or self.old_secret_until <= now:
            return (self.secret,)
        return (self.secret, self.old_secret)

"""The wiring: from settings to the things that the doors are built on."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from service.config import Settings, secret_keys
from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.outbound.web import Web
from service.store.database import Database
from service.store.secretbox import SecretBox
from service.store.storage import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The one place that looks at the time."""

    now: Callable[[], datetime]
    today: Callable[[], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a door needs to do its work."""

    database: Database
    clock: Clock
    web: Web
    rehearsal: bool = False  # whether today is what a setting says, and a client may say another day
    second_member: bool = False  # whether a resolution takes two members
    public_url: str | None = None  # where readers reach the service; None: where the request did
    secrets: SecretBox = field(default_factory=SecretBox)
    courier: Courier = field(default_factory=lambda: Courier(allowed=Allowed(), decrypt=SecretBox().decrypt))
    storage: Storage = field(default_factory=Storage)
    unheeded: Mapping[str, str] = field(default_factory=dict)  # settings that change nothing, with the reason


def make_clock(settings: Settings) -> Clock:
    """The machine's clock in UTC, with today's date as the settings have it."""

    def now() -> datetime:
        return datetime.now(UTC)

    def today() -> date:
        return settings.today or now().date()

    return Clock(now=now, today=today)


def make_database(settings: Settings, url: str) -> Database:
    """A pool on the Postgres at `url`, opened at its first use."""
    return Database(
        url,
        pool_size=settings.pool_size,
        pool_timeout=settings.pool_timeout,
        statement_timeout=settings.statement_timeout,
        pooler=settings.database_pooler == "transaction",
        traced=settings.otel_endpoint is not None,
    )


def make_services(settings: Settings, url: str) -> Services:
    """Everything that the HTTP door and the commands work with; raises `ConfigError` for keys that cannot be read."""
    box = SecretBox(secret_keys(settings))
    return Services(
        database=make_database(settings, url),
        clock=make_clock(settings),
        web=Web(allowed=Allowed.of(settings.fetch_hosts)),
        secrets=box,
        courier=Courier(allowed=Allowed.of(settings.webhook_hosts), decrypt=box.decrypt),
        rehearsal=settings.today is not None,
        unheeded=settings.unheeded,
        second_member=settings.second_member == "on",
        public_url=settings.public_url,
    )


@contextmanager
def traced(settings: Settings, name: str) -> Iterator[None]:
    """Send the spans of this process, as those of the service `name`, to the collector that the settings name.

    Within the block; to be begun after a fork. Nothing is imported where there is no collector.
    """
    if settings.otel_endpoint is None:
        yield
        return
    from service.telemetry.tracing import exporting

    with exporting(settings.otel_endpoint, name):
        yield

"""The test bed: one embedded Postgres a run, its schema made by the migrations once, then cloned."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count
from threading import Thread
from uuid import uuid4

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from service.bootstrap import Clock, Services
from service.domain.key import Scope
from service.outbound.courier import Courier
from service.outbound.guard import Allowed
from service.outbound.web import Web
from service.store import schema
from service.store.database import Database
from service.store.embedded import embedded_postgres
from service.store.secretbox import SecretBox, new_key
from service.usecases.keys import create_key
from service.web.api import RequestLimits, make_app
from service.web.resources import bind
from tests.api import Api
from tests.folders import data_folder
from tests.outbound.conftest import Site

TODAY = date(2026, 3, 10)
# So many at once: a streamed answer that a test does not close is in progress until it is collected as garbage.
LIMITS = RequestLimits(
    request_bytes=8_000_000,
    rate="100000 per minute",
    failure_rate="100000 per minute",
    rate_storage="memory://",
    working=10_000,
    waiting=10_000,
)
SECRET_KEY = new_key()
BOX = SecretBox([SECRET_KEY])
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command that a test runs in this process may set logging up: the next test has it as it was."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a Postgres that is there for this run (and this test process) alone."""
    with data_folder() as folder, embedded_postgres(folder) as url:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # its data need not outlive a crash
            admin(url, f"ALTER SYSTEM SET {setting} = off")
        admin(url, "SELECT pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """The name of a database with the schema in it and nothing else."""
    admin(server, "CREATE DATABASE template_claims")
    database = Database(url_of(server, "template_claims"))
    schema.upgrade(database)
    database.dispose()
    return "template_claims"


@pytest.fixture
def empty_database_url(server: str) -> Iterator[str]:
    """The URL of a database without any tables."""
    name = f"empty_{uuid4().hex}"
    admin(server, f"CREATE DATABASE {name}")
    yield url_of(server, name)
    admin(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(server: str, template: str) -> Iterator[str]:
    """The URL of a fresh database with the schema: cloning takes a fraction of migrating."""
    name = f"test_{uuid4().hex}"
    admin(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    yield url_of(server, name)
    admin(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A pool on a fresh database."""
    pool = Database(database_url)
    yield pool
    pool.dispose()


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    """The web, where this machine's own servers count as public."""
    pages = Web(allowed=Allowed.of(["127.0.0.1"]))
    yield pages
    pages.close()


@pytest.fixture
def services(database: Database, web: Web) -> Services:
    """The services on a fresh database, on TODAY."""
    courier = Courier(allowed=Allowed.of(["127.0.0.1"]), decrypt=BOX.decrypt)
    clock = Clock(now=lambda: NOW, today=lambda: TODAY)
    return Services(database=database, clock=clock, web=web, courier=courier, secrets=BOX)


@pytest.fixture(scope="session")
def app(web: Web) -> Flask:
    """The application, made once: it takes longer than most tests."""
    clock = Clock(now=lambda: NOW, today=lambda: TODAY)
    nowhere = Services(database=Database("postgresql://nowhere"), clock=clock, web=web)
    return make_app(nowhere, LIMITS)


@pytest.fixture
def http(app: Flask, services: Services) -> FlaskClient:
    """The HTTP door without a key."""
    bind(app, services)
    return app.test_client()


@pytest.fixture
def key_for(database: Database) -> Callable[..., str]:
    """Makes a key with the scopes given, called tester, or tester-2 and so on."""
    names = chain(["tester"], (f"tester-{number}" for number in count(2)))

    def make(*scopes: Scope, name: str | None = None, expires_at: datetime | None = None) -> str:
        made = min(NOW, expires_at - timedelta(days=1)) if expires_at else NOW  # one that has expired is older
        return create_key(database, name or next(names), scopes, now=made, expires_at=expires_at)[1]

    return make


@pytest.fixture
def api(http: FlaskClient, key_for: Callable[..., str]) -> Api:
    """The HTTP door with a key that may do everything."""
    return Api(http, key_for(Scope.ADMIN))


@pytest.fixture
def api_on(database: Database, web: Web, key_for: Callable[..., str]) -> Callable[[date], Api]:
    """The HTTP door as it stands on another day."""

    def make(day: date) -> Api:
        now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        services = Services(database=database, clock=Clock(now=lambda: now, today=lambda: day), web=web)
        app = make_app(services, LIMITS)
        return Api(app.test_client(), key_for(Scope.ADMIN))

    return make


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine, whose routes a test sets."""
    with Site() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


def url_of(server: str, name: str) -> str:
    """The URL of another database of the same server."""
    return server.replace("/postgres?", f"/{name}?")


def admin(server: str, command: str) -> None:
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()

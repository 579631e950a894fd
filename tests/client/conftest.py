"""Clients: of the app over real connections, of a service that fails, and of both together."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask

from service.bootstrap import Services
from service.client import Client
from service.domain.key import Scope
from service.web.resources import bind
from tests.client.serving import Fake, serve_app, serve_fake


@pytest.fixture
def naps() -> list[float]:
    """The seconds that the clients would have slept."""
    return []


@pytest.fixture
def client_of(naps: list[float]) -> Iterator[Callable[..., Client]]:
    """Makes clients that sleep in name only."""
    with ExitStack() as stack:

        def make(url: str, key: str | None = "ct_x", **options: Any) -> Client:
            return stack.enter_context(Client(url, key, sleep=naps.append, chance=lambda: 0.5, **options))

        yield make


@pytest.fixture
def served(app: Flask, services: Services) -> Iterator[str]:
    """The URL of the app."""
    bind(app, services)
    with serve_app(app) as url:
        yield url


@pytest.fixture
def client(served: str, client_of: Callable[..., Client], key_for: Callable[..., str]) -> Client:
    """A client of the app with a key that may do everything."""
    return client_of(served, key_for(Scope.ADMIN))


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A service that does as it is told."""
    with serve_fake() as service:
        yield service


@pytest.fixture
def wire(served: str) -> Iterator[Fake]:
    """A bad line to the app: it passes requests on, save where it is told not to."""
    with serve_fake(served) as service:
        yield service


@pytest.fixture
def far_client(wire: Fake, client_of: Callable[..., Client], key_for: Callable[..., str]) -> Client:
    """A client of the app over the bad line."""
    return client_of(wire.url, key_for(Scope.ADMIN))

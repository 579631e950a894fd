"""Databases for attacks: each on one of its own, so that what an earlier one left behind costs nothing."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.conftest import admin, url_of


@pytest.fixture
def fresh_database(server: str, template: str) -> Iterator[Callable[[], str]]:
    """Makes databases with the schema and nothing else; they go when the test ends."""
    made: list[str] = []

    def make() -> str:
        made.append(f"attack_{uuid4().hex}")
        admin(server, f"CREATE DATABASE {made[-1]} TEMPLATE {template} STRATEGY file_copy")
        return url_of(server, made[-1])

    yield make
    for name in made:
        admin(server, f"DROP DATABASE {name} WITH (FORCE)")

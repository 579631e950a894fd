"""The client commands, run against the app over real connections."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.cli import main
from service.domain.key import Scope
from service.web.resources import bind
from tests.client.serving import serve_app

Run = Callable[..., Result]


@pytest.fixture
def served(app: Flask, services: Services) -> Iterator[str]:
    """The URL of the app, which keeps its log out of what the commands print."""
    bind(app, services)
    with capture_logs(), serve_app(app) as url:
        yield url


@pytest.fixture
def claims(served: str, key_for: Callable[..., str]) -> Run:
    """Runs `claims` as a client of the app, or of the service at `url`."""
    key = key_for(Scope.ADMIN)

    def run(*arguments: object, stdin: str | bytes = "", url: str = served, key: str = key) -> Result:
        environment = {"CLAIMS_URL": url, "CLAIMS_API_KEY": key, "COLUMNS": "200"}
        return CliRunner(env=environment).invoke(main, [str(argument) for argument in arguments], input=stdin)

    return run

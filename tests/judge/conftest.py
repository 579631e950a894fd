"""A due claim with candidates, the service over real connections, and `claims judge` as its user runs it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from structlog.testing import capture_logs

from service.bootstrap import Services
from service.cli import main
from service.domain.key import Scope
from service.web.resources import bind
from tests.api import Api
from tests.client.serving import serve_app

STATED = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."  # March 6
SIGNED = "Haugmo's signature now stands under the treaty that Ostland had waited for."
OTHER = "Ostland's envoy praised the fisheries treaty in Listvik."
Judge = Callable[..., dict[str, Any]]


@pytest.fixture
def served(app: Flask, services: Services) -> Iterator[str]:
    """The URL of the app."""
    bind(app, services)
    with capture_logs(), serve_app(app) as url:
        yield url


@pytest.fixture
def claim(api: Api) -> dict[str, Any]:
    """A due claim of which a later article tells."""
    article = {"published_on": "2026-03-09", "outlet": "The Courier", "url": "https://courier.example/treaty"}
    claim = api.add_claim(STATED)
    api.add(f"{SIGNED} {OTHER}", **article)
    assert claim["status"] == "due"
    return claim


@pytest.fixture
def run(served: str, key_for: Callable[..., str]) -> Callable[..., Result]:
    """Runs `claims judge` with a key that may judge, and nothing else."""
    key = key_for(Scope.JUDGE, name="robin")

    def run(*arguments: str, **environment: str) -> Result:
        variables = {
            "CLAIMS_URL": served,
            "CLAIMS_API_KEY": key,
            "CLAIMS_TODAY": "2026-03-10",
            "CLAIMS_JUDGE_HOSTS": "127.0.0.1",
            "CLAIMS_LOG_LEVEL": "error",
            **environment,
        }
        return CliRunner(env=variables).invoke(main, ["judge", *arguments])

    return run


@pytest.fixture
def judge(run: Callable[..., Result]) -> Judge:
    """Runs it to its end; the counts that it tells."""

    def judge(*arguments: str, exit_code: int = 0, **environment: str) -> dict[str, Any]:
        result = run(*arguments, **environment)
        assert result.exit_code == exit_code, (result.output, result.exception)
        told: dict[str, Any] = json.loads(result.stdout)
        return told

    return judge


def proposals_of(api: Api, claim: dict[str, Any]) -> list[dict[str, Any]]:
    """What is proposed for the claim."""
    found: list[dict[str, Any]] = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]
    return found

"""Health, the document of the API, failures of what the service depends on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openapi_spec_validator
import pytest
import yaml
from flask.testing import FlaskClient

from service.bootstrap import Services
from service.cli.openapi import document
from service.config import load_settings
from service.domain import errors
from service.outbound import errors as outside
from service.store.database import Database
from service.web import problems
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS

ROOT = Path(__file__).parents[2]


def test_alive_and_ready(http: FlaskClient) -> None:
    assert http.get("/healthz").json == {"status": "ok"}
    answer = http.get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {"status": "ok", "database": "ok", "schema": "ok", "storage": "ok", "warnings": []},
    )


def test_a_setting_that_is_not_heeded_is_a_warning_and_no_less_ready(services: Services) -> None:
    unheeded = load_settings({"CLAIMS_AUTO_RESOLVE_SCORE": "0.9"}).unheeded
    answer = make_app(replace(services, unheeded=unheeded), LIMITS).test_client().get("/readyz")

    assert (answer.status_code, answer.json["status"]) == (200, "ok")
    (warning,) = answer.json["warnings"]
    assert warning.startswith("CLAIMS_AUTO_RESOLVE_SCORE is not heeded: Nothing resolves by itself.")


@pytest.fixture
def cut_off(services: Services) -> Iterator[FlaskClient]:
    """The HTTP door with its database away."""
    away = Database("postgresql://nobody@127.0.0.1:1/none", connect_timeout=1)
    app = make_app(replace(services, database=away), LIMITS)
    yield app.test_client()
    away.dispose()


def test_without_a_database_the_service_lives_but_is_not_ready(cut_off: FlaskClient) -> None:
    assert cut_off.get("/healthz").status_code == 200
    answer = cut_off.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (503, "unavailable")


def test_without_a_database_requests_are_told_to_come_back(cut_off: FlaskClient, api: Api) -> None:
    answer = Api(cut_off, api.key).post("/v1/articles", {"text": "It rained.", "published_on": "2026-03-02"})

    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert "127.0.0.1" not in answer.text
    assert "psycopg" not in answer.text


def test_a_database_without_the_schema_is_not_ready(empty_database_url: str, services: Services) -> None:
    empty = Database(empty_database_url)
    app = make_app(replace(services, database=empty), LIMITS)
    answer = app.test_client().get("/readyz")
    empty.dispose()

    assert (answer.status_code, answer.json["database"]) == (503, "ok")
    assert answer.json["schema"].startswith("at None, needs ")


def test_a_failure_of_our_own_tells_nothing_of_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("service.web.claims.read.get_claim", fail)
    answer = api.get("/v1/claims/00000000-0000-0000-0000-000000000000")

    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    assert "secret" not in answer.text


def test_every_error_of_the_house_is_a_problem() -> None:
    named = [*vars(errors).values(), *vars(outside).values()]
    kinds = {kind for kind in named if isinstance(kind, type) and issubclass(kind, errors.ClaimsError)}

    assert kinds - {errors.ClaimsError} == set(problems._OF_ERROR)


def test_an_answer_carries_the_request_id_that_it_was_given(http: FlaskClient) -> None:
    assert http.get("/healthz", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    for harmful in ("a b", "x" * 129, "<script>"):
        assert http.get("/healthz", headers={"X-Request-Id": harmful}).headers["X-Request-Id"] != harmful


def test_the_committed_document_is_the_codes() -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == document(), "run `make openapi`"


def test_the_document_is_openapi_3_1() -> None:
    described = yaml.safe_load(document())

    openapi_spec_validator.validate(described)
    assert described["openapi"].startswith("3.1")


def test_the_document_describes_every_route(http: FlaskClient) -> None:
    described = http.get("/openapi.json").json["paths"]
    routes = {str(rule) for rule in http.application.url_map.iter_rules() if not str(rule).startswith("/docs")}
    routes -= {"/openapi.json", "/metrics"}

    assert set(described) == {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in routes}


def test_no_secret_of_a_key_is_logged(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    api.get("/v1/claims")
    api.get("/v1/claims", headers={"Authorization": f"Bearer {api.key}x"})

    captured = capsys.readouterr()
    assert api.key not in captured.out + captured.err
    assert "request" in captured.out + captured.err

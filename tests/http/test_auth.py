"""Keys: who may call what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from service.domain.key import Scope
from service.store.database import Database
from service.usecases.keys import create_key, revoke_key
from service.web.auth import scope_of
from tests.api import Api
from tests.conftest import NOW

PUBLIC = {"/healthz", "/readyz", "/openapi.json", "/docs", "/docs/<asked>/<name>"}


def test_every_route_says_which_scope_it_needs(http: FlaskClient) -> None:
    app = http.application
    scopes = {str(rule): scope_of(app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules()}

    assert {path for path, scope in scopes.items() if scope == "public"} == PUBLIC
    assert {path for path, scope in scopes.items() if scope is None} == set()


def test_every_guarded_route_refuses_a_request_without_a_key(http: FlaskClient) -> None:
    for rule in http.application.url_map.iter_rules():
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            path = str(rule).replace("<uuid:claim_id>", str(NOW.toordinal())).replace("<uuid:article_id>", "x")
            if str(rule) in PUBLIC or "<" in str(rule):
                continue
            answer = http.open(path, method=method)
            assert (answer.status_code, answer.json["code"]) == (401, "unauthorized"), rule
            assert answer.headers["WWW-Authenticate"].partition(",")[0] == "Bearer"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic YTpi",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Bearer ct_00000000000000000000000000000000_secret",
        "Bearer ct_zz_secret",
        "Bearer ct_" + "é" * 32 + "_x",
    ],
)
def test_what_is_no_key_is_refused(http: FlaskClient, header: str) -> None:
    answer = http.get("/v1/claims", headers={"Authorization": header.encode("utf-8").decode("latin-1")})

    assert (answer.status_code, answer.json["code"]) == (401, "unauthorized")


def test_a_key_with_another_secret_is_refused(http: FlaskClient, key_for: Callable[..., str]) -> None:
    key = key_for(Scope.ADMIN)
    other = key[:-1] + ("A" if key[-1] != "A" else "B")

    assert http.get("/v1/claims", headers={"Authorization": f"Bearer {other}"}).status_code == 401


@pytest.mark.parametrize(
    ("scope", "allowed"),
    [
        (Scope.READ, {"list", "detect"}),
        (Scope.WRITE, {"add"}),
        (Scope.RESOLVE, {"resolve"}),
        (Scope.ADMIN, {"list", "detect", "add", "resolve"}),
    ],
)
def test_a_scope_opens_its_routes_and_no_others(
    api: Api, http: FlaskClient, key_for: Callable[..., str], scope: Scope, allowed: set[str]
) -> None:
    claim = api.add_claim()
    other = Api(http, key_for(scope))
    answers = {
        "list": other.get("/v1/claims"),
        "detect": other.post("/v1/detect", {"text": "It rained."}),
        "add": other.post("/v1/articles", {"text": "It rained.", "published_on": "2026-03-02"}),
        "resolve": other.move(claim, "resolution", {"outcome": "fulfilled"}),
    }

    assert {name for name, answer in answers.items() if answer.status_code < 300} == allowed
    assert {answer.json["code"] for name, answer in answers.items() if name not in allowed} <= {"forbidden"}


def test_an_expired_key_is_refused(http: FlaskClient, key_for: Callable[..., str]) -> None:
    past, ahead = (key_for(Scope.READ, expires_at=NOW + timedelta(seconds=gap)) for gap in (-1, 1))

    assert Api(http, past).get("/v1/claims").status_code == 401
    assert Api(http, ahead).get("/v1/claims").status_code == 200


def test_a_revoked_key_is_refused_at_once(http: FlaskClient, database: Database) -> None:
    key, token = create_key(database, "leaver", [Scope.READ], now=NOW)
    assert Api(http, token).get("/v1/claims").status_code == 200

    revoke_key(database, key.id, now=NOW)

    assert Api(http, token).get("/v1/claims").status_code == 401


def test_the_key_is_checked_before_the_body(http: FlaskClient) -> None:
    answer = http.post("/v1/articles", data=b"{", content_type="application/json")

    assert answer.status_code == 401

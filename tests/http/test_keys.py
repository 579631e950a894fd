"""Keys over HTTP, and how many requests one may make."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.bootstrap import Services
from service.domain.key import Scope
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS


def test_a_key_is_made_used_listed_and_revoked(api: Api, http: FlaskClient) -> None:
    made = api.post("/v1/keys", {"name": "desk", "scopes": ["read"], "expires_at": "2026-04-01T00:00:00Z"})
    assert made.status_code == 201
    desk = Api(http, made.json["key"])
    assert desk.get("/v1/claims").status_code == 200

    listed = {row["name"]: row for row in api.get("/v1/keys").json["data"]}
    assert listed["desk"]["scopes"] == ["read"]
    assert listed["desk"]["last_used_at"] == "2026-03-10T12:00:00+00:00"
    assert made.json["key"].rpartition("_")[2] not in api.get("/v1/keys").text

    assert (
        api.http.delete(f"/v1/keys/{made.json['id']}", headers={"Authorization": f"Bearer {api.key}"}).status_code
        == 204
    )
    assert desk.get("/v1/claims").status_code == 401
    assert {row["name"]: row["revoked_at"] is not None for row in api.get("/v1/keys").json["data"]}["desk"]


def test_the_use_of_a_key_is_noted_now_and_then(api: Api, api_on: Callable[[date], Api]) -> None:
    api.get("/v1/claims")
    later = api_on(date(2026, 3, 11))
    Api(later.http, api.key).get("/v1/claims")

    used = [row["last_used_at"] for row in api.get("/v1/keys").json["data"]]
    assert "2026-03-11T12:00:00+00:00" in used


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"scopes": ["read"]}, "name"),
        ({"name": "x" * 101, "scopes": ["read"]}, "name"),
        ({"name": "desk", "scopes": []}, "scopes"),
        ({"name": "desk", "scopes": ["everything"]}, "scopes.0"),
        ({"name": "desk", "scopes": ["read"], "expires_at": "2026-03-10T11:00:00Z"}, "expires_at"),
        ({"name": "desk", "scopes": ["read"], "expires_at": "2026-05-10T11:00:00"}, "expires_at"),
    ],
)
def test_a_key_that_cannot_be(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api.post("/v1/keys", body)

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_an_unknown_key_cannot_be_revoked(api: Api) -> None:
    path = "/v1/keys/01890000-0000-7000-8000-000000000000"
    answer = api.http.delete(path, headers={"Authorization": f"Bearer {api.key}"})

    assert (answer.status_code, answer.json["code"]) == (404, "key_not_found")


def test_each_key_has_its_requests_and_is_told_how_many_are_left(
    services: Services, key_for: Callable[..., str]
) -> None:
    app = make_app(services, replace(LIMITS, rate="3 per hour"))
    one, other = (Api(app.test_client(), key_for(Scope.READ)) for _ in range(2))

    answers = [one.get("/v1/claims"), one.get("/v1/nothing"), one.get("/v1/claims"), one.get("/v1/claims")]
    answers.append(one.get("/v1/claims"))

    assert [answer.status_code for answer in answers] == [200, 404, 200, 200, 429]
    assert [answer.headers.get("RateLimit-Remaining") for answer in answers] == ["2", None, "1", "0", "0"]
    assert answers[0].headers["RateLimit-Limit"] == "3"
    assert "Retry-After" not in answers[0].headers
    assert answers[-1].json["code"] == "too_many_requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert other.get("/v1/claims").status_code == 200
    assert one.get("/healthz").status_code == 200

"""Keys over HTTP, and how many requests one may make."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from service.bootstrap import Services
from service.domain.key import Scope
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS, NOW

# Control and format characters, and the service's own actors, however they are written.
UNFIT = ["a\x00b", "a\nb", "a\x1b[31mb", "a\x7fb", "a\x85b", "a\u200bb", "\u202ekcab", "a\ufeffb"]
UNFIT += ["sweep", "Sweep", " sweep ", "SYSTEM", "ｓｗｅｅｐ", "s w e e p", "judge:x", "JUDGE: x", "judge :x", "judge:"]


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
        ({"name": " \t", "scopes": ["read"]}, "name"),
        ({"name": "desk\n", "scopes": ["read", "\n"]}, "scopes.1"),
        *[({"name": name, "scopes": ["read"]}, "name") for name in UNFIT],
        ({"name": "desk", "scopes": []}, "scopes"),
        ({"name": "desk", "scopes": ["everything"]}, "scopes.0"),
        ({"name": "desk", "scopes": ["read"], "expires_at": "2026-03-10T11:00:00Z"}, "expires_at"),
        ({"name": "desk", "scopes": ["read"], "expires_at": "2026-05-10T11:00:00"}, "expires_at"),
    ],
)
def test_a_key_that_cannot_be(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api.post("/v1/keys", body)

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


@pytest.mark.parametrize("name", UNFIT)
def test_the_document_tells_which_names_cannot_be(api: Api, name: str) -> None:
    document = api.http.get("/openapi.json").json
    pattern = document["components"]["schemas"]["KeyIn"]["properties"]["name"]["pattern"]

    plain = name.isascii() and name.replace(" ", "") == name.strip()  # what a pattern cannot fold is told in words
    assert not (re.search(pattern, name) and (plain or not name.isprintable()))
    assert re.search(pattern, "Übersicht: the judge's desk 2")


@pytest.mark.parametrize("name", ["sweeper", "the sweep", "judge", "prejudge:x", "Bücherei \N{BUS}", "x" * 100])
def test_a_name_that_only_looks_like_one_is_fine(api: Api, name: str) -> None:
    assert api.post("/v1/keys", {"name": name, "scopes": ["read"]}).json["name"] == name


@pytest.mark.parametrize("again", ["Desk ä", "desk Ä", " Desk ä ", "Desk a\u0308"])
def test_two_keys_in_force_never_have_one_name(api: Api, again: str) -> None:
    body = {"name": "Desk ä", "scopes": ["read"]}
    made = api.post("/v1/keys", body).json

    answer = api.post("/v1/keys", {**body, "name": again})
    assert (answer.status_code, answer.json["code"]) == (409, "key_name_taken")

    assert api.delete(f"/v1/keys/{made['id']}").status_code == 204
    assert api.post("/v1/keys", {**body, "name": again}).status_code == 201


def test_a_key_that_has_expired_gives_its_name_up(api: Api, key_for: Callable[..., str]) -> None:
    key_for(Scope.READ, name="desk", expires_at=NOW)

    assert api.post("/v1/keys", {"name": "desk", "scopes": ["read"]}).status_code == 201


def test_of_many_who_ask_for_a_name_at_once_one_gets_it(api: Api) -> None:
    answers = _at_once(api, 6, lambda each, _: each.post("/v1/keys", {"name": "desk", "scopes": ["read"]}))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


def test_the_last_admin_key_is_not_revoked(api: Api, key_for: Callable[..., str]) -> None:
    key_for(Scope.ADMIN, expires_at=NOW)  # which is in force no more
    key_for(Scope.READ)
    (own,) = (row["id"] for row in api.get("/v1/keys").json["data"] if row["name"] == "tester")

    answer = api.delete(f"/v1/keys/{own}")
    assert (answer.status_code, answer.json["code"]) == (409, "last_admin_key")

    key_for(Scope.ADMIN)
    assert api.delete(f"/v1/keys/{own}").status_code == 204
    assert api.get("/v1/keys").status_code == 401


def test_admins_who_revoke_each_other_at_once_leave_one(api: Api, key_for: Callable[..., str]) -> None:
    keys = [api.key, *(key_for(Scope.ADMIN) for _ in range(4))]
    ids = [str(UUID(key.split("_")[1])) for key in keys]

    def revoke(each: Api, number: int) -> Any:
        return Api(each.http, keys[number - 1]).delete(f"/v1/keys/{ids[number]}")

    answers = _at_once(api, len(keys), revoke)

    alive = [key for key in keys if Api(api.http, key).get("/v1/keys").status_code == 200]
    assert len(alive) >= 1
    assert {answer.status_code for answer in answers} <= {204, 401, 409}


def _at_once(api: Api, number: int, ask: Callable[[Api, int], Any]) -> list[Any]:
    together = Barrier(number)

    def wait_and_ask(place: int) -> Any:
        each = Api(api.http.application.test_client(), api.key)
        together.wait(20)
        return ask(each, place)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(wait_and_ask, range(number)))


def test_an_unknown_key_cannot_be_revoked(api: Api) -> None:
    path = "/v1/keys/01890000-0000-7000-8000-000000000000"
    answer = api.http.delete(path, headers={"Authorization": f"Bearer {api.key}"})

    assert (answer.status_code, answer.json["code"]) == (404, "key_not_found")


def test_who_has_no_valid_key_is_told_to_wait_and_who_has_one_is_not(
    services: Services, key_for: Callable[..., str]
) -> None:
    app = make_app(services, replace(LIMITS, failure_rate="3 per hour"))
    good, bad = Api(app.test_client(), key_for(Scope.READ)), Api(app.test_client(), "ct_" + "0" * 32 + "_x")

    def ask(api: Api, address: str) -> Any:
        return api.get("/v1/claims", environ_base={"REMOTE_ADDR": address})

    refused = [ask(bad, "192.0.2.1") for _ in range(5)]
    assert [answer.status_code for answer in refused] == [401, 401, 401, 429, 429]
    assert refused[-1].json["code"] == "too_many_failed_keys"
    assert 0 < int(refused[-1].headers["Retry-After"]) <= 3600
    assert ask(good, "192.0.2.1").status_code == 200
    assert ask(good, "192.0.2.1").headers["RateLimit-Remaining"] == "99998"
    assert ask(bad, "192.0.2.2").status_code == 401

    networks = ["2001:db8::1", "2001:db8::2", "2001:db8::3:4", "2001:db8::ffff:0:0:1", "2001:db8:0:1::1"]
    assert [ask(bad, address).status_code for address in networks] == [401, 401, 401, 429, 401]


@pytest.mark.parametrize(
    ("storage", "processes", "policy"),
    [("memory://", 3, "3;w=3600;processes=3"), ("memory://", 1, "3;w=3600")],
)
def test_answers_say_where_each_process_counts_for_itself(
    services: Services, key_for: Callable[..., str], storage: str, processes: int, policy: str
) -> None:
    limits = replace(LIMITS, rate="3 per hour", rate_storage=storage, processes=processes)
    answer = Api(make_app(services, limits).test_client(), key_for(Scope.READ)).get("/v1/claims")

    assert answer.headers["RateLimit-Policy"] == policy


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

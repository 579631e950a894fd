"""What every answer tells browsers and caches, and that nothing debugs before strangers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.bootstrap import Services
from service.web.api import make_app
from service.web.security import HEADERS
from tests.api import Api
from tests.conftest import LIMITS

Ask = Callable[[Api], TestResponse]


def _with_key(method: str, path: str, **kwargs: object) -> Ask:
    return lambda api: api.http.open(path, method=method, headers={"Authorization": f"Bearer {api.key}"}, **kwargs)


def _without_key(path: str) -> Ask:
    return lambda api: api.http.get(path)


def _claim(api: Api) -> TestResponse:
    return api.get(f"/v1/claims/{api.add_claim()['id']}")


def _same_claim(api: Api) -> TestResponse:
    claim = api.add_claim()
    return api.get(f"/v1/claims/{claim['id']}", headers={"If-None-Match": f'"{claim["version"]}"'})


ANSWERS: dict[str, tuple[Ask, int]] = {
    "alive": (_without_key("/healthz"), 200),
    "ready": (_without_key("/readyz"), 200),
    "document": (_without_key("/openapi.json"), 200),
    "docs": (_without_key("/docs"), 200),
    "no such page": (_without_key("/console"), 404),
    "no key": (_without_key("/v1/claims"), 401),
    "list": (_with_key("GET", "/v1/claims"), 200),
    "stream": (lambda api: api.get("/v1/claims", headers={"Accept": "text/csv"}), 200),
    "made": (_with_key("POST", "/v1/articles", json={"text": "It rained.", "published_on": "2026-03-02"}), 201),
    "key made": (_with_key("POST", "/v1/keys", json={"name": "desk", "scopes": ["read"]}), 201),
    "not JSON": (_with_key("POST", "/v1/articles", data="{", content_type="application/json"), 400),
    "wrong method": (_with_key("DELETE", "/v1/claims"), 405),
    "wrong values": (_with_key("POST", "/v1/articles", json={}), 422),
    "claim": (_claim, 200),
    "same claim": (_same_claim, 304),
}


@pytest.mark.parametrize(("ask", "status"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_says_how_it_may_be_used(api: Api, ask: Ask, status: int) -> None:
    answer = ask(api)

    assert answer.status_code == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert ("script-src 'self'" in policy) == (ask is ANSWERS["docs"][0])


def test_the_headers_are_told() -> None:
    told = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")

    assert all(f"`{name}" in told for name in HEADERS)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in ("docs", "document", "alive", "ready")])
def test_what_a_key_is_asked_for_is_kept_by_nobody_else(api: Api, name: str) -> None:
    cached = ANSWERS[name][0](api).headers["Cache-Control"]

    assert cached == ("private, no-cache" if name in ("claim", "same claim") else "no-store")


def test_no_debugger_can_be_asked_for(services: Services, monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    for name in ("FLASK_DEBUG", "FLASK_TESTING", "FLASK_PROPAGATE_EXCEPTIONS"):
        monkeypatch.setenv(name, "1")
    app = make_app(services, LIMITS)
    monkeypatch.setattr("service.web.claims.read.get_claim", lambda *_, **__: 1 / 0)

    answer = Api(app.test_client(), api.key).get("/v1/claims/00000000-0000-0000-0000-000000000000")

    assert not app.debug
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert _debuggers(app.test_client()) == {404}


def _debuggers(http: FlaskClient) -> set[int]:
    asked = ("/console", "/?__debugger__=yes&cmd=resource&f=debugger.js", "/_debug_toolbar/", "/debug")
    return {http.get(path).status_code for path in asked}

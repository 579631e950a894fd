"""The HTTP door as tests use it: one method a verb, answers with status, headers and JSON."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ACCORD = "The two ministers are expected to sign the accord on Friday. The talks collapsed in January."
PUBLISHED = "2026-03-02"  # a Monday: Friday is the 6th


class Api:
    """Calls with a key."""

    def __init__(self, http: FlaskClient, key: str) -> None:
        self.http, self.key = http, key

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """GET `path`."""
        return self._call("GET", path, **kwargs)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> TestResponse:
        """POST `body` as JSON to `path`."""
        return self._call("POST", path, **({"json": body} if body is not None else {}), **kwargs)

    def patch(self, path: str, body: Any, **kwargs: Any) -> TestResponse:
        """PATCH `path` with `body` as JSON."""
        return self._call("PATCH", path, json=body, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> TestResponse:
        """DELETE `path`."""
        return self._call("DELETE", path, **kwargs)

    def add(self, text: str = ACCORD, **fields: Any) -> dict[str, Any]:
        """The article, added."""
        answer = self.post("/v1/articles", {"text": text, "published_on": PUBLISHED, **fields})
        assert answer.status_code in (200, 201), answer.json
        article: dict[str, Any] = answer.json
        return article

    def add_claim(self, text: str = ACCORD, **fields: Any) -> dict[str, Any]:
        """The first claim of an article, added."""
        article = self.add(text, **fields)
        claim_id = next(found["claim_id"] for found in article["statements"] if found["claim_id"])
        claim: dict[str, Any] = self.get(f"/v1/claims/{claim_id}").json
        return claim

    def move(self, claim: dict[str, Any], move: str, body: Any) -> TestResponse:
        """Make a move on the claim as it was read."""
        tag = {"If-Match": f'"{claim["version"]}"'}
        return self.post(f"/v1/claims/{claim['id']}/{move}", body, headers=tag)

    def _call(self, method: str, path: str, headers: dict[str, str] | None = None, **kwargs: Any) -> TestResponse:
        return self.http.open(
            path, method=method, headers={"Authorization": f"Bearer {self.key}", **(headers or {})}, **kwargs
        )

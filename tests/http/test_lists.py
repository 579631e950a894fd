"""Lists: filters, full-text search, pages."""

from typing import Any

import pytest

from tests.api import Api

HARBOUR = "The harbour will reopen on Friday."
BRIDGE = "Engineers plan to repair the old bridge next month."
STRIKE = "Dock workers may strike in April."


def _texts(answer: Any) -> list[str]:
    return [claim["text"] for claim in answer.json["data"]]


@pytest.fixture
def three(api: Api) -> list[dict[str, Any]]:
    """Three claims, oldest first."""
    return [api.add_claim(text) for text in (HARBOUR, BRIDGE, STRIKE)]


@pytest.mark.usefixtures("three")
def test_newest_first(api: Api) -> None:
    first, second, third = _texts(api.get("/v1/claims"))

    assert "strike" in first
    assert "repair" in second
    assert "reopen" in third


@pytest.mark.parametrize(
    ("q", "count"),
    [
        ("harbour", 1),
        ("workers OR harbour", 2),
        ('"old bridge"', 1),
        ('"bridge old"', 0),
        ("repairing", 1),
        ("bridge -old", 0),
        ("volcano", 0),
        ("the", 0),
        ("'\"((( & | !", 0),
    ],
)
@pytest.mark.usefixtures("three")
def test_search(api: Api, q: str, count: int) -> None:
    assert len(_texts(api.get("/v1/claims", query_string={"q": q}))) == count


def test_filter_by_status(api: Api, three: list[dict[str, Any]]) -> None:
    api.move(three[0], "resolution", {"outcome": "fulfilled"})

    assert len(_texts(api.get("/v1/claims?status=open"))) == 2
    assert _texts(api.get("/v1/claims?status=resolved")) == [three[0]["text"]]
    assert len(_texts(api.get("/v1/claims?status=open&status=resolved"))) == 3
    assert _texts(api.get("/v1/claims?status=due")) == []


@pytest.mark.usefixtures("three")
def test_pages_cover_the_list_once(api: Api) -> None:
    seen: list[str] = []
    path = "/v1/claims?limit=2"
    while path:
        answer = api.get(path)
        seen += _texts(answer)
        cursor = answer.json["next"]
        path = f"/v1/claims?limit=2&cursor={cursor}" if cursor else ""

    assert seen == _texts(api.get("/v1/claims"))


@pytest.mark.parametrize(
    "other", ["/v1/claims?limit=1&q=bridge", "/v1/claims?limit=1&status=open", "/v1/claims/{id}/events?limit=1"]
)
def test_a_cursor_of_another_list_is_refused(api: Api, three: list[dict[str, Any]], other: str) -> None:
    cursor = api.get("/v1/claims?limit=1").json["next"]

    answer = api.get(f"{other.format(id=three[0]['id'])}&cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("cursor", ["x", "AAAA", "W10", "WyJ4Il0", "%F0%9F%99%82", "W1tdLCIiXQ", "bnVsbA"])
def test_a_cursor_that_nobody_made_is_refused(api: Api, cursor: str) -> None:
    answer = api.get(f"/v1/claims?cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")

"""Lists: filters, full-text search, pages."""

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

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
    assert len(_texts(api.get("/v1/claims?status=open,resolved"))) == 3
    assert len(_texts(api.get("/v1/claims?status=open,due&status=resolved"))) == 3
    assert _texts(api.get("/v1/claims?status=due")) == []


@pytest.mark.parametrize("status", ["", "open,", "open,lost", ",", "open due", "open%2Clost"])
def test_each_of_several_must_be_a_word_of_the_list(api: Api, status: str) -> None:
    answer = api.get(f"/v1/claims?status={status}")

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert {error["in"] for error in answer.json["errors"]} == {"query"}


def test_a_comma_is_no_list_in_a_body(api: Api) -> None:
    assert api.post("/v1/leases", {"modality": ["demand,intention"]}).status_code == 422


@pytest.mark.usefixtures("three")
def test_pages_of_several_are_one_list_however_they_are_written(api: Api) -> None:
    cursor = api.get("/v1/claims?limit=1&status=open,due").json["next"]

    assert api.get(f"/v1/claims?limit=1&status=open&status=due&cursor={cursor}").status_code == 200
    assert api.get(f"/v1/claims?limit=1&status=open,open,due&cursor={cursor}").status_code == 200


def test_answers_can_be_read(api: Api) -> None:
    """Keys stand in the order in which shapes declare them, letters as they are."""
    text = "Der „Große“ Tunnel will open in May."
    claim = api.add_claim(text, outlet="Zürich")

    answer = api.get(f"/v1/claims/{claim['id']}")

    assert list(answer.json)[:4] == ["id", "text", "clause", "head"]
    assert "Große" in answer.text
    assert "Zürich" in answer.text
    page = api.get("/v1/claims/" + claim["id"] + "/mentions").json
    assert list(page) == ["data", "next"]
    assert list(page["data"][0]["statement"])[:2] == ["id", "kind"]
    assert list(api.get("/v1/claims?limit=0").json)[:2] == ["type", "title"]
    assert list(api.get("/openapi.json").json)[:2] == ["openapi", "info"]


def test_half_a_surrogate_pair_is_escaped(http: FlaskClient) -> None:
    assert http.application.json.dumps(["Größe \ud800"]) == '["Gr\\u00f6\\u00dfe \\ud800"]'
    assert http.application.json.dumps(["Größe"]) == '["Größe"]'


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


@pytest.fixture
def varied(api: Api) -> dict[str, str]:
    """Claims that differ in everything, by a name of their own: its id."""
    articles = {
        "harbour": ("Anna Berg said the harbour will reopen on Friday.", "2026-03-02", "The Courier"),
        "bridge": ("Engineers plan to repair the old bridge next month.", "2026-02-16", "The Courier"),
        "strike": ("Dock workers may strike in May.", "2026-01-12", "Radio North"),
        "school": ("The council vowed to rebuild the school.", "2026-03-04", None),
    }
    ids = {}
    for name, (text, published_on, outlet) in articles.items():
        ids[name] = api.add_claim(text, published_on=published_on, outlet=outlet)["id"]
    claim = api.get(f"/v1/claims/{ids['strike']}").json
    api.move(claim, "resolution", {"outcome": "not_fulfilled"})
    claim = api.get(f"/v1/claims/{ids['school']}").json
    api.move(claim, "dismissal", {"reason": "out_of_scope"})
    return ids


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=open", {"bridge"}),
        ("status=open,due", {"harbour", "bridge"}),
        ("outcome=not_fulfilled", {"strike"}),
        ("outcome=not_fulfilled&outcome=fulfilled", {"strike"}),
        ("modality=possibility", {"strike"}),
        ("modality=possibility&modality=intention", {"strike", "bridge"}),
        ("speaker=anna%20BERG", {"harbour"}),
        ("speaker=Anna", {"harbour"}),
        ("speaker=BERG anna", {"harbour"}),
        ("speaker=Ann", set()),
        ("speaker=Anna Smith", set()),
        ("speaker=%2D", set()),
        ("outlet=the courier", {"harbour", "bridge"}),
        ("due_before=2026-03-31", {"harbour", "bridge"}),
        ("due_before=2026-03-30", {"harbour"}),
        ("due_after=2026-03-31", {"bridge", "strike"}),
        ("due_after=2026-03-01&due_before=2026-03-31", {"harbour", "bridge"}),
        ("said_from=2026-03-02", {"harbour", "school"}),
        ("said_to=2026-02-16", {"bridge", "strike"}),
        ("said_from=2026-02-16&said_to=2026-03-02&q=bridge", {"bridge"}),
        ("status=open&outlet=The Courier&modality=intention", {"bridge"}),
        ("tag=none", set()),
    ],
)
def test_filters(api: Api, varied: dict[str, str], query: str, names: set[str]) -> None:
    found = {claim["id"] for claim in api.get(f"/v1/claims?{query}").json["data"]}

    assert {name for name, claim_id in varied.items() if claim_id in found} == names


def test_filter_by_article(api: Api, varied: dict[str, str]) -> None:
    article = api.add("The harbour will reopen on Friday. The museum may close.")

    found = api.get(f"/v1/claims?article_id={article['id']}").json["data"]

    assert {claim["id"] for claim in found} == {s["claim_id"] for s in article["statements"]}
    assert not {claim["id"] for claim in found} & set(varied.values())


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("created_at", ["harbour", "bridge", "strike", "school"]),
        ("-created_at", ["school", "strike", "bridge", "harbour"]),
        ("said_on", ["strike", "bridge", "harbour", "school"]),
        ("-said_on", ["school", "harbour", "bridge", "strike"]),
        ("due", ["harbour", "bridge", "strike", "school"]),
        ("-due", ["school", "strike", "bridge", "harbour"]),
        ("review_on", ["harbour", "bridge", "strike", "school"]),
        ("-review_on", ["school", "strike", "bridge", "harbour"]),
    ],
)
def test_sorts_and_their_pages(api: Api, varied: dict[str, str], sort: str, names: list[str]) -> None:
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = api.get(f"/v1/claims?sort={sort}&limit=1{cursor and '&cursor='}{cursor}").json
        seen += [claim["id"] for claim in page["data"]]
        cursor = page["next"]

    assert seen == [varied[name] for name in names]


def test_the_best_match_comes_first_and_has_pages_too(api: Api) -> None:
    one = api.add_claim("The harbour master of the harbour will reopen the harbour.")
    other = api.add_claim("The mayor will visit the island, its school, its church and its harbour.")

    first = api.get("/v1/claims?q=harbour&limit=1").json
    second = api.get(f"/v1/claims?q=harbour&limit=1&cursor={first['next']}").json

    assert [page["data"][0]["id"] for page in (first, second)] == [one["id"], other["id"]]
    assert second["next"] is None


class TestFormats:
    """Lists as CSV and NDJSON, a claim as JSON-LD."""

    def test_ndjson_is_the_whole_list(self, api: Api, varied: dict[str, str]) -> None:
        answer = api.get("/v1/claims?limit=1&sort=due", headers={"Accept": "application/x-ndjson"})

        assert answer.content_type == "application/x-ndjson"
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert lines == api.get("/v1/claims?sort=due").json["data"]
        assert len(lines) == len(varied)

    def test_csv_has_a_heading_and_a_row_a_claim(self, api: Api, varied: dict[str, str]) -> None:
        answer = api.get("/v1/claims", headers={"Accept": "text/csv"})

        assert answer.mimetype == "text/csv"
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert {row["id"] for row in rows} == set(varied.values())
        assert {row["outcome"] for row in rows} == {"", "not_fulfilled"}

    def test_csv_cells_are_no_formulas(self, api: Api) -> None:
        api.add_claim("=SUM(A1) The harbour will reopen.", outlet="@outlet")

        (row,) = csv.DictReader(io.StringIO(api.get("/v1/claims", headers={"Accept": "text/csv"}).text))

        assert row["outlet"] == "'@outlet"
        assert not row["text"].startswith("=")

    def test_parts_of_claims_have_columns(self, api: Api) -> None:
        """No cell holds a record, and each says whence the claim and what decides it are."""
        stated = api.add_claim("The harbour will reopen in May.", title="Port", url="https://news.example/port")
        claim = f"/v1/claims/{stated['id']}"
        quoted = {"quotation": "It reopened.", "url": "https://port.example/news", "outcome": "fulfilled"}
        piece = api.post(f"{claim}/evidence", quoted).json["id"]
        decision = {"outcome": "fulfilled", "note": "So it was.", "happened_on": "2026-03-05", "evidence": [piece]}
        made = api.post(f"{claim}/proposals", decision, headers={"If-Match": "*"}).json

        (proposed,) = csv.DictReader(io.StringIO(api.get("/v1/claims", headers={"Accept": "text/csv"}).text))
        (line,) = api.get("/v1/claims", headers={"Accept": "application/x-ndjson"}).text.splitlines()
        api.post(f"{claim}/proposals/{made['id']}/acceptance", {}, headers={"If-Match": "*"})
        (resolved,) = csv.DictReader(io.StringIO(api.get("/v1/claims", headers={"Accept": "text/csv"}).text))
        linked = api.get(claim, headers={"Accept": "application/ld+json"}).json

        assert not any("{" in cell for row in (proposed, resolved) for cell in row.values())
        for row in (proposed, resolved):
            assert (row["article_title"], row["article_url"]) == ("Port", "https://news.example/port")
            assert row["article_id"] == stated["article"]["id"]
        assert (proposed["proposal_id"], proposed["proposal_outcome"]) == (made["id"], "fulfilled")
        assert (proposed["proposal_note"], proposed["proposal_happened_on"]) == ("So it was.", "2026-03-05")
        assert (proposed["proposal_quotation"], proposed["proposal_quotation_url"]) == ("It reopened.", quoted["url"])
        assert (proposed["resolution_by"], proposed["resolution_quotation"]) == ("", "")
        assert (resolved["resolution_by"], resolved["resolution_quotation"]) == ("tester", "It reopened.")
        assert (resolved["resolution_quotation_url"], resolved["proposal_id"]) == (quoted["url"], "")
        assert json.loads(line)["article"] == stated["article"]
        assert linked["itemReviewed"]["firstAppearance"] == {
            "@type": "NewsArticle",
            "datePublished": "2026-03-02",
            "headline": "Port",
            "url": "https://news.example/port",
        }
        assert linked["citation"] == [{"@type": "CreativeWork", "text": "It reopened.", "url": quoted["url"]}]

    @pytest.mark.parametrize("path", ["/v1/claims", "/v1/scorecard"])
    def test_a_byte_order_mark_comes_by_request(self, api: Api, varied: dict[str, str], path: str) -> None:
        accept = {"Accept": "text/csv"}
        plain, marked = (api.get(f"{path}?bom={bom}", headers=accept).data for bom in ("false", "true"))

        assert marked == b"\xef\xbb\xbf" + plain
        assert api.get(path, headers=accept).data == plain

    def test_a_claim_entered_by_hand_has_no_article(self, api: Api) -> None:
        body = {"text": "It will open.", "said_on": "2026-03-02", "modality": "intention"}

        assert api.post("/v1/claims", body).json["article"] is None

    def test_a_claim_as_linked_data(self, api: Api, varied: dict[str, str]) -> None:
        accept = {"Accept": "application/ld+json"}

        stated = api.get(f"/v1/claims/{varied['harbour']}", headers=accept)
        reviewed = api.get(f"/v1/claims/{varied['strike']}", headers=accept)

        assert stated.content_type == reviewed.content_type == "application/ld+json"
        assert (stated.json["@type"], stated.json["author"]["name"]) == ("Claim", "Anna Berg")
        assert reviewed.json["@type"] == "ClaimReview"
        assert reviewed.json["itemReviewed"]["@type"] == "Claim"
        assert reviewed.json["reviewRating"]["alternateName"] == "not fulfilled"

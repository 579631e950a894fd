"""The scorecard: counts, rates and intervals by speaker, outlet, modality and rule."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from service.domain.scorecard import ScorecardPlace
from service.web import cursors
from tests.api import Api

SAID = date(2026, 1, 12)
LATE = timedelta(days=30)


class Archive:
    """Claims entered by hand, each with what became of it."""

    def __init__(self, api: Api) -> None:
        self._api, self._count = api, 0

    def add(self, outcome: str | None, *, times: int = 1, days_late: int | None = None, **values: Any) -> None:
        """So many claims of this outcome; None for one that is still open."""
        for _ in range(times):
            self._count += 1
            due = SAID + LATE
            body = {"text": f"Claim {self._count}.", "said_on": SAID, "due": due, "modality": "intention", **values}
            claim = self._api.post("/v1/claims", {name: _plain(value) for name, value in body.items()}).json
            if outcome == "dismissed":
                assert self._api.move(claim, "dismissal", {"reason": "not_a_claim"}).status_code == 200
            elif outcome:
                happened = None if days_late is None else str(due + timedelta(days=days_late))
                reason = {"reason": "no_evidence"} if outcome == "unresolvable" else {}
                answer = self._api.move(claim, "resolution", {"outcome": outcome, "happened_on": happened, **reason})
                assert answer.status_code == 200, answer.json


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value


@pytest.fixture
def archive(api: Api) -> Archive:
    return Archive(api)


@pytest.fixture
def berg(archive: Archive) -> Archive:
    """Anna Berg's claims, with everything that can become of a claim, beside others'."""
    archive.add("fulfilled", times=4, speaker="Anna Berg", outlet="The Courier")
    archive.add("fulfilled", speaker="ANNA BERG", outlet="THE COURIER")
    archive.add("fulfilled_late", days_late=2, speaker="Anna Berg", outlet="The Courier")
    archive.add("fulfilled_late", days_late=9, speaker="Anna Berg", modality="demand")
    archive.add("fulfilled_late", speaker="Anna Berg")
    archive.add("fulfilled_in_part", speaker="Anna Berg")
    archive.add("not_fulfilled", speaker="Anna Berg", modality="demand")
    archive.add("unresolvable", times=2, speaker="Anna Berg")
    archive.add(None, times=3, speaker="Anna Berg")
    archive.add("dismissed", times=2, speaker="Anna Berg")
    archive.add("not_fulfilled", times=2, speaker="Ole Vik", modality="demand")
    archive.add("fulfilled", modality="scheduled")
    archive.add(None, speaker="Zoe Quist")
    return archive


def names(answer: Any) -> list[str]:
    return [score["name"] for score in answer.json["data"]]


@pytest.mark.usefixtures("berg")
def test_what_became_of_a_speakers_claims(api: Api) -> None:
    answer = api.get("/v1/scorecard")

    assert answer.status_code == 200
    assert (answer.json["by"], answer.json["next"]) == ("speaker", None)
    assert names(answer) == ["Anna Berg", "Ole Vik", "Zoe Quist"]
    assert answer.json["data"][0] == {
        "name": "Anna Berg",
        "stated": 15,
        "resolved": 12,
        "fulfilled": 5,
        "fulfilled_late": 3,
        "fulfilled_in_part": 1,
        "not_fulfilled": 1,
        "unresolvable": 2,
        "n": 10,
        "rate": 0.8,
        "low": 0.4902,
        "high": 0.9433,
        "on_time_rate": 0.5,
        "median_days_late": 5.5,
        "slips": 0,
        "median_slip_days": None,
        "entity_id": None,
    }
    last = answer.json["data"][-1]
    assert (last["stated"], last["n"], last["rate"], last["low"], last["median_days_late"]) == (1, 0, None, None, None)


@pytest.mark.usefixtures("berg")
def test_the_modalities_of_all_claims_stand_beside(api: Api) -> None:
    found = {score["name"]: score for score in api.get("/v1/scorecard").json["modalities"]}

    assert [(name, score["n"], score["rate"]) for name, score in found.items()] == [
        ("intention", 8, 0.875),
        ("demand", 4, 0.25),
        ("scheduled", 1, 1.0),
    ]
    assert [score["median_days_late"] for score in found.values()] == [2, 9, None]


@pytest.mark.usefixtures("berg")
def test_by_modality_the_groups_are_the_modalities(api: Api) -> None:
    answer = api.get("/v1/scorecard?by=modality").json

    assert answer["data"] == answer["modalities"]
    assert [score["median_days_late"] for score in answer["data"]] == [2, 9, None]


@pytest.mark.usefixtures("berg")
def test_by_outlet_names_that_differ_in_case_are_one(api: Api) -> None:
    (score,) = api.get("/v1/scorecard?by=outlet").json["data"]

    assert (score["name"], score["n"]) == ("The Courier", 6)


def test_by_rule_a_claim_counts_for_the_rule_that_found_it(api: Api, archive: Archive) -> None:
    archive.add("fulfilled")
    first = api.add("Elin Haugmo will sign the fisheries treaty with Ostland on Friday.")["statements"][0]
    claim = api.get(f"/v1/claims/{first['claim_id']}").json
    again = api.add("Elin Haugmo is expected to sign the fisheries treaty with Ostland on Friday.")["statements"][0]
    assert again["claim_id"] == claim["id"]
    assert again["rule"] != first["rule"]
    api.move(api.get(f"/v1/claims/{claim['id']}").json, "resolution", {"outcome": "not_fulfilled"})

    (score,) = api.get("/v1/scorecard?by=rule").json["data"]

    assert (score["name"], score["n"], score["rate"]) == (first["rule"], 1, 0)


def test_a_claim_that_is_decided_anew_counts_as_it_is_now(api: Api, archive: Archive) -> None:
    archive.add("fulfilled_late", days_late=2, speaker="Anna Berg")
    (claim,) = api.get("/v1/claims").json["data"]
    claim = api.move(claim, "amendment", {"outcome": "fulfilled_late", "happened_on": "2026-02-12"}).json
    (score,) = api.get("/v1/scorecard").json["data"]
    assert (score["n"], score["median_days_late"]) == (1, 1)

    api.move(claim, "reopening", {})

    (score,) = api.get("/v1/scorecard").json["data"]
    assert (score["stated"], score["n"], score["median_days_late"]) == (1, 0, None)


@pytest.mark.usefixtures("berg")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("modality=demand", [("Anna Berg", 2), ("Ole Vik", 2)]),
        ("modality=demand&modality=scheduled&by=modality", [("demand", 4), ("scheduled", 1)]),
        ("speaker=ole vik", [("Ole Vik", 2)]),
        ("outlet=The Courier", [("Anna Berg", 6)]),
        ("said_from=2026-01-13", []),
        ("said_to=2026-01-12&at_least=3", [("Anna Berg", 10)]),
        ("due_before=2026-02-11&at_least=11", []),
        ("q=nothing", []),
        ("tag=x", []),
    ],
)
def test_conditions(api: Api, query: str, found: list[tuple[str, int]]) -> None:
    card = api.get(f"/v1/scorecard?{query}").json

    assert [(score["name"], score["n"]) for score in card["data"]] == found


@pytest.fixture
def many(api: Api, archive: Archive) -> list[str]:
    """Speakers in the order of the scorecard."""
    for name, decided, stated in (("C", 2, 0), ("a", 1, 1), ("B", 1, 1), ("É", 1, 0), ("D", 0, 2), ("b b", 0, 1)):
        archive.add("fulfilled", times=decided, speaker=name)
        archive.add(None, times=stated, speaker=name)
    return ["C", "B", "a", "É", "D", "b b"]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6, 200])
def test_pages(api: Api, many: list[str], limit: int) -> None:
    def pages() -> Iterator[Any]:
        cursor = ""
        while cursor is not None:
            page = api.get(f"/v1/scorecard?limit={limit}{cursor and '&cursor='}{cursor}")
            assert 0 < len(page.json["data"]) <= limit
            assert page.json["modalities"][0]["stated"] == 10
            yield page
            cursor = page.json["next"]

    assert [name for page in pages() for name in names(page)] == many


def test_as_a_file_it_is_whole(api: Api, many: list[str]) -> None:
    answer = api.get("/v1/scorecard?limit=1", headers={"Accept": "text/csv"})

    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["name"] for row in rows] == many
    assert (rows[0]["rate"], rows[0]["high"], rows[-1]["rate"]) == ("1.0", "1.0", "")


def test_cells_of_the_file_are_no_formulas(api: Api, archive: Archive) -> None:
    archive.add("fulfilled", speaker="=1+1")

    (row,) = csv.DictReader(io.StringIO(api.get("/v1/scorecard", headers={"Accept": "text/csv"}).text))

    assert row["name"] == "'=1+1"


@pytest.mark.parametrize(
    "query",
    ["by=day", "at_least=-1", "at_least=x", "limit=201", "status=resolved", "outcome=fulfilled", "sort=due", "q="],
)
def test_what_cannot_be_asked(api: Api, query: str) -> None:
    answer = api.get(f"/v1/scorecard?{query}")

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


@pytest.mark.usefixtures("many")
def test_a_cursor_of_another_scorecard_is_refused(api: Api) -> None:
    cursor = api.get("/v1/scorecard?limit=1").json["next"]

    for query in (f"by=rule&cursor={cursor}", f"at_least=1&cursor={cursor}", "cursor=W10"):
        answer = api.get(f"/v1/scorecard?{query}")
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("name", ["a\x00b", "\ud800"])
def test_a_forged_place_that_no_name_can_have_is_refused(
    api: Api, many: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cursors, "_fingerprint", lambda binding: "known")
    forged = cursors.encode(ScorecardPlace(1, 1, name), ())

    answer = api.get(f"/v1/scorecard?cursor={forged}")

    assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor")

"""What scores stand for, over HTTP."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.domain.key import Scope
from tests.api import Api

STATED = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."
UNDATED = "Tarn Foods has promised to acquire Brambly Bakeries."


@pytest.fixture
def judge(http: FlaskClient, key_for: Callable[..., str]) -> Api:
    """The door with a judge's key."""
    return Api(http, key_for(Scope.JUDGE, name="robin"))


def test_the_table_tells_its_counts_and_never_falls(api: Api) -> None:
    table = api.get("/v1/calibration").json

    assert table["judged"] == sum(one["judged"] for kind in ("dated", "undated") for one in table[kind]) >= 50
    for kind in ("dated", "undated"):
        assert all(low["points"] < high["points"] for low, high in pairwise(table[kind]))
        assert all(low["probability"] < high["probability"] for low, high in pairwise(table[kind]))
        assert all(one["low"] <= one["right"] / one["judged"] <= one["high"] for one in table[kind])
    assert table["readers"]["agreed"] <= table["readers"]["pairs"]
    assert (table["may_resolve"], table["judges"]) == (False, [])


@pytest.mark.parametrize(
    ("claim", "later", "kind"),
    [
        (STATED, STATED.replace("will sign", "signed"), "dated"),
        (UNDATED, "Tarn Foods acquired Brambly Bakeries.", "undated"),
    ],
)
def test_the_score_of_evidence_is_a_probability_of_the_table(api: Api, claim: str, later: str, kind: str) -> None:
    stated = api.add_claim(claim)
    api.add(later, published_on="2026-03-07")
    api.post("/v1/sweeps", {})

    (piece,) = api.get(f"/v1/claims/{stated['id']}/evidence").json["data"]

    table = api.get("/v1/calibration").json
    assert round(piece["score"], 4) in [one["probability"] for one in table[kind]]
    proposal = api.get(f"/v1/claims/{stated['id']}").json["proposal"]
    assert (proposal is not None) is (piece["score"] >= table["proposed_from"])


def test_a_judge_has_a_table_once_enough_of_its_proposals_are_decided(api: Api, judge: Api) -> None:
    claim = api.add_claim(STATED)
    quoted = {"quotation": "It was signed.", "url": "https://news.example/signed", "outcome": "fulfilled"}
    piece = judge.post(f"/v1/claims/{claim['id']}/evidence", quoted).json["id"]
    for _ in range(49):
        _propose_and(api, judge, claim, piece, "rejection", {"reason": "No."})
    assert api.get("/v1/calibration").json["judges"] == []

    _propose_and(api, judge, claim, piece, "acceptance", {})

    (table,) = api.get("/v1/calibration").json["judges"]
    assert (table["name"], table["judged"], table["right"], table["rate"]) == ("judge:robin", 50, 1, 0.02)
    assert 0 < table["low"] < 0.02 < table["high"] < 0.11


def _propose_and(api: Api, judge: Api, claim: dict[str, Any], piece: str, verdict: str, body: dict[str, str]) -> None:
    current = judge.get(f"/v1/claims/{claim['id']}").json
    proposal = judge.move(current, "proposals", {"outcome": "fulfilled", "evidence": [piece]}).json
    proposed = api.get(f"/v1/claims/{claim['id']}").json
    assert api.move(proposed, f"proposals/{proposal['id']}/{verdict}", body).status_code == 200


def test_it_takes_a_key_that_reads(api: Api, key_for: Callable[..., str]) -> None:
    assert Api(api.http, key_for(Scope.READ, name="reader")).get("/v1/calibration").status_code == 200
    assert Api(api.http, "ct_unknown").get("/v1/calibration").status_code == 401

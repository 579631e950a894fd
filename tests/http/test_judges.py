"""Keys of judges over HTTP: they read, lease and propose, and decide nothing."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service.domain.key import Scope
from tests.api import Api

STATED = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."
QUOTED = {"quotation": "It was signed.", "url": "https://news.example/signed", "outcome": "fulfilled"}


@pytest.fixture
def judge(http: FlaskClient, key_for: Callable[..., str]) -> Api:
    """The door with a judge's key."""
    return Api(http, key_for(Scope.JUDGE, name="robin"))


def test_a_judge_reads_leases_and_proposes_and_nothing_else(api: Api, judge: Api) -> None:
    claim = api.add_claim(STATED)
    assert judge.get("/v1/claims").status_code == 200
    assert judge.get(f"/v1/claims/{claim['id']}/candidates").status_code == 200
    assert judge.post("/v1/leases").status_code == 201
    piece = judge.post(f"/v1/claims/{claim['id']}/evidence", QUOTED).json
    assert piece["by"] == "judge:robin"

    refused = {
        judge.move(claim, "resolution", {"outcome": "fulfilled"}).status_code,
        judge.move(claim, "dismissal", {"reason": "duplicate"}).status_code,
        judge.post("/v1/articles", {"text": "It rained.", "published_on": "2026-03-02"}).status_code,
        judge.post("/v1/keys", {"name": "x", "scopes": ["read"]}).status_code,
        judge.post("/v1/sweeps").status_code,
    }
    proposal = judge.move(claim, "proposals", {"outcome": "fulfilled", "evidence": [piece["id"]]})

    assert refused == {403}
    assert (proposal.status_code, proposal.json["by"]) == (201, "judge:robin")
    proposed = api.get(f"/v1/claims/{claim['id']}").json
    answer = judge.move(proposed, f"proposals/{proposal.json['id']}/acceptance", {})
    assert answer.status_code == 403


def test_a_judge_cites_what_it_rests_on(api: Api, judge: Api) -> None:
    answer = judge.move(api.add_claim(STATED), "proposals", {"outcome": "fulfilled"})

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "evidence")


@pytest.mark.parametrize("scopes", [["judge", "resolve"], ["judge", "admin"], ["read", "judge"]])
def test_the_scope_stands_alone(api: Api, scopes: list[str]) -> None:
    answer = api.post("/v1/keys", {"name": "both", "scopes": scopes})

    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "scopes")


@pytest.mark.parametrize("name", ["judge:robin", "Judge: robin", "ｊudge:robin"])
def test_nobody_else_can_be_called_like_a_judge(api: Api, name: str) -> None:
    assert api.post("/v1/keys", {"name": name, "scopes": ["write"]}).status_code == 422


def test_without_judges_none_is_counted(api: Api) -> None:
    assert api.get("/v1/judges").json == {"data": []}

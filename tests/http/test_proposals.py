"""Proposals over HTTP: they wait side by side, and are accepted or turned down."""

from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests.api import Api
from tests.http.test_evidence import QUOTED


def propose(api: Api, claim: dict[str, Any], outcome: str = "fulfilled", **fields: Any) -> dict[str, Any]:
    answer = api.move(claim, "proposals", {"outcome": outcome, **fields})
    assert answer.status_code == 201, answer.json
    made: dict[str, Any] = answer.json
    return made


def now(api: Api, claim: dict[str, Any]) -> dict[str, Any]:
    current: dict[str, Any] = api.get(f"/v1/claims/{claim['id']}").json
    return current


def decide(api: Api, proposal: dict[str, Any], verdict: str, body: Any) -> TestResponse:
    claim = now(api, {"id": proposal["claim_id"]})
    return api.move(claim, f"proposals/{proposal['id']}/{verdict}", body)


def test_a_proposal_waits_on_the_claim_with_its_evidence(api: Api) -> None:
    claim = api.add_claim()
    cited = api.post(f"/v1/claims/{claim['id']}/evidence", QUOTED).json

    made = propose(api, claim, happened_on="2026-03-06", note="Signed.", evidence=[cited["id"]])

    assert (made["by"], made["verdict"], made["score"], made["evidence"]) == ("tester", None, None, [cited])
    proposed = now(api, claim)
    assert (proposed["status"], proposed["outcome"], proposed["proposal"]) == ("proposed", None, made)
    last = api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    assert (last["type"], last["from_status"], last["to_status"]) == ("claim.proposed", "due", "proposed")


def test_an_accepted_proposal_resolves_the_claim_with_its_evidence(api: Api) -> None:
    claim = api.add_claim()
    cited = api.post(f"/v1/claims/{claim['id']}/evidence", QUOTED).json
    made = propose(api, claim, "fulfilled_late", happened_on="2026-03-08", evidence=[cited["id"]])

    resolved = decide(api, made, "acceptance", {"note": "So it was."}).json

    assert (resolved["status"], resolved["outcome"], resolved["proposal"]) == ("resolved", "fulfilled_late", None)
    decision = resolved["resolution"]
    assert (decision["happened_on"], decision["note"], decision["evidence"]) == ("2026-03-08", "So it was.", [cited])
    (kept,) = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]
    assert (kept["verdict"], kept["verdict_by"], kept["verdict_reason"]) == ("accepted", "tester", "So it was.")


@pytest.mark.parametrize(("due", "back"), [("2026-03-06", "due"), ("2026-12-31", "open")])
def test_a_rejected_proposal_leaves_the_claim_where_it_would_stand(api: Api, due: str, back: str) -> None:
    body = {"text": "It will open.", "said_on": "2026-03-01", "modality": "scheduled", "due": due}
    made = propose(api, api.post("/v1/claims", body).json)

    left = decide(api, made, "rejection", {"reason": "The source is not to be trusted."}).json

    assert (left["status"], left["proposal"]) == (back, None)
    (kept,) = api.get(f"/v1/claims/{left['id']}/proposals").json["data"]
    assert (kept["verdict"], kept["verdict_reason"]) == ("rejected", "The source is not to be trusted.")
    last = api.get(f"/v1/claims/{left['id']}/events").json["data"][-1]
    assert (last["type"], last["reason"]) == ("claim.proposal_rejected", "The source is not to be trusted.")


def test_proposals_that_contradict_each_other_wait_side_by_side(api: Api) -> None:
    claim = api.add_claim()
    yes = propose(api, claim)
    no = propose(api, now(api, claim), "not_fulfilled")

    assert [one["id"] for one in api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]] == [yes["id"], no["id"]]
    assert now(api, claim)["proposal"]["id"] == yes["id"]

    left = decide(api, yes, "rejection", {"reason": "No."}).json
    assert (left["status"], left["proposal"]["id"]) == ("proposed", no["id"])
    resolved = decide(api, no, "acceptance", {}).json
    assert resolved["outcome"] == "not_fulfilled"


def test_a_decision_of_another_kind_supersedes_what_waits(api: Api) -> None:
    claim = api.add_claim()
    made = propose(api, claim)
    resolved = api.move(now(api, claim), "resolution", {"outcome": "not_fulfilled"}).json

    (kept,) = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]
    assert (kept["verdict"], kept["verdict_by"]) == ("superseded", "tester")
    refused = decide(api, made, "acceptance", {})
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    reopened = api.move(resolved, "reopening", {}).json
    assert reopened["proposal"] is None


def test_a_decided_claim_takes_no_proposal(api: Api) -> None:
    resolved = api.move(api.add_claim(), "resolution", {"outcome": "fulfilled"}).json

    answer = api.move(resolved, "proposals", {"outcome": "fulfilled"})

    assert (answer.status_code, answer.json["code"]) == (409, "illegal_move")


def test_a_stale_version_proposes_nothing(api: Api) -> None:
    claim = api.add_claim()
    propose(api, claim)

    assert api.move(claim, "proposals", {"outcome": "not_fulfilled"}).status_code == 412
    assert api.post(f"/v1/claims/{claim['id']}/proposals", {"outcome": "fulfilled"}).status_code == 428
    assert len(api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]) == 1


def test_a_verdict_is_given_once(api: Api) -> None:
    claim = api.add_claim()
    made = propose(api, claim)
    propose(api, now(api, claim), "not_fulfilled")
    decide(api, made, "rejection", {"reason": "No."})

    again = decide(api, made, "rejection", {"reason": "No."})
    unknown = api.move(now(api, claim), f"proposals/{uuid4()}/acceptance", {})

    assert [(answer.status_code, answer.json["code"]) for answer in (again, unknown)] == [
        (404, "proposal_not_found"),
        (404, "proposal_not_found"),
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcome": "unresolvable"}, "reason"),
        ({"outcome": "fulfilled", "reason": "no_evidence"}, "reason"),
        ({"outcome": "fulfilled", "happened_on": "2027-01-01"}, "happened_on"),
        ({"outcome": "fulfilled", "evidence": ["019d2f4c-8a00-7000-8000-000000000001"]}, "evidence"),
        ({"outcome": "fulfilled", "evidence": ["x"]}, "evidence.0"),
    ],
)
def test_proposals_that_cannot_be_are_refused(api: Api, body: dict[str, Any], field: str) -> None:
    answer = api.move(api.add_claim(), "proposals", body)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_evidence_of_another_claim_is_not_cited(api: Api) -> None:
    other = api.post("/v1/claims", {"text": "It will rain.", "said_on": "2026-03-01", "modality": "expectation"}).json
    cited = api.post(f"/v1/claims/{other['id']}/evidence", QUOTED).json
    claim = api.add_claim()

    for answer in (
        api.move(claim, "proposals", {"outcome": "fulfilled", "evidence": [cited["id"]]}),
        api.move(claim, "resolution", {"outcome": "fulfilled", "evidence": [cited["id"]]}),
    ):
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "evidence")


def test_a_resolution_rests_on_the_evidence_that_it_cites_and_so_it_was(api: Api) -> None:
    claim = api.add_claim()
    cited = api.post(f"/v1/claims/{claim['id']}/evidence", QUOTED).json
    made = propose(api, claim)
    body = {"outcome": "fulfilled", "evidence": [cited["id"], cited["id"]]}

    resolved = api.move(now(api, claim), "resolution", body).json

    assert resolved["resolution"]["evidence"] == [cited]
    instant = {"as_of": "2026-03-10T12:00:00Z"}
    assert api.get(f"/v1/claims/{claim['id']}", query_string=instant).json == resolved
    history = api.get(f"/v1/claims/{claim['id']}/events").json["data"]
    assert history[1]["data"]["proposal_id"] == made["id"]
    assert history[2]["data"]["evidence"] == [cited["id"]]

"""Why proposals are rejected, over HTTP: said with a code and in words, shown, and counted."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.domain.status import RejectionCode
from service.store.database import Database
from service.usecases.sweep import sweep
from tests.api import Api
from tests.conftest import NOW, TODAY
from tests.http.test_evidence import REPORTED, STATED
from tests.http.test_proposals import propose


def reject(api: Api, claim: dict[str, Any], proposal_id: str, body: dict[str, Any]) -> Any:
    """The answer to the no to a proposal for the claim as it stands."""
    return api.move(api.get(f"/v1/claims/{claim['id']}").json, f"proposals/{proposal_id}/rejection", body)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ({"code": "wrong_time"}, "wrong_time", None),
        ({"code": "only_a_step", "reason": "The committee has it."}, "only_a_step", "The committee has it."),
        ({"code": "other", "reason": "A draft."}, "other", "A draft."),
        ({"reason": "A draft."}, "other", "A draft."),
    ],
)
def test_why_is_kept_and_shown(api: Api, body: dict[str, Any], code: str, words: str | None) -> None:
    claim = api.add_claim()
    made = propose(api, claim)

    assert reject(api, claim, made["id"], body).status_code == 200

    (proposal,) = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]
    assert (proposal["verdict"], proposal["verdict_code"], proposal["verdict_reason"]) == ("rejected", code, words)
    event = api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    assert (event["type"], event["data"]["code"], event["reason"]) == ("claim.proposal_rejected", code, words)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"code": "other"},
        {"code": "other", "reason": None},
        {"code": "wrong_mood"},
        {"code": "repeat", "reason": " "},
        {"code": "repeat", "reason": "x" * 10_001},
        {"reason": "wrong_time", "note": "x"},
    ],
)
def test_a_no_without_a_reason_changes_nothing(api: Api, body: dict[str, Any]) -> None:
    claim = api.add_claim()
    made = propose(api, claim)

    assert reject(api, claim, made["id"], body).status_code == 422

    assert api.get(f"/v1/claims/{claim['id']}").json["proposal"]["id"] == made["id"]
    assert api.get("/v1/rejections?by=rule").json["data"] == []


def test_they_are_counted_by_frame_and_by_rule(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    rule = api.get("/v1/statements?kind=outcome").json["data"][0]["statement"]["rule"]
    api.add(REPORTED, published_on="2026-03-07")
    sweep(database, now=NOW, today=TODAY)
    found = api.get(f"/v1/claims/{claim['id']}").json["proposal"]
    (frame,) = (one for one in found["evidence"][0]["reasons"] if one.startswith("frame: "))
    by_hand = propose(api, api.get(f"/v1/claims/{claim['id']}").json, "not_fulfilled")
    entered = {"text": "It will snow.", "said_on": "2026-03-02", "modality": "expectation"}
    other = api.post("/v1/claims", entered).json
    third = propose(api, other)

    reject(api, claim, found["id"], {"code": "repeat"})
    reject(api, claim, by_hand["id"], {"code": "wrong_time"})
    reject(api, other, third["id"], {"reason": "No."})

    by_frame, by_rule = (api.get(f"/v1/rejections?by={by}").json for by in ("frame", "rule"))
    none = {code.value: 0 for code in RejectionCode}
    assert by_frame == {
        "by": "frame",
        "data": [{"name": frame.removeprefix("frame: ").split(",")[0], "n": 1, "codes": {**none, "repeat": 1}}],
    }
    codes = {**none, "repeat": 1, "wrong_time": 1}
    assert by_rule["data"] == [{"name": rule, "n": 2, "codes": codes}]


@pytest.mark.parametrize(
    ("days", "n"),
    [
        ("", 1),
        ("rejected_from=2026-03-10", 1),
        ("rejected_to=2026-03-10", 1),
        ("rejected_from=2026-03-11", 0),
        ("rejected_to=2026-03-09", 0),
        ("rejected_from=0001-01-01&rejected_to=9999-12-31", 1),
    ],
)
def test_the_days_of_the_verdicts_can_be_chosen(api: Api, days: str, n: int) -> None:
    claim = api.add_claim()
    reject(api, claim, propose(api, claim)["id"], {"code": "repeat"})

    assert sum(row["n"] for row in api.get(f"/v1/rejections?by=rule&{days}").json["data"]) == n


@pytest.mark.parametrize("query", ["by=speaker", "rejected_from=yesterday", "limit=5"])
def test_what_cannot_be_counted(api: Api, query: str) -> None:
    assert api.get(f"/v1/rejections?{query}").status_code == 422


def test_the_count_reads_a_range_of_an_index(api: Api, database: Database) -> None:
    claim = api.add_claim()
    reject(api, claim, propose(api, claim)["id"], {"code": "repeat"})
    with database.begin() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = connection.scalars(
            text(
                "EXPLAIN SELECT rule, verdict_code FROM proposal WHERE verdict_code IS NOT NULL"
                " AND verdict_at >= '2026-03-01' ORDER BY verdict_at DESC LIMIT 10000"
            )
        ).all()
    assert any("Index Only Scan Backward using ix_proposal_rejected" in line for line in plan), plan


@pytest.mark.parametrize(
    "tried",
    [
        "UPDATE proposal SET verdict_code = 'wrong_mood'",
        "UPDATE proposal SET verdict_code = 'wrong_time' WHERE verdict = 'rejected'",
        "UPDATE proposal SET frame = 'other' WHERE verdict = 'rejected'",
        "UPDATE proposal SET verdict_code = 'wrong_time' WHERE verdict IS NULL",
    ],
)
def test_states_that_cannot_be_are_refused(api: Api, database: Database, tried: str) -> None:
    claim = api.add_claim()
    reject(api, claim, propose(api, claim)["id"], {"code": "repeat"})
    propose(api, api.get(f"/v1/claims/{claim['id']}").json)

    with pytest.raises(IntegrityError), database.begin() as connection:
        assert connection.execute(text(tried)).rowcount

"""Dates of decisions: whatever door a decision comes in by, its days agree with its claim's."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from service.store.database import Database
from tests.api import Api
from tests.conftest import TODAY
from tests.http.test_by_hand import _correct
from tests.http.test_proposals import decide, now

CLAIM = {"text": "The harbour will reopen.", "said_on": "2026-03-02", "due": "2026-03-06", "modality": "expectation"}
AFTER_TOMORROW = str(TODAY + timedelta(days=2))
IMPOSSIBLE = [
    ({"outcome": "not_fulfilled", "happened_on": "2026-03-01"}, "happened_on", "2026-03-02"),
    ({"outcome": "not_fulfilled", "happened_on": AFTER_TOMORROW}, "happened_on", "2026-03-11"),
    ({"outcome": "fulfilled", "happened_on": "2026-03-07"}, "happened_on", "fulfilled_late"),
    ({"outcome": "fulfilled_late", "happened_on": "2026-03-06"}, "happened_on", "2026-03-06"),
]


def enter(api: Api, **values: Any) -> dict[str, Any]:
    answer = api.post("/v1/claims", {**CLAIM, **values})
    assert answer.status_code == 201, answer.json
    claim: dict[str, Any] = answer.json
    return claim


def resolve(api: Api, body: dict[str, Any]) -> TestResponse:
    return api.move(enter(api), "resolution", body)


def amend(api: Api, body: dict[str, Any]) -> TestResponse:
    resolved = api.move(enter(api), "resolution", {"outcome": "fulfilled_in_part"}).json
    return api.move(resolved, "amendment", body)


def propose(api: Api, body: dict[str, Any]) -> TestResponse:
    return api.move(enter(api), "proposals", body)


@pytest.mark.parametrize("door", [resolve, amend, propose])
@pytest.mark.parametrize(("body", "field", "right"), IMPOSSIBLE)
def test_days_that_disagree_are_refused(api: Api, door: Any, body: dict[str, Any], field: str, right: str) -> None:
    answer = door(api, body)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    ((told),) = answer.json["errors"]
    assert told["field"] == field
    assert right in told["message"]


def test_many_at_once_are_each_held_to_their_own_dates(api: Api) -> None:
    early, late, dateless = enter(api), enter(api, due="2026-03-09"), enter(api, due=None)
    claims = [{"id": claim["id"], "version": 1} for claim in (early, late, dateless)]
    body = {"outcome": "fulfilled", "happened_on": "2026-03-08"}

    answers = api.post("/v1/claims/moves", {"move": "resolve", "body": body, "claims": claims}).json["data"]

    assert [answer["status"] for answer in answers] == [422, 200, 200]
    assert "fulfilled_late" in answers[0]["problem"]["errors"][0]["message"]


def test_a_proposal_is_accepted_only_while_its_days_agree(api: Api) -> None:
    claim = enter(api)
    made = api.move(claim, "proposals", {"outcome": "fulfilled", "happened_on": "2026-03-06"}).json
    assert _correct(api, now(api, claim), {"due": "2026-03-04"}).status_code == 200

    refused = decide(api, made, "acceptance", {})

    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "happened_on")
    assert now(api, claim)["status"] == "proposed"


@pytest.mark.parametrize(
    ("outcome", "happened_on", "due", "status"),
    [
        ("fulfilled", "2026-03-05", "2026-03-04", 422),
        ("fulfilled", "2026-03-05", "2026-03-05", 200),
        ("fulfilled", "2026-03-05", None, 200),
        ("fulfilled_late", "2026-03-08", "2026-03-08", 422),
        ("fulfilled_late", "2026-03-08", None, 422),
        ("fulfilled_late", "2026-03-08", "2026-03-07", 200),
        ("not_fulfilled", None, "2026-03-01", 422),
    ],
)
def test_a_due_date_is_corrected_only_where_the_resolution_still_agrees(
    api: Api, outcome: str, happened_on: str | None, due: str | None, status: int
) -> None:
    given = {"due": "2026-03-06" if outcome == "fulfilled" else "2026-03-05"}
    claim = enter(api, **given)
    resolved = api.move(claim, "resolution", {"outcome": outcome, "happened_on": happened_on}).json

    answer = _correct(api, resolved, {"due": due})

    assert answer.status_code == status, answer.json
    if status == 422:
        assert [error["field"] for error in answer.json["errors"]] == ["due"]
        assert now(api, claim) == resolved


def test_what_was_not_to_happen_is_fulfilled_on_its_last_day(api: Api) -> None:
    claim = enter(api, polarity="negative", text="The harbour will not reopen by Friday.")

    late = api.move(claim, "resolution", {"outcome": "fulfilled", "happened_on": "2026-03-07"})
    resolved = api.move(claim, "resolution", {"outcome": "fulfilled"}).json

    assert late.status_code == 422
    assert "fulfilled on its last day" in late.json["errors"][0]["message"]
    assert resolved["resolution"]["happened_on"] == "2026-03-06"
    assert api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]["data"]["happened_on"] == "2026-03-06"


def test_dates_that_an_older_release_took_are_left_out_of_days_late(api: Api, database: Database) -> None:
    for happened_on in ("2026-03-07", "2026-03-09"):
        api.move(enter(api, outlet="The Post"), "resolution", {"outcome": "fulfilled_late", "happened_on": happened_on})
    impossible = ("2026-03-06", "2026-02-01", "2999-01-01")
    wrong = [
        api.move(enter(api, outlet="The Post"), "resolution", {"outcome": "fulfilled_late"}).json for _ in impossible
    ]
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("ALTER TABLE resolution DROP CONSTRAINT IF EXISTS ck_resolution_happened_by_then"))
        for claim, happened_on in zip(wrong, impossible, strict=True):
            connection.execute(
                text("UPDATE resolution SET happened_on = :day WHERE claim_id = :id"),
                {"day": happened_on, "id": claim["id"]},
            )

    (score,) = api.get("/v1/scorecard?by=outlet").json["data"]

    assert (score["fulfilled_late"], score["median_days_late"]) == (5, 2)

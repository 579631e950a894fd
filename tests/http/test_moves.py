"""Moves: resolving and reopening, with the version that was read, and a history of it all."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from service.store.database import Database
from tests.api import Api


def test_a_claim_is_resolved(api: Api) -> None:
    claim = api.add_claim()

    answer = api.move(
        claim, "resolution", {"outcome": "not_fulfilled", "note": "They left.", "happened_on": "2026-03-06"}
    )

    assert answer.status_code == 200
    resolved = answer.json
    assert (resolved["status"], resolved["outcome"], resolved["version"]) == ("resolved", "not_fulfilled", 2)
    assert answer.headers["ETag"] == '"2"'
    assert resolved["resolution"] == {
        "outcome": "not_fulfilled",
        "reason": None,
        "note": "They left.",
        "happened_on": "2026-03-06",
        "evidence": [],
        "by": "tester",
        "by_id": None,
        "recorded_at": "2026-03-10T12:00:00+00:00",
    }
    assert api.get(f"/v1/claims/{claim['id']}").json == resolved


def test_a_reopened_claim_is_due_where_its_review_day_has_come(api: Api) -> None:
    resolved = api.move(api.add_claim(), "resolution", {"outcome": "fulfilled"}).json

    reopened = api.move(resolved, "reopening", {"reason": "Wrong accord."}).json

    assert (reopened["status"], reopened["outcome"], reopened["resolution"]) == ("due", None, None)


def test_a_reopened_claim_is_open_before_its_review_day(api: Api) -> None:
    claim = api.add_claim("The harbour will reopen next year.")
    resolved = api.move(claim, "resolution", {"outcome": "fulfilled"}).json

    assert api.move(resolved, "reopening", {}).json["status"] == "open"


def test_a_reopening_needs_no_body(api: Api) -> None:
    resolved = api.move(api.add_claim(), "resolution", {"outcome": "fulfilled"}).json

    assert api.move(resolved, "reopening", None).status_code == 200


def test_the_history_tells_every_move_from_birth(api: Api) -> None:
    claim = api.add_claim()
    resolved = api.move(claim, "resolution", {"outcome": "fulfilled", "note": "Signed."}).json
    reopened = api.move(resolved, "reopening", {"reason": "Wrong accord."}).json
    api.move(reopened, "resolution", {"outcome": "unresolvable", "reason": "no_evidence"})

    events = api.get(f"/v1/claims/{claim['id']}/events").json["data"]

    told = [(e["type"], e["from_status"], e["to_status"], e["actor"], e["reason"], e["version"]) for e in events]
    assert told == [
        ("claim.created", None, "due", "tester", None, 1),
        ("claim.resolved", "due", "resolved", "tester", "Signed.", 2),
        ("claim.reopened", "resolved", "due", "tester", "Wrong accord.", 3),
        ("claim.resolved", "due", "resolved", "tester", None, 4),
    ]
    assert events[3]["data"]["outcome"] == "unresolvable"


def test_the_history_comes_in_pages(api: Api) -> None:
    claim = api.add_claim()
    api.move(claim, "resolution", {"outcome": "fulfilled"})
    path = f"/v1/claims/{claim['id']}/events?limit=1"

    first = api.get(path).json
    second = api.get(f"{path}&cursor={first['next']}").json

    assert [page["data"][0]["type"] for page in (first, second)] == ["claim.created", "claim.resolved"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("fulfilled", None),
        ("fulfilled_late", None),
        ("fulfilled_in_part", None),
        ("not_fulfilled", None),
        ("unresolvable", "world_unclear"),
        ("unresolvable", "claim_unclear"),
        ("unresolvable", "no_evidence"),
    ],
)
def test_every_outcome_can_be_given(api: Api, outcome: str, reason: str | None) -> None:
    answer = api.move(api.add_claim(), "resolution", {"outcome": outcome, "reason": reason})

    assert answer.status_code == 200
    assert (answer.json["outcome"], answer.json["resolution"]["reason"]) == (outcome, reason)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "true"}, "outcome"),
        ({"outcome": None}, "outcome"),
        ({"outcome": "unresolvable"}, "reason"),
        ({"outcome": "fulfilled", "reason": "no_evidence"}, "reason"),
        ({"outcome": "unresolvable", "reason": "dunno"}, "reason"),
        ({"outcome": "fulfilled", "happened_on": "2026-04-01"}, "happened_on"),
        ({"outcome": "fulfilled", "happened_on": "soon"}, "happened_on"),
        ({"outcome": "fulfilled", "note": "x\u0000"}, "note"),
        ({"outcome": "fulfilled", "by": "me"}, "by"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_stores_nothing(api: Api, body: dict[str, Any], field: str) -> None:
    claim = api.add_claim()

    answer = api.move(claim, "resolution", body)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert api.get(f"/v1/claims/{claim['id']}").json == claim


def test_a_move_that_the_table_forbids_is_a_conflict(api: Api) -> None:
    claim = api.add_claim()
    assert api.move(claim, "reopening", {}).json["code"] == "illegal_move"

    resolved = api.move(claim, "resolution", {"outcome": "fulfilled"}).json
    again = api.move(resolved, "resolution", {"outcome": "not_fulfilled"})

    assert (again.status_code, again.json["code"]) == (409, "illegal_move")
    assert "resolved" in again.json["detail"]


class TestVersions:
    """What If-Match and If-None-Match do."""

    def test_a_stale_version_is_refused_and_told_the_current_one(self, api: Api) -> None:
        claim = api.add_claim()
        api.move(claim, "resolution", {"outcome": "fulfilled"})

        answer = api.move(claim, "reopening", {})

        assert (answer.status_code, answer.json["code"]) == (412, "stale_version")
        assert answer.headers["ETag"] == '"2"'

    @pytest.mark.parametrize(
        ("header", "status"),
        [
            (None, 428),
            ('"1"', 200),
            ('"7", "1"', 200),
            ("*", 200),
            ('W/"1"', 412),
            ('"2"', 412),
            ('"one"', 412),
            ("", 400),
        ],
    )
    def test_if_match(self, api: Api, header: str | None, status: int) -> None:
        claim = api.add_claim()

        answer = api.post(
            f"/v1/claims/{claim['id']}/resolution",
            {"outcome": "fulfilled"},
            headers={} if header is None else {"If-Match": header},
        )

        assert answer.status_code == status

    def test_a_reader_with_the_current_version_is_told_so_in_a_line(self, api: Api) -> None:
        claim = api.add_claim()
        path = f"/v1/claims/{claim['id']}"

        answer = api.get(path, headers={"If-None-Match": api.get(path).headers["ETag"]})

        assert (answer.status_code, answer.data) == (304, b"")
        assert api.get(path, headers={"If-None-Match": '"9"'}).status_code == 200


def test_a_claim_falls_due_at_the_sweep_and_can_be_resolved_then(api: Api, api_on: Callable[[date], Api]) -> None:
    later = api_on(date(2026, 3, 20))
    claim = api.add_claim()

    assert (
        later.move(claim, "resolution", {"outcome": "fulfilled_late", "happened_on": "2026-03-20"}).status_code == 200
    )


def test_an_amendment_keeps_the_earlier_resolution_as_superseded(api: Api, database: Database) -> None:
    resolved = api.move(api.add_claim(), "resolution", {"outcome": "fulfilled"}).json

    amended = api.move(resolved, "amendment", {"outcome": "fulfilled_in_part", "note": "One page only."}).json

    assert (amended["status"], amended["outcome"], amended["version"]) == ("resolved", "fulfilled_in_part", 3)
    kept = text("SELECT outcome, superseded_at IS NULL FROM resolution ORDER BY id")
    with database.begin() as connection:
        rows = connection.execute(kept).all()
    assert [tuple(row) for row in rows] == [
        ("fulfilled", False),
        ("fulfilled_in_part", True),
    ]


def test_only_a_resolved_claim_is_amended(api: Api) -> None:
    answer = api.move(api.add_claim(), "amendment", {"outcome": "fulfilled"})

    assert (answer.status_code, answer.json["code"]) == (409, "illegal_move")


@pytest.mark.parametrize("reason", ["not_a_claim", "duplicate", "out_of_scope"])
def test_a_claim_is_dismissed_and_taken_up_again(api: Api, reason: str) -> None:
    claim = api.add_claim()

    dismissed = api.move(claim, "dismissal", {"reason": reason, "note": "No."}).json
    assert (dismissed["status"], dismissed["dismissal"], dismissed["outcome"]) == ("dismissed", reason, None)

    reopened = api.move(dismissed, "reopening", {}).json
    assert (reopened["status"], reopened["dismissal"]) == ("due", None)


def test_a_dismissal_needs_a_reason(api: Api) -> None:
    answer = api.move(api.add_claim(), "dismissal", {"note": "No."})

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, ["reason"])


class TestManyAtOnce:
    """The same move of many claims, one answer each."""

    def test_the_good_are_carried_out_and_the_others_told_why(self, api: Api) -> None:
        open_claim, resolved, stale = (
            api.add_claim(f"The {place} will reopen on Friday.") for place in ("harbour", "museum", "theatre")
        )
        resolved = api.move(resolved, "resolution", {"outcome": "fulfilled"}).json
        api.move(stale, "dismissal", {"reason": "duplicate"})
        targets = [open_claim, resolved, stale, {"id": str(uuid4()), "version": 1}, open_claim]

        answer = api.post(
            "/v1/claims/moves",
            {
                "move": "resolve",
                "body": {"outcome": "not_fulfilled", "note": "All shut."},
                "claims": [{"id": claim["id"], "version": claim["version"]} for claim in targets],
            },
        )

        assert answer.status_code == 200
        rows = answer.json["data"]
        assert [row["id"] for row in rows] == [claim["id"] for claim in targets]
        assert [row["status"] for row in rows] == [200, 409, 412, 404, 412]
        assert rows[0]["claim"] == api.get(f"/v1/claims/{open_claim['id']}").json
        assert rows[0]["claim"]["resolution"]["note"] == "All shut."
        assert [row["problem"] and row["problem"]["code"] for row in rows] == [
            None,
            "illegal_move",
            "stale_version",
            "claim_not_found",
            "stale_version",
        ]

    @pytest.mark.parametrize(
        ("move", "body", "status"),
        [("dismiss", {"reason": "duplicate"}, "dismissed"), ("resolve", {"outcome": "fulfilled"}, "resolved")],
    )
    def test_each_move_can_be_made_of_many(self, api: Api, move: str, body: dict[str, Any], status: str) -> None:
        claims = [api.add_claim(f"The {place} will reopen.") for place in ("harbour", "museum")]
        targets = [{"id": claim["id"], "version": 1} for claim in claims]

        rows = api.post("/v1/claims/moves", {"move": move, "body": body, "claims": targets}).json["data"]

        assert [row["claim"]["status"] for row in rows] == [status, status]
        reopened = api.post(
            "/v1/claims/moves", {"move": "reopen", "claims": [{**target, "version": 2} for target in targets]}
        )
        assert [row["claim"]["status"] for row in reopened.json["data"]] == ["open", "open"]

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"move": "resolve", "claims": []}, "claims"),
            ({"move": "fall_due", "claims": [{"id": str(uuid4()), "version": 1}]}, "move"),
            ({"move": "resolve", "claims": [{"id": str(uuid4()), "version": 1}]}, "body.outcome"),
            ({"move": "reopen", "claims": [{"id": "x", "version": 0}]}, "claims.0.id"),
            ({"move": "reopen", "claims": [{"id": str(uuid4()), "version": 1}] * 501}, "claims"),
        ],
    )
    def test_what_makes_no_sense_is_refused_whole(self, api: Api, body: dict[str, Any], field: str) -> None:
        answer = api.post("/v1/claims/moves", body)

        assert answer.status_code == 422
        assert field in [error["field"] for error in answer.json["errors"]]


class TestThePast:
    """A claim as it stood at an instant."""

    def test_each_version_can_be_seen_again(self, api: Api, api_on: Callable[[date], Api]) -> None:
        born = api.add_claim()
        resolved = api_on(date(2026, 3, 12)).move(born, "resolution", {"outcome": "fulfilled", "note": "Yes."}).json
        reopened = api_on(date(2026, 3, 14)).move(resolved, "reopening", {}).json
        path = f"/v1/claims/{born['id']}?as_of="

        for instant, then in [
            ("2026-03-10T12:00:00Z", born),
            ("2026-03-12T11:59:59%2B00:00", born),
            ("2026-03-12T13:00:00%2B01:00", resolved),
            ("2026-03-13T00:00:00Z", resolved),
            ("2026-03-15T00:00:00Z", reopened),
        ]:
            assert api.get(path + instant).json == then, instant

    def test_before_its_birth_there_was_no_claim(self, api: Api) -> None:
        claim = api.add_claim()

        assert api.get(f"/v1/claims/{claim['id']}?as_of=2026-03-10T11:59:59Z").status_code == 404

    @pytest.mark.parametrize("instant", ["2026-03-10T12:00:00", "2026-03-10", "now"])
    def test_an_instant_needs_its_offset(self, api: Api, instant: str) -> None:
        answer = api.get(f"/v1/claims/{api.add_claim()['id']}?as_of={instant}")

        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "as_of")

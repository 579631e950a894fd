"""Claims entered and corrected by hand."""

from typing import Any

import pytest

from tests.api import Api

NEW = {"text": "The harbour will reopen.", "said_on": "2026-03-02", "modality": "expectation"}


def test_a_claim_is_entered_by_hand(api: Api) -> None:
    answer = api.post(
        "/v1/claims", {**NEW, "speaker": "Anna Berg", "due": "2026-04-30", "tags": ["port", "works", "port"]}
    )

    assert answer.status_code == 201
    claim = answer.json
    assert answer.headers["Location"] == f"/v1/claims/{claim['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert (claim["status"], claim["mentions"], claim["head"]) == ("open", 0, None)
    assert (claim["due"], claim["review_on"]) == ("2026-04-30", "2026-05-01")
    assert claim["tags"] == ["port", "works"]
    assert api.get(f"/v1/claims/{claim['id']}").json == claim
    assert [row["id"] for row in api.get("/v1/claims?tag=works").json["data"]] == [claim["id"]]
    assert api.get(f"/v1/claims/{claim['id']}/events").json["data"][0]["type"] == "claim.created"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1_001}, "text"),
        ({"said_on": "9999-01-01"}, "said_on"),
        ({"due": "2026-03-01"}, "due"),
        ({"modality": "wish"}, "modality"),
        ({"polarity": "neutral"}, "polarity"),
        ({"tags": [str(number) for number in range(51)]}, "tags"),
        ({"tags": ["\u0000"]}, "tags.0"),
        ({"status": "resolved"}, "status"),
    ],
)
def test_a_claim_that_cannot_be(api: Api, change: dict[str, Any], field: str) -> None:
    answer = api.post("/v1/claims", {**NEW, **change})

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])
    assert api.get("/v1/claims").json["data"] == []


def _correct(api: Api, claim: dict[str, Any], body: Any, **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {api.key}", "If-Match": f'"{claim["version"]}"', **headers}
    return api.http.patch(f"/v1/claims/{claim['id']}", json=body, headers=sent)


def test_a_correction_is_a_version_and_an_event(api: Api) -> None:
    claim = api.add_claim()

    answer = _correct(api, claim, {"due": "2026-05-31", "tags": ["accord"], "text": claim["text"]})

    corrected = answer.json
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (corrected["due"], corrected["review_on"], corrected["tags"]) == ("2026-05-31", "2026-06-01", ["accord"])
    last = api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    assert (last["type"], last["data"]["fields"]) == ("claim.corrected", ["due", "tags"])
    assert api.get(f"/v1/claims/{claim['id']}").json == corrected


def test_a_due_date_can_be_taken_away(api: Api) -> None:
    corrected = _correct(api, api.add_claim(), {"due": None}).json

    assert (corrected["due"], corrected["review_on"]) == (None, "2026-05-31")


def test_what_is_as_it_was_changes_nothing(api: Api) -> None:
    claim = api.add_claim()

    assert _correct(api, claim, {"due": claim["due"]}).json == claim


@pytest.mark.parametrize(("body", "field"), [({}, ""), ({"text": None}, "text"), ({"status": "open"}, "status")])
def test_a_correction_that_makes_no_sense(api: Api, body: dict[str, Any], field: str) -> None:
    answer = _correct(api, api.add_claim(), body)

    assert (answer.status_code, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_a_correction_needs_the_version_that_was_read(api: Api) -> None:
    claim = api.add_claim()

    assert _correct(api, claim, {"due": None}, **{"If-Match": '"9"'}).status_code == 412
    assert (
        api.http.patch(
            f"/v1/claims/{claim['id']}", json={"due": None}, headers={"Authorization": f"Bearer {api.key}"}
        ).status_code
        == 428
    )

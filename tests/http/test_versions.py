"""Versions of an article: another text at a URL that is known takes the place of the one before it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from service.domain.key import Scope
from service.store.database import Database
from service.usecases.audit import audit
from tests.api import PUBLISHED, Api
from tests.http.test_evidence import REPORTED, STATED, evidence_of

URL = "https://news.example/live"
TREATY = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on March 20."
BRIDGE = "The council of Tessel will open the northern bridge on March 25."
PORT = "The union of Porto Verde will strike at the harbour on March 24."


def _post(api: Api, *sentences: str, **more: Any) -> dict[str, Any]:
    answer = api.post("/v1/articles", {"text": " ".join(sentences), "published_on": PUBLISHED, "url": URL, **more})
    assert answer.status_code == 201, answer.json
    found: dict[str, Any] = answer.json
    return found


def _claim(api: Api, claim_id: str) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/v1/claims/{claim_id}").json
    return found


def _claim_of(article: dict[str, Any], head: str) -> str:
    (found,) = (one["claim_id"] for one in article["statements"] if one["head"]["text"] == head)
    assert found
    return str(found)


def test_another_text_at_a_known_url_is_the_next_version(api: Api) -> None:
    first = _post(api, TREATY, BRIDGE)
    second = _post(api, TREATY, PORT)
    third = _post(api, PORT)

    assert [one["version"] for one in (first, second, third)] == [1, 2, 3]
    for article in (first, second, third):
        listed = api.get(f"/v1/articles/{article['id']}/versions").json["data"]
        assert [one["id"] for one in listed] == [first["id"], second["id"], third["id"]]
        assert [one["superseded_at"] is None for one in listed] == [False, False, True]
    assert [one["id"] for one in api.get("/v1/articles", query_string={"url": URL}).json["data"]] == [third["id"]]


def test_what_a_version_still_says_stays_and_what_is_new_is_tracked(api: Api) -> None:
    first = _post(api, TREATY, BRIDGE)
    treaty = _claim_of(first, "sign")

    second = _post(api, "An update.", TREATY, BRIDGE, PORT)

    assert _claim_of(second, "sign") == treaty
    assert (_claim(api, treaty)["mentions"], _claim(api, treaty)["version"]) == (1, 1)
    assert _claim(api, _claim_of(second, "strike"))["said_on"] == PUBLISHED
    told = {one["head"]["text"]: one for one in api.get(f"/v1/articles/{first['id']}").json["statements"]}
    again = {one["head"]["text"]: one for one in second["statements"]}
    assert {head: one["replaced_by"] for head, one in told.items()} == {
        head: again[head]["id"] for head in ("sign", "open")
    }
    assert not any(one["vanished"] for one in told.values())


def test_a_claim_that_only_the_version_before_stated_is_flagged_for_review(api: Api) -> None:
    first = _post(api, TREATY, BRIDGE)
    bridge = _claim_of(first, "open")

    second = _post(api, TREATY)

    claim = _claim(api, bridge)
    assert (claim["mentions"], claim["status"], claim["text"]) == (0, "open", _claim(api, bridge)["text"])
    assert claim["review_on"] <= "2026-03-10"
    assert [one["id"] for one in api.get("/v1/claims", query_string={"unstated": "true"}).json["data"]] == [bridge]
    last = api.get(f"/v1/claims/{bridge}/events").json["data"][-1]
    assert last["type"] == "claim.reread"
    assert (last["data"]["article_id"], last["data"]["version_of"]) == (second["id"], first["id"])
    marked = {one["head"]["text"]: one["vanished"] for one in api.get(f"/v1/articles/{first['id']}").json["statements"]}
    assert marked == {"sign": False, "open": True}


def test_a_claim_that_another_article_states_only_loses_a_mention(api: Api) -> None:
    first = _post(api, TREATY, BRIDGE)
    bridge = _claim_of(first, "open")
    api.add(f"In other news: {BRIDGE}")
    before = _claim(api, bridge)

    _post(api, TREATY)

    after = _claim(api, bridge)
    assert (before["mentions"], after["mentions"], after["review_on"]) == (2, 1, before["review_on"])


def test_a_claim_that_was_decided_keeps_what_it_rests_on(api: Api) -> None:
    first = _post(api, TREATY, BRIDGE)
    claim = _claim(api, _claim_of(first, "open"))
    api.move(claim, "resolution", {"outcome": "unresolvable", "reason": "claim_unclear"})

    _post(api, TREATY)

    after = _claim(api, claim["id"])
    assert (after["mentions"], after["status"]) == (1, "resolved")


def test_a_result_that_is_taken_back_is_no_evidence_any_more(api: Api) -> None:
    claim = api.add_claim(STATED)
    _post(api, REPORTED, "The lake is deep.", published_on="2026-03-07")
    assert len(evidence_of(api, claim)) == 1

    second = _post(api, "A correction: the report was wrong.", published_on="2026-03-08")

    assert evidence_of(api, claim) == []
    assert second["version"] == 2


def test_a_result_that_stays_is_evidence_once_and_of_its_first_day(api: Api) -> None:
    claim = api.add_claim(STATED)
    _post(api, REPORTED, published_on="2026-03-07")
    (before,) = evidence_of(api, claim)

    _post(api, "More follows.", REPORTED, published_on="2026-03-09")

    (after,) = evidence_of(api, claim)
    assert after == {**before, "statement": {**before["statement"], "replaced_by": after["statement"]["replaced_by"]}}
    assert after["statement"]["replaced_by"]


def test_candidates_stand_in_the_last_version_alone(api: Api) -> None:
    claim = api.add_claim(STATED)
    _post(api, REPORTED, published_on="2026-03-07")
    second = _post(api, "More follows.", REPORTED, published_on="2026-03-07")

    found = api.get(f"/v1/claims/{claim['id']}/candidates").json["data"]

    assert {one["article"]["id"] for one in found} == {second["id"]}


def test_where_versions_differ_is_told_by_sentences(api: Api) -> None:
    _post(api, "One stands.", TREATY, "Two goes.")
    second = _post(api, "One stands.", BRIDGE, "Three comes.", TREATY)

    diff = api.get(f"/v1/articles/{second['id']}/versions/2/diff").json

    assert (diff["before"]["version"], diff["after"]["id"]) == (1, second["id"])
    told = [(one["kind"], one["before"]["text"].strip(), one["after"]["text"].strip()) for one in diff["differences"]]
    assert told == [("inserted", "", f"{BRIDGE} Three comes."), ("deleted", "Two goes.", "")]
    for one in diff["differences"]:
        assert second["text"][one["after"]["start"] : one["after"]["end"]] == one["after"]["text"]


@pytest.mark.parametrize("version", [0, 1, 3, 2_000_000_000, 99_999_999_999])
def test_without_a_version_before_there_is_no_difference(api: Api, version: int) -> None:
    _post(api, TREATY)
    second = _post(api, BRIDGE)

    assert api.get(f"/v1/articles/{second['id']}/versions/{version}/diff").status_code == 404


def test_a_withdrawal_takes_all_versions(api: Api, database: Database) -> None:
    first = _post(api, TREATY, BRIDGE)
    second = _post(api, TREATY, PORT)

    assert api.post(f"/v1/articles/{second['id']}/withdrawal", {}).status_code == 200

    with database.begin() as connection:
        left = connection.scalar(text("SELECT count(*) FROM article WHERE text <> ''"))
        told = connection.scalar(text("SELECT count(*) FROM statement WHERE text <> ''"))
    assert (left, told) == (0, 0)
    assert api.get(f"/v1/articles/{first['id']}/versions/2/diff").json["code"] == "article_withdrawn"
    claims = api.get("/v1/claims", query_string={"status": "dismissed"}).json["data"]
    assert len(claims) == 3
    again = api.post("/v1/articles", {"text": "Other words.", "published_on": PUBLISHED, "url": URL})
    assert again.json["code"] == "article_withdrawn"


def test_a_text_of_an_earlier_version_is_answered_as_it_stands(api: Api) -> None:
    first = _post(api, TREATY)
    _post(api, BRIDGE)

    again = api.post("/v1/articles", {"text": TREATY, "published_on": PUBLISHED, "url": URL})

    assert (again.status_code, again.json["id"], again.json["version"]) == (200, first["id"], 1)


def test_every_state_agrees_afterwards(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    for told in (
        [TREATY, BRIDGE],
        [BRIDGE, REPORTED],
        [TREATY, REPORTED, PORT],
        [PORT],
        [TREATY, BRIDGE, PORT, "Then."],
    ):
        _post(api, *told, published_on="2026-03-07")

    assert list(audit(database)) == []
    assert _claim(api, claim["id"])["status"] in ("open", "due", "proposed")


def test_who_may_only_read_cannot_add_a_version(app: Flask, api: Api, key_for: Callable[..., str]) -> None:
    first = _post(api, TREATY)
    reader = Api(api.http, key_for(Scope.READ, name="reader"))

    assert reader.get(f"/v1/articles/{first['id']}/versions").status_code == 200
    body = {"text": BRIDGE, "published_on": PUBLISHED, "url": URL}
    assert reader.post("/v1/articles", body).status_code == 403

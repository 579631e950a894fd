"""What is worth watching becomes a claim; what is not says why, and can be made one by hand."""

from typing import Any
from uuid import uuid4

from tests.api import Api

MIXED = (
    "The Norvik council will open the Halden bridge on Friday. The ceiling will remain the same. The mayor resigned."
)
RETOLD = (
    "Norvik council to open Halden bridge\n\n"
    "The Norvik council will open the Halden bridge on Friday, officials said.\n\n"
    "“We will open the Halden bridge,” the council said."
)


def by_head(article: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["head"]["text"]: one for one in article["statements"]}


def test_what_is_not_worth_watching_is_a_statement_that_says_why(api: Api) -> None:
    article = api.add(MIXED)

    told = {head: (bool(one["claim_id"]), one["untracked"]) for head, one in by_head(article).items()}
    assert told == {"open": (True, None), "remain": (False, "state"), "resigned": (False, None)}
    assert len(api.get("/v1/claims").json["data"]) == 1
    assert api.get(f"/v1/articles/{article['id']}").json["statements"] == article["statements"]


def test_a_statement_is_made_a_claim_by_hand(api: Api) -> None:
    left = by_head(api.add(MIXED))["remain"]

    answer = api.post(f"/v1/statements/{left['id']}/claim")

    claim = answer.json
    assert (answer.status_code, claim["text"], claim["mentions"]) == (201, "The ceiling will remain the same.", 1)
    (mention,) = api.get(f"/v1/claims/{claim['id']}/mentions").json["data"]
    assert (mention["statement"]["id"], mention["statement"]["untracked"]) == (left["id"], None)
    (birth,) = api.get(f"/v1/claims/{claim['id']}/events").json["data"]
    assert (birth["type"], birth["data"]["untracked"]) == ("claim.created", "state")


def test_what_cannot_be_made_a_claim(api: Api) -> None:
    article = by_head(api.add(MIXED))
    result, claimed = article["resigned"], article["open"]

    refused = [api.post(f"/v1/statements/{id_}/claim") for id_ in (result["id"], claimed["id"], uuid4())]

    assert [(one.status_code, one.json["code"]) for one in refused] == [
        (409, "statement_no_outcome"),
        (409, "statement_tracked"),
        (404, "statement_not_found"),
    ]


def test_headline_lead_and_quotation_make_one_claim_that_has_the_day(api: Api) -> None:
    article = api.add(RETOLD)

    (claim,) = api.get("/v1/claims").json["data"]
    assert (claim["mentions"], claim["due"]) == (3, "2026-03-06")
    assert {one["claim_id"] for one in article["statements"]} == {claim["id"]}
    reasons = [one["matched_by"] for one in article["statements"]]
    assert [bool(found) for found in reasons] == [True, False, True]
    assert all("same article" in found for found in reasons if found)


def test_what_is_not_worth_watching_is_a_mention_of_a_claim_that_is_known(api: Api) -> None:
    known = api.add_claim("Norvik Steel will own the Halden mill by March 20.")

    (again,) = api.add("Norvik Steel will own the Halden mill.")["statements"]
    (alone,) = api.add("Boreal Power will own the Siv mill.")["statements"]

    assert (again["claim_id"], again["untracked"]) == (known["id"], None)
    assert (alone["claim_id"], alone["untracked"]) == (None, "state")

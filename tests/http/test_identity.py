"""The same outcome in another article is a mention; people can put right what was told apart or lumped together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from tests.api import Api

FIRST = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."
AGAIN = "Elin Haugmo is expected to sign the fisheries treaty with Ostland on Friday, officials said."
OTHER = "Elin Haugmo will sign the extradition treaty with Westmark on Friday."


def _claim_ids(article: dict[str, Any]) -> list[str]:
    return [found["claim_id"] for found in article["statements"] if found["claim_id"]]


def test_the_same_outcome_again_is_a_mention_and_says_why(api: Api) -> None:
    first, again = api.add(FIRST), api.add(AGAIN, published_on="2026-03-03")

    (claim_id,) = _claim_ids(first)
    assert _claim_ids(again) == [claim_id]
    (found,) = [found for found in again["statements"] if found["claim_id"]]
    assert found["matched_by"]
    assert first["statements"][0]["matched_by"] == []
    claim = api.get(f"/v1/claims/{claim_id}").json
    assert (claim["mentions"], claim["version"]) == (2, 2)
    last = api.get(f"/v1/claims/{claim_id}/events").json["data"][-1]
    assert (last["type"], last["data"]["article_id"]) == ("claim.mentioned", again["id"])
    mentions = api.get(f"/v1/claims/{claim_id}/mentions").json["data"]
    assert [row["article"]["id"] for row in mentions] == [first["id"], again["id"]]


def test_an_outcome_stated_twice_in_an_article_is_one_claim(api: Api) -> None:
    article = api.add(f"{FIRST}\n\nThe weather was fine in the capital.\n\n{AGAIN}")

    assert len(_claim_ids(article)) == 2
    assert len(set(_claim_ids(article))) == 1
    claim = api.get(f"/v1/claims/{_claim_ids(article)[0]}").json
    assert claim["mentions"] == 2


def test_another_outcome_is_another_claim(api: Api) -> None:
    assert set(_claim_ids(api.add(FIRST))).isdisjoint(_claim_ids(api.add(OTHER)))


@pytest.mark.parametrize(
    ("happened_on", "published_on", "same"),
    [("2026-03-06", "2026-03-07", False), ("2026-03-06", "2026-03-05", True)],
)
def test_a_claim_decided_before_is_not_meant(api: Api, happened_on: str, published_on: str, same: bool) -> None:
    claim = api.add_claim(FIRST)
    api.move(claim, "resolution", {"outcome": "fulfilled", "happened_on": happened_on})

    again = api.add(AGAIN.replace("on Friday", "on March 6"), published_on=published_on)

    assert (_claim_ids(again) == [claim["id"]]) is same


def test_a_dismissed_claim_is_not_meant(api: Api) -> None:
    claim = api.add_claim(FIRST)
    api.move(claim, "dismissal", {"reason": "out_of_scope"})

    assert _claim_ids(api.add(AGAIN)) != [claim["id"]]


def test_of_articles_at_once_the_second_finds_what_the_first_made(api: Api) -> None:
    texts = [f"{FIRST} Report {number}." for number in range(8)]

    with ThreadPoolExecutor(8) as pool:
        articles = list(pool.map(lambda text: Api(api.http.application.test_client(), api.key).add(text), texts))

    assert len({claim_id for article in articles for claim_id in _claim_ids(article)}) == 1


class TestByHand:
    """Merging and splitting."""

    def test_two_claims_are_merged_with_events_on_both(self, api: Api) -> None:
        one, other = api.add_claim(FIRST), api.add_claim(OTHER)

        answer = api.move(other, "merge", {"into": one["id"], "note": "The same treaty."})

        assert answer.status_code == 200, answer.json
        assert (answer.json["id"], answer.json["mentions"]) == (one["id"], 2)
        gone = api.get(f"/v1/claims/{other['id']}").json
        assert (gone["status"], gone["dismissal"], gone["mentions"]) == ("dismissed", "duplicate", 0)
        types = [api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]["type"] for claim in (one, other)]
        assert types == ["claim.merged", "claim.dismissed"]
        assert len(api.get(f"/v1/claims/{one['id']}/mentions").json["data"]) == 2

    def test_a_merge_that_makes_no_sense(self, api: Api, api_on: Callable[[date], Api]) -> None:
        one, other = api.add_claim(FIRST), api.add_claim(OTHER)
        nobody = "01890000-0000-7000-8000-000000000000"

        assert api.move(one, "merge", {"into": one["id"]}).status_code == 422
        assert api.move(one, "merge", {"into": nobody}).status_code == 422
        assert api.move({**one, "version": 7}, "merge", {"into": other["id"]}).status_code == 412
        resolved = api.move(one, "resolution", {"outcome": "fulfilled"}).json
        assert api.move(resolved, "merge", {"into": other["id"]}).status_code == 409

    def test_a_mention_is_split_off_into_a_claim_of_its_own(self, api: Api) -> None:
        claim = api.add_claim(FIRST)
        again = api.add(AGAIN, published_on="2026-03-03")
        (found,) = [found for found in again["statements"] if found["claim_id"]]
        claim = api.get(f"/v1/claims/{claim['id']}").json

        answer = api.move(claim, "split", {"statement_id": found["id"]})

        assert answer.status_code == 201, answer.json
        born = answer.json
        assert (born["said_on"], born["mentions"], born["version"]) == ("2026-03-03", 1, 1)
        assert api.get(f"/v1/claims/{claim['id']}").json["mentions"] == 1
        types = [api.get(f"/v1/claims/{each['id']}/events").json["data"][-1]["type"] for each in (claim, born)]
        assert types == ["claim.split", "claim.created"]
        assert api.get(f"/v1/articles/{again['id']}").json["statements"][0]["claim_id"] == born["id"]

    def test_the_only_mention_stays(self, api: Api) -> None:
        article = api.add(FIRST)
        (found,) = [found for found in article["statements"] if found["claim_id"]]
        claim = api.get(f"/v1/claims/{found['claim_id']}").json

        assert api.move(claim, "split", {"statement_id": found["id"]}).status_code == 422
        assert api.move(claim, "split", {"statement_id": claim["id"]}).status_code == 422

"""Corrections over HTTP: what people put right, what follows from it, and that it stays."""

from collections.abc import Callable
from typing import Any

import pytest

from service.bootstrap import Services
from service.domain.key import Scope
from service.store.database import Database
from service.usecases.audit import audit
from tests.api import Api
from tests.cli.test_reread import everything
from tests.hands import Hands
from tests.http.test_by_hand import _correct
from tests.http.test_evidence import REPORTED, STATED, evidence_of
from tests.http.test_proposals import now, propose

OTHERS: dict[str, Any] = {
    "text": "Elin Haugmo signs the treaty on Friday.",
    "due": "2026-03-20",
    "review_on": "2026-03-08",
    "tags": ["fish", "treaty"],
    "speaker": "Rolf Berg",
    "outlet": "The Courier",
    "modality": "expectation",
    "polarity": "negative",
    "conditional": True,
}


def last_event(api: Api, claim: dict[str, Any]) -> dict[str, Any]:
    event: dict[str, Any] = api.get(f"/v1/claims/{claim['id']}/events").json["data"][-1]
    return event


def corrected(api: Api, claim: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = _correct(api, now(api, claim), body)
    assert answer.status_code == 200, answer.json
    told: dict[str, Any] = answer.json
    return told


@pytest.mark.parametrize("name", OTHERS)
def test_each_field_is_put_right_in_the_open(api: Api, name: str, database: Database) -> None:
    claim = api.add_claim(STATED, outlet="The Post")

    after = corrected(api, claim, **{name: OTHERS[name]}, note="As the minutes have it.")

    assert (after[name], after["version"]) == (OTHERS[name], 2)
    event = last_event(api, claim)
    assert (event["type"], event["actor"], event["reason"]) == ("claim.corrected", "tester", "As the minutes have it.")
    assert event["data"]["fields"] == [name]
    assert (event["data"]["before"][name], event["data"]["after"][name]) == (claim[name], OTHERS[name])
    assert now(api, claim) == after
    followed = {"due": {"review_on"}, "text": {"clause", "head"}, "speaker": {"speaker_entity_id"}}.get(name, set())
    kept = claim.keys() - {name, "version", "updated_at", *followed}
    assert {one: after[one] for one in kept} == {one: claim[one] for one in kept}
    assert audit(database) == []


def test_who_speaks_follows_the_speaker(api: Api) -> None:
    claim = api.add_claim(STATED)

    after = corrected(api, claim, speaker="Rolf Berg")

    assert api.get(f"/v1/entities/{after['speaker_entity_id']}").json["name"] == "Rolf Berg"
    assert corrected(api, claim, speaker=None)["speaker_entity_id"] is None


def test_all_at_once_are_one_version(api: Api) -> None:
    claim = api.add_claim(STATED)

    after = corrected(api, claim, **OTHERS)

    assert {name: after[name] for name in OTHERS} == OTHERS
    assert (after["version"], last_event(api, claim)["data"]["fields"]) == (2, sorted(OTHERS))


def test_the_past_shows_what_stood_before(services: Services, key_for: Callable[..., str]) -> None:
    hands = Hands(services, key_for(Scope.ADMIN))
    claim = hands.api.add_claim(STATED)
    hands.wait(60)
    corrected(hands.api, claim, **OTHERS)
    hands.wait(60)
    corrected(hands.api, claim, speaker=None, modality="demand")

    first, second = (
        hands.api.get(f"/v1/claims/{claim['id']}", query_string={"as_of": instant}).json
        for instant in ("2026-03-10T12:00:30Z", "2026-03-10T12:01:30Z")
    )

    assert first == {**claim, "clause": first["clause"]}
    assert {name: second[name] for name in OTHERS} == OTHERS


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1_001}, "text"),
        ({"text": "x" * 1_000_000}, "text"),
        ({"speaker": ""}, "speaker"),
        ({"speaker": "\u0000"}, "speaker"),
        ({"outlet": "x" * 201}, "outlet"),
        ({"due": "2026-03-01"}, "due"),
        ({"review_on": "2026-03-01"}, "review_on"),
        ({"review_on": None}, "review_on"),
        ({"modality": "wish"}, "modality"),
        ({"modality": None}, "modality"),
        ({"polarity": "neutral"}, "polarity"),
        ({"conditional": "yes"}, "conditional"),
        ({"note": "Why?"}, ""),
        ({"note": "x" * 10_001}, "note"),
        ({"said_on": "2026-03-01"}, "said_on"),
        ({}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    api: Api, database: Database, body: dict[str, Any], field: str
) -> None:
    claim = api.add_claim(STATED)
    before = everything(database)

    answer = _correct(
        api, claim, {**body, **({"speaker": "Rolf Berg"} if body and field not in ("", "speaker") else {})}
    )

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert everything(database) == before


def test_a_version_that_is_past_is_refused_and_nothing_changes(api: Api, database: Database) -> None:
    claim = api.add_claim(STATED)
    corrected(api, claim, speaker="Rolf Berg")
    before = everything(database)

    assert _correct(api, claim, {"speaker": "Nobody"}).json["code"] == "stale_version"
    assert everything(database) == before


class TestDates:
    """The review day follows the dates, unless somebody has set it."""

    def test_it_follows_a_due_date_and_a_modality(self, api: Api) -> None:
        claim = api.add_claim("The ministers will open the bridge.")
        assert claim["due"] is None

        assert corrected(api, claim, modality="scheduled")["review_on"] == "2026-04-01"
        assert corrected(api, claim, due="2026-05-05")["review_on"] == "2026-05-06"
        assert corrected(api, claim, modality="demand")["review_on"] == "2026-05-06"
        assert last_event(api, claim)["data"]["before"] == {"modality": "scheduled"}

    def test_one_that_was_set_by_hand_stays(self, api: Api) -> None:
        claim = api.add_claim("The ministers will open the bridge.")

        assert corrected(api, claim, review_on="2026-04-04")["review_on"] == "2026-04-04"
        assert corrected(api, claim, due="2026-05-05")["review_on"] == "2026-04-04"
        assert corrected(api, claim, due="2026-06-05", review_on="2026-06-06")["review_on"] == "2026-06-06"
        assert corrected(api, claim, due="2026-07-05")["review_on"] == "2026-07-06"

    def test_the_sweep_heeds_it(self, api: Api) -> None:
        claim = api.add_claim("The ministers will open the bridge.")
        corrected(api, claim, review_on="2026-03-10")

        api.post("/v1/sweeps")

        assert now(api, claim)["status"] == "due"


class TestResolved:
    """A decision stands on the claim as it was stated."""

    def test_its_polarity_stays(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        resolved = api.move(claim, "resolution", {"outcome": "fulfilled", "happened_on": "2026-03-06"}).json

        answer = _correct(api, resolved, {"polarity": "negative"})

        ((error),) = answer.json["errors"]
        assert (answer.status_code, error["field"]) == (422, "polarity")
        assert "reopen it first" in error["message"]
        assert now(api, claim) == resolved

    def test_the_rest_is_put_right(self, api: Api, database: Database) -> None:
        resolved = api.move(api.add_claim(STATED), "resolution", {"outcome": "fulfilled"}).json

        after = corrected(api, resolved, **{name: OTHERS[name] for name in OTHERS if name != "polarity"})

        assert (after["status"], after["resolution"], after["speaker"]) == (
            "resolved",
            resolved["resolution"],
            "Rolf Berg",
        )
        assert audit(database) == []


class TestMeaning:
    """What a claim is found by, its evidence and the scorecard follow what it says now."""

    def test_articles_meet_it_by_what_it_says_now(self, api: Api) -> None:
        claim = api.add_claim("Elin Haugmo will sign the fisheries treaty with Ostland on Friday.")
        corrected(api, claim, text="Elin Haugmo will sign the extradition treaty with Westmark on Friday.")

        again = api.add("Elin Haugmo is expected to sign the extradition treaty with Westmark on Friday, aides said.")
        old = api.add("Elin Haugmo is expected to sign the fisheries treaty with Ostland on Friday, aides said.")

        assert [one["claim_id"] for one in again["statements"]] == [claim["id"]]
        assert [one["claim_id"] == claim["id"] for one in old["statements"]] == [False]

    @pytest.mark.parametrize("change", [{"due": "2026-03-13"}, {"polarity": "negative"}, {"conditional": True}])
    def test_a_mention_says_the_same_as_the_claim_does_now(self, api: Api, change: dict[str, Any]) -> None:
        claim = api.add_claim(STATED)
        corrected(api, claim, **change)

        again = api.add("Elin Haugmo is expected to sign the fisheries treaty with Ostland on Friday, aides said.")

        assert [one["claim_id"] == claim["id"] for one in again["statements"]] == [False]

    def test_evidence_is_weighed_by_what_it_says_now(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")

        corrected(api, claim, polarity="negative")

        assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["not_fulfilled"]

    def test_evidence_of_what_it_said_is_gone(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")

        corrected(api, claim, text="The mayor of Porto Verde will open a swimming pool on Friday.")

        assert evidence_of(api, claim) == []
        api.add("The mayor of Porto Verde opened a swimming pool on Friday.", published_on="2026-03-07")
        assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["fulfilled"]

    def test_candidates_follow(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add("The mayor of Porto Verde opened a swimming pool on Friday.", published_on="2026-03-07")
        assert api.get(f"/v1/claims/{claim['id']}/candidates").json["data"] == []

        corrected(api, claim, text="The mayor of Porto Verde will open a swimming pool on Friday.")

        (found,) = api.get(f"/v1/claims/{claim['id']}/candidates").json["data"]
        assert "swimming pool" in found["sentence"]

    def test_the_sweep_takes_back_what_it_proposed_and_proposes_anew(self, api: Api, database: Database) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")
        api.post("/v1/sweeps")
        assert now(api, claim)["proposal"]["outcome"] == "fulfilled"

        after = corrected(api, claim, polarity="negative")

        assert (after["status"], after["proposal"]) == ("due", None)
        assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["not_fulfilled"]
        api.post("/v1/sweeps")
        assert now(api, claim)["proposal"]["outcome"] == "not_fulfilled"
        verdicts = [one["verdict"] for one in api.get(f"/v1/claims/{claim['id']}/proposals").json["data"]]
        assert verdicts == ["superseded", None]
        assert audit(database) == []

    def test_evidence_that_was_cited_counts_for_nothing_where_it_says_nothing_now(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")
        api.post("/v1/sweeps")

        corrected(api, claim, text="The mayor of Porto Verde will open a swimming pool on Friday.")
        api.post("/v1/sweeps")

        assert now(api, claim)["status"] == "due"
        assert [(piece["score"], piece["reasons"]) for piece in evidence_of(api, claim)] == [(0, [])]

    def test_what_people_proposed_waits_on(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")
        api.post("/v1/sweeps")
        mine = propose(api, now(api, claim), "not_fulfilled")

        after = corrected(api, claim, due="2026-03-05")

        assert (after["status"], after["proposal"]["id"]) == ("proposed", mine["id"])

    def test_tags_leave_evidence_and_proposals_alone(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.add(REPORTED, published_on="2026-03-07")
        api.post("/v1/sweeps")
        before = now(api, claim)

        after = corrected(api, claim, tags=["fish"], outlet="The Courier", review_on="2026-03-09")

        assert (after["status"], after["proposal"]) == ("proposed", before["proposal"])

    def test_the_scorecard_counts_it_where_it_belongs(self, api: Api) -> None:
        claim = api.add_claim(STATED)
        api.move(claim, "resolution", {"outcome": "fulfilled"})

        corrected(api, claim, speaker="Rolf Berg", outlet="The Courier", modality="demand")

        for by, name in (("speaker", "Rolf Berg"), ("outlet", "The Courier"), ("modality", "demand")):
            (score,) = api.get(f"/v1/scorecard?by={by}").json["data"]
            assert (score["name"], score["fulfilled"]) == (name, 1)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Elin Haugmo will finally sign the treaty.", "sign"),
        ("A sign: Elin Haugmo will sign the treaty.", "sign"),
        ("Elin Haugmo will ratify the treaty.", "ratify"),
        ("No designs on anything.", None),
    ],
)
def test_the_main_word_is_one_of_the_words(api: Api, text: str, head: str | None) -> None:
    assert corrected(api, api.add_claim(STATED), text=text)["head"] == head

"""Threads over HTTP: claims that move one another, by rules where sure and by hand always, and what contradicts."""

import random
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from service.store.database import Database
from service.usecases.audit import audit
from tests.api import Api
from tests.cli.test_reread import everything
from tests.http.test_by_hand import _correct
from tests.http.test_proposals import now

SAID = "Elin Haugmo"


def enter(api: Api, said_on: str = "2026-03-02", due: str | None = None, **values: Any) -> dict[str, Any]:
    body = {"text": "The bridge will open.", "said_on": said_on, "modality": "commitment", "due": due, "speaker": SAID}
    answer = api.post("/v1/claims", {**body, **values})
    assert answer.status_code == 201, answer.json
    claim: dict[str, Any] = answer.json
    return claim


def tie(api: Api, claim: dict[str, Any], relation: str, other: dict[str, Any], **body: Any) -> TestResponse:
    return api.move(now(api, claim), "links", {"relation": relation, "claim_id": other["id"], **body})


def untie(api: Api, claim: dict[str, Any], other: dict[str, Any]) -> TestResponse:
    tag = {"If-Match": f'"{now(api, claim)["version"]}"'}
    return api.delete(f"/v1/claims/{claim['id']}/links/{other['id']}", headers=tag)


def thread(api: Api, claim: dict[str, Any]) -> dict[str, Any]:
    answer = api.get(f"/v1/claims/{claim['id']}/thread")
    assert answer.status_code == 200, answer.json
    told: dict[str, Any] = answer.json
    return told


def moved(api: Api) -> list[dict[str, Any]]:
    """Three claims, each of which puts off the one before."""
    told = [enter(api, *days) for days in (("2026-03-02", "2026-03-20"), ("2026-03-05", "2026-04-20"))]
    told.append(enter(api, "2026-03-09", "2026-06-20"))
    assert tie(api, told[1], "reschedules", told[0]).status_code == 200
    assert tie(api, told[2], "reschedules", told[1], note="As she said.").status_code == 200
    return told


def test_a_thread_is_in_the_order_of_statement_with_its_slips(api: Api, database: Database) -> None:
    first, second, third = moved(api)

    for one in (first, second, third):
        told = thread(api, one)
        assert [member["claim"]["id"] for member in told["data"]] == [first["id"], second["id"], third["id"]]
        assert [member["slip_days"] for member in told["data"]] == [None, 31, 61]
        assert (told["first"], told["newest"], told["slips"], told["slip_days"]) == (first["id"], third["id"], 2, 92)
    links = [member["link"] for member in told["data"]]
    assert links[0] is None
    assert {name: links[2][name] for name in ("relation", "claim_id", "other_id", "matched_by", "by")} == {
        "relation": "reschedules", "claim_id": third["id"], "other_id": second["id"], "matched_by": [], "by": "tester",
    }  # fmt: skip
    assert now(api, first)["due"] == "2026-03-20"
    assert audit(database) == []


def test_each_link_is_an_event_of_both(api: Api) -> None:
    first, second, third = moved(api)
    assert untie(api, second, third).status_code == 200

    told = [
        [(event["type"], event["reason"]) for event in api.get(f"/v1/claims/{one['id']}/events").json["data"][1:]]
        for one in (first, second, third)
    ]
    linked, unlinked = ("claim.linked", None), ("claim.unlinked", None)
    assert told == [[linked], [linked, linked, unlinked], [("claim.linked", "As she said."), unlinked]]
    last = api.get(f"/v1/claims/{third['id']}/events").json["data"][-1]
    assert last["data"] == {"relation": "reschedules", "claim_id": third["id"], "other_id": second["id"]}
    assert [member["claim"]["id"] for member in thread(api, first)["data"]] == [first["id"], second["id"]]


def test_a_claim_by_itself_is_a_thread_of_one(api: Api) -> None:
    claim = enter(api, due="2026-03-20")

    told = thread(api, claim)

    assert [(one["claim"]["id"], one["link"], one["slip_days"]) for one in told["data"]] == [(claim["id"], None, None)]
    assert (told["first"], told["newest"], told["slips"], told["slip_days"]) == (claim["id"], claim["id"], 0, 0)


def test_what_is_dismissed_stays_and_counts_for_nothing(api: Api) -> None:
    first, second, third = moved(api)
    api.move(now(api, second), "dismissal", {"reason": "not_a_claim"})

    told = thread(api, third)

    assert [member["slip_days"] for member in told["data"]] == [None, None, 92]
    assert (told["slips"], told["slip_days"]) == (1, 92)
    api.move(now(api, second), "reopening", {})
    assert [member["slip_days"] for member in thread(api, third)["data"]] == [None, 31, 61]
    api.move(now(api, first), "dismissal", {"reason": "not_a_claim"})
    assert (thread(api, third)["first"], thread(api, third)["slip_days"]) == (second["id"], 61)


def test_who_contradicts_stands_beside_the_thread(api: Api) -> None:
    first, second, _ = moved(api)
    other = enter(api, speaker="Rolf Berg", text="The bridge will not open.", polarity="negative")

    assert tie(api, other, "contradicts", second).status_code == 200

    (found,) = thread(api, first)["contradictions"]
    assert (found["claim_id"], found["other_id"]) == (other["id"], second["id"])
    assert [member["claim"]["id"] for member in thread(api, other)["data"]] == [other["id"]]


IMPOSSIBLE: dict[str, tuple[Callable[[Api], tuple[Any, str, Any]], int, str]] = {
    "itself": (lambda api: (one := enter(api), "reschedules", one), 422, "claim_id"),
    "a later one": (lambda api: (enter(api), "reschedules", enter(api, "2026-03-05")), 422, "claim_id"),
    "a circle": (lambda api: ((told := moved(api))[0], "reschedules", told[2]), 422, "claim_id"),
    "twice": (lambda api: ((told := moved(api))[1], "reschedules", told[0]), 409, "link_known"),
    "twice, otherwise": (lambda api: ((told := moved(api))[0], "contradicts", told[1]), 409, "link_known"),
    "two": (lambda api: ((told := moved(api))[2], "revises", told[0]), 409, "moves_another"),
    "one that is moved": (lambda api: (enter(api, "2026-03-09"), "revises", moved(api)[0]), 409, "moved_already"),
    "one speaker": (lambda api: (enter(api), "contradicts", enter(api, speaker="ELIN haugmo")), 422, "relation"),
    "nobody": (lambda api: (enter(api), "revises", {"id": str(uuid4())}), 422, "claim_id"),
    "no relation": (lambda api: (enter(api), "follows", enter(api)), 422, "relation"),
    "a dismissed one": (lambda api: (enter(api, "2026-03-05"), "revises", _dismissed(api)), 422, "claim_id"),
    "by a dismissed one": (lambda api: (_dismissed(api), "contradicts", enter(api, speaker="x")), 422, "claim_id"),
}


def _dismissed(api: Api) -> dict[str, Any]:
    gone: dict[str, Any] = api.move(enter(api), "dismissal", {"reason": "out_of_scope"}).json
    return gone


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_be_tied_is_refused_and_nothing_changes(api: Api, database: Database, case: str) -> None:
    make, status, told = IMPOSSIBLE[case]
    claim, relation, other = make(api)
    before = everything(database)

    answer = tie(api, claim, relation, other)

    assert answer.status_code == status, answer.json
    assert told in (answer.json["code"], *(error["field"] for error in answer.json.get("errors", ())))
    assert everything(database) == before


def test_a_link_needs_the_version_that_was_read(api: Api) -> None:
    first, second, third = moved(api)
    body = {"relation": "contradicts", "claim_id": second["id"]}

    assert api.move(third, "links", body).json["code"] == "stale_version"
    assert api.post(f"/v1/claims/{third['id']}/links", body).status_code == 428
    assert api.delete(f"/v1/claims/{third['id']}/links/{second['id']}").status_code == 428
    assert untie(api, third, first).json["code"] == "link_not_found"
    assert api.get(f"/v1/claims/{uuid4()}/thread").json["code"] == "claim_not_found"


def test_a_speaker_does_not_come_to_contradict_himself(api: Api) -> None:
    one, other = enter(api), enter(api, speaker="Rolf Berg")
    tie(api, one, "contradicts", other)

    answer = _correct(api, now(api, other), {"speaker": "elin haugmo"})

    assert (answer.status_code, answer.json["code"]) == (409, "stays_linked")
    assert _correct(api, now(api, other), {"speaker": "Anna Berg"}).status_code == 200


def test_a_merge_hands_the_links_over(api: Api, database: Database) -> None:
    first, second, third = moved(api)
    twin = enter(api, "2026-03-06", "2026-04-20")

    merged = api.move(now(api, second), "merge", {"into": twin["id"]})

    assert merged.status_code == 200, merged.json
    assert merged.json == now(api, twin)
    told = thread(api, first)
    assert [member["claim"]["id"] for member in told["data"]] == [first["id"], twin["id"], third["id"]]
    assert [member["slip_days"] for member in told["data"]] == [None, 31, 61]
    assert audit(database) == []


class TestScorecard:
    """A thread is counted once, by its first promise; slips are told."""

    def test_of_a_thread_the_first_promise_counts(self, api: Api) -> None:
        first, second, third = moved(api)
        enter(api, due="2026-03-08")
        api.move(now(api, first), "resolution", {"outcome": "not_fulfilled"})
        api.move(now(api, third), "resolution", {"outcome": "fulfilled_in_part"})

        for by in ("speaker", "modality"):
            (score,) = api.get(f"/v1/scorecard?by={by}").json["data"]
            assert (score["stated"], score["resolved"], score["not_fulfilled"]) == (2, 1, 1)
            assert (score["slips"], score["median_slip_days"]) == (2, 46)
        untie(api, second, first)
        (score,) = api.get("/v1/scorecard").json["data"]
        assert (score["stated"], score["slips"], score["median_slip_days"]) == (3, 1, 61)

    @pytest.mark.parametrize(("gone", "stated", "slips"), [((0,), 1, 1), ((1,), 1, 0), ((0, 1), 1, 0), ((2,), 1, 1)])
    def test_dismissed_claims_count_nowhere(self, api: Api, gone: tuple[int, ...], stated: int, slips: int) -> None:
        told = moved(api)
        for place in gone:
            api.move(now(api, told[place]), "dismissal", {"reason": "out_of_scope"})

        (score,) = api.get("/v1/scorecard").json["data"]

        assert (score["stated"], score["slips"]) == (stated, slips)

    def test_what_contradicts_is_counted_by_itself(self, api: Api) -> None:
        tie(api, enter(api), "contradicts", enter(api, speaker="Rolf Berg"))

        assert [score["stated"] for score in api.get("/v1/scorecard").json["data"]] == [1, 1]


FIRST = "Elin Haugmo said she will open the Tarn bridge in Listvik on March 20."
RULES: list[tuple[str, str, list[str] | None]] = [
    (FIRST, "Elin Haugmo said she will now open the Tarn bridge in Listvik on June 20.", ["reschedules"]),
    (FIRST, "Elin Haugmo said she will instead open the Tarn bridge in Listvik on June 20.", ["reschedules"]),
    (FIRST, "Elin Haugmo said she will open the Tarn bridge in Listvik on June 20.", None),
    (FIRST, "Elin Haugmo said she will now open the Norvik tunnel on June 20.", None),
    (FIRST, "Rolf Berg said Elin Haugmo will now open the Tarn bridge in Listvik on June 20.", None),
    (FIRST, "Elin Haugmo said she will now close the Tarn bridge in Listvik on June 20.", None),
    (FIRST, "Elin Haugmo said she will not now open the Tarn bridge in Listvik on June 20.", None),
    (
        "Norfrakt will hire 400 drivers by June 20, said Elin Haugmo.",
        "Norfrakt will now hire 250 drivers by June 20, said Elin Haugmo.",
        ["revises"],
    ),
]


@pytest.mark.parametrize(("before", "after", "relations"), RULES)
def test_rules_tie_what_is_told_as_new_by_the_same_speaker(
    api: Api, database: Database, before: str, after: str, relations: list[str] | None
) -> None:
    earlier = api.add_claim(before, outlet="The Post")
    later = api.add_claim(after, published_on="2026-03-08", outlet="The Post")
    assert later["id"] != earlier["id"]

    told = thread(api, later)["data"]

    assert [one["link"]["relation"] for one in told if one["link"]] == (relations or [])
    if relations:
        assert [one["claim"]["id"] for one in told] == [earlier["id"], later["id"]]
        assert told[1]["link"]["matched_by"]
        assert now(api, earlier)["due"] == earlier["due"]
    assert audit(database) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_the_invariants_hold(api: Api, database: Database, seed: int) -> None:
    """Any sequence of links, unlinks, corrections, merges and moves; what is refused changes nothing."""
    chance = random.Random(seed)
    told = [
        enter(api, f"2026-03-0{1 + place % 5}", f"2026-04-{10 + place}", speaker=("A", "B", None)[place % 3])
        for place in range(6)
    ]
    refused = 0
    for _ in range(60):
        one, other = chance.choice(told), chance.choice(told)
        answer = chance.choice(ACTS)(api, chance, now(api, one), other)
        assert answer.status_code in (200, 404, 409, 422), answer.json
        refused += answer.status_code != 200
        _check(api, told)
    assert 0 < refused < 60
    assert audit(database) == []


ACTS: list[Callable[[Api, random.Random, dict[str, Any], dict[str, Any]], TestResponse]] = [
    *[lambda api, chance, one, other: tie(api, one, chance.choice(("reschedules", "revises", "contradicts")), other)]
    * 3,
    lambda api, chance, one, other: untie(api, one, other),
    lambda api, chance, one, other: _correct(api, one, {"speaker": chance.choice(("A", "B", "C"))}),
    lambda api, chance, one, other: _correct(api, one, {"due": chance.choice(("2026-05-01", "2026-06-01", None))}),
    lambda api, chance, one, other: api.move(one, "dismissal", {"reason": "out_of_scope"}),
    lambda api, chance, one, other: api.move(one, "reopening", {}),
    lambda api, chance, one, other: api.move(one, "resolution", {"outcome": "not_fulfilled"}),
    lambda api, chance, one, other: api.move(one, "merge", {"into": other["id"]}),
]


def _check(api: Api, told: list[dict[str, Any]]) -> None:
    """Each thread reads the same from each of its members, leads back in time, and counts once."""
    firsts = set()
    for one in told:
        found = thread(api, one)
        by_id = {member["claim"]["id"]: member["claim"] for member in found["data"]}
        assert one["id"] in by_id
        for member in found["data"]:
            if member["link"]:
                earlier, later = by_id[member["link"]["other_id"]], member["claim"]
                assert (earlier["said_on"], earlier["id"]) < (later["said_on"], later["id"])
        if by_id[found["first"]]["status"] != "dismissed":
            firsts.add(found["first"])
    scores = api.get("/v1/scorecard?by=modality").json["data"]
    assert sum(score["stated"] for score in scores) == len(firsts)

"""Candidates over HTTP: the later sentences that have to do with a claim, whichever of the two comes first."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.api import PUBLISHED, Api

STATED = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."
INDIRECT = "Haugmo's signature now stands under the treaty that Ostland had waited for."
LATER = "2026-03-09"
NOISE = (
    "The mayor of Porto Verde opened a swimming pool on Saturday. Children sang.",
    "The central bank of Corvania left its rate unchanged. Analysts had expected a cut.",
    "Two trains collided near Tessel. Nobody was hurt.",
)


def candidates_of(api: Api, claim: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    answer = api.get(f"/v1/claims/{claim['id']}/candidates", query_string=query)
    assert answer.status_code == 200, answer.json
    rows: list[dict[str, Any]] = answer.json["data"]
    return rows


def sentences(found: list[dict[str, Any]]) -> list[str]:
    return [one["sentence"] for one in found]


def add_noise(api: Api) -> None:
    for text in NOISE:
        api.add(text, published_on=LATER)


@pytest.mark.parametrize("first", ["claim", "article"])
def test_a_sentence_in_other_words_is_found_in_either_order_of_arrival(api: Api, first: str) -> None:
    if first == "article":
        api.add(f"It rained in Listvik. {INDIRECT}", published_on=LATER, url="https://news.example/treaty")
    claim = api.add_claim(STATED)
    if first == "claim":
        api.add(f"It rained in Listvik. {INDIRECT}", published_on=LATER, url="https://news.example/treaty")
    add_noise(api)

    found = candidates_of(api, claim)[0]

    assert found["sentence"] == INDIRECT
    assert (found["start"], found["end"]) == (22, 22 + len(INDIRECT))
    assert (found["article"]["url"], found["article"]["published_on"]) == ("https://news.example/treaty", LATER)
    assert found["reasons"] == [
        "event: signature",
        "names: Elin Haugmo, Ostland",
        "things: treaty",
        "time: published 3 days after it was due",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Elin Haugmo signed the fisheries treaty with Ostland on Friday.", "event: signed"),
        ("Ostland and President Haugmo inked their treaty on fish.", "event: inked"),
        ("The fisheries treaty with Ostland was postponed to June, Elin Haugmo said.", "the plan: postponed"),
        ("Elin Haugmo will now sign the fisheries treaty with Ostland on June 20.", "event: sign"),
        ("“I signed it,” Elin Haugmo told reporters about the treaty with Ostland.", "event: signed"),
    ],
    ids=["a result", "another word", "what became of the plan", "an outcome that moves it", "an act of speech"],
)
def test_what_is_a_candidate_and_why(api: Api, text: str, reason: str) -> None:
    claim = api.add_claim(STATED)
    api.add(text, published_on=LATER)
    add_noise(api)

    found = candidates_of(api, claim)[0]

    assert found["sentence"] == text
    assert reason in found["reasons"]


def test_a_candidate_has_the_statement_in_it_or_none(api: Api) -> None:
    claim = api.add_claim(STATED)
    later = api.add(
        "Elin Haugmo signed the fisheries treaty with Ostland on Friday. No doubt about the treaty with Ostland now.",
        published_on=LATER,
    )

    with_statement, without = candidates_of(api, claim)

    assert with_statement["statement"] == later["statements"][0]
    assert without["statement"] is None


@pytest.mark.parametrize(
    ("text", "published_on"),
    [("Elin Haugmo signed the fisheries treaty with Ostland.", "2026-02-27"), (NOISE[0], LATER)],
    ids=["published before the claim", "of other people and things"],
)
def test_what_is_no_candidate(api: Api, text: str, published_on: str) -> None:
    claim = api.add_claim(STATED)
    api.add(text, published_on=published_on)

    assert candidates_of(api, claim) == []


def test_the_claim_stated_again_is_no_candidate_nor_is_its_own_article(api: Api) -> None:
    claim = api.add_claim(f"{STATED} Elin Haugmo met fishermen.")
    again = api.add(f"{STATED} Snow fell.", published_on="2026-03-03")

    assert again["statements"][0]["claim_id"] == claim["id"]
    assert [(one["sentence"], one["reasons"]) for one in candidates_of(api, claim)] == [
        ("Snow fell.", ["its article: Elin Haugmo, Ostland, Listvik"])
    ]


def test_one_sentence_of_many_articles_is_shown_once(api: Api) -> None:
    claim = api.add_claim(STATED)
    for place in ("Listvik", "Tessel", "Porto Verde"):
        api.add(f"{INDIRECT} It rained in {place}.", published_on=LATER)

    assert sentences(candidates_of(api, claim)).count(INDIRECT) == 1


def test_a_claim_by_hand_finds_candidates_by_its_own_words(api: Api) -> None:
    api.add(INDIRECT, published_on=LATER)
    add_noise(api)
    body = {"text": STATED, "head": "sign", "said_on": PUBLISHED, "modality": "scheduled", "due": "2026-03-06"}

    claim = api.post("/v1/claims", body).json

    assert sentences(candidates_of(api, claim))[0] == INDIRECT


def test_so_many_are_shown_as_are_asked_for(api: Api) -> None:
    claim = api.add_claim(STATED)
    api.add(" ".join(f"Elin Haugmo signed {count} copies of the treaty." for count in range(2, 40)), published_on=LATER)

    assert len(candidates_of(api, claim)) == 20
    assert len(candidates_of(api, claim, limit=3)) == 3
    assert api.get(f"/v1/claims/{claim['id']}/candidates?limit=101").status_code == 422
    assert api.get(f"/v1/claims/{uuid4()}/candidates").status_code == 404


def test_of_a_name_that_is_always_in_the_news_the_days_that_count_are_looked_at(api: Api) -> None:
    """A hundred articles share the claim's names; the one of its due day is neither among the first nor the last."""
    claim = api.add_claim("President Elin Haugmo will sign the fisheries treaty with Ostland on March 30.")
    first = date.fromisoformat(PUBLISHED)
    days = [first + timedelta(days=number % 60) for number in range(240)]
    for number, day in enumerate(days):
        api.add(f"Elin Haugmo spoke of Ostland, visit number {number}.", published_on=day.isoformat())
    api.add("Haugmo's signature is under the treaty.", published_on="2026-03-30")

    assert sentences(candidates_of(api, claim))[0] == "Haugmo's signature is under the treaty."


def test_a_candidate_proposes_nothing(api: Api) -> None:
    claim = api.add_claim(STATED)
    api.add(INDIRECT, published_on=LATER)

    assert candidates_of(api, claim)
    assert api.get(f"/v1/claims/{claim['id']}/proposals").json["data"] == []
    assert api.get(f"/v1/claims/{claim['id']}").json["version"] == claim["version"]


def test_nothing_of_a_withdrawn_article_is_shown(api: Api) -> None:
    claim = api.add_claim(STATED)
    later = api.add(INDIRECT, published_on=LATER)
    assert sentences(candidates_of(api, claim)) == [INDIRECT]

    api.post(f"/v1/articles/{later['id']}/withdrawal", {"reason": "Wrong."})

    assert candidates_of(api, claim) == []

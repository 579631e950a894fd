"""Evidence over HTTP: what results say of claims, whichever of the two comes first, and what is added by hand."""

from typing import Any

import pytest

from tests.api import Api

STATED = "President Elin Haugmo will sign the fisheries treaty with Ostland in Listvik on Friday."
REPORTED = "Elin Haugmo signed the fisheries treaty with Ostland in Listvik on Friday."
ELSEWHERE = "The mayor of Porto Verde opened a swimming pool on Friday."
QUOTED = {"quotation": "It was signed.", "url": "https://news.example/signed", "outcome": "fulfilled"}


def evidence_of(api: Api, claim: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = api.get(f"/v1/claims/{claim['id']}/evidence", query_string=query).json["data"]
    return rows


def test_a_later_result_is_evidence_with_its_reasons(api: Api) -> None:
    claim = api.add_claim(STATED)
    later = api.add(REPORTED, published_on="2026-03-07", url="https://news.example/treaty", title="Treaty signed")

    (piece,) = evidence_of(api, claim)

    assert (piece["outcome"], piece["happened_on"], piece["by"]) == ("fulfilled", "2026-03-06", "rules")
    assert 0.7 <= piece["score"] <= 1
    assert any(reason.startswith("who: ") for reason in piece["reasons"])
    assert any(reason.startswith("what: ") for reason in piece["reasons"])
    assert piece["statement"] == later["statements"][0]
    assert {name: piece["article"][name] for name in ("id", "title", "url", "published_on")} == {
        name: later[name] for name in ("id", "title", "url", "published_on")
    }


def test_the_reasons_are_data_with_offsets_in_both_articles(api: Api) -> None:
    stated, told = f"LISTVIK - Officials met. {STATED}", f"It rained. {REPORTED}"
    claim = api.add_claim(stated)
    api.add(told, published_on="2026-03-07")

    (piece,) = evidence_of(api, claim)

    grounds = piece["grounds"]
    parts = {part["part"]: part for part in grounds["parts"]}
    assert grounds["frame"] == "agreement.sign"
    assert list(parts) == ["event", "who", "what", "when", "where", "how_much"]
    assert _cut(parts["event"], stated, told) == ("same", ["sign"], ["signed"])
    assert _cut(parts["who"], stated, told) == (
        "same",
        ["President Elin Haugmo", "Ostland"],
        ["Elin Haugmo", "Ostland"],
    )
    assert _cut(parts["what"], stated, told) == ("same", ["fisheries", "treaty"], ["fisheries", "treaty"])
    assert _cut(parts["where"], stated, told) == ("same", ["Listvik"], ["Listvik"])
    assert [parts["when"]["relation"], parts["when"]["result"][0]["text"]] == ["in_time", "2026-03-06"]
    assert (parts["how_much"]["relation"], parts["how_much"]["claim"]) == ("not_named", [])
    bins = [(one["judged"], one["right"]) for one in api.get("/v1/calibration").json["dated"]]
    assert (grounds["judged"], grounds["right"]) in bins


def _cut(part: dict[str, Any], stated: str, told: str) -> tuple[str, list[str], list[str]]:
    """The relation, and what the offsets of both sides show in their articles."""
    sides = [(part["claim"], stated), (part["result"], told)]
    claim, result = ([text[one["start"] : one["end"]] for one in words] for words, text in sides)
    return part["relation"], claim, result


@pytest.mark.parametrize(
    ("stated", "told", "part", "relation"),
    [
        (STATED, REPORTED.replace("on Friday", "on March 9"), "when", "late"),
        (STATED, "Elin Haugmo cancelled the signing of the fisheries treaty with Ostland.", "event", "opposite"),
        (STATED, REPORTED.replace(" in Listvik", ""), "where", "not_named"),
    ],
)
def test_how_a_part_of_both_relates(api: Api, stated: str, told: str, part: str, relation: str) -> None:
    claim = api.add_claim(stated)
    api.add(told, published_on="2026-03-10")

    (piece,) = evidence_of(api, claim)

    assert {one["part"]: one["relation"] for one in piece["grounds"]["parts"]}[part] == relation


def test_a_claim_finds_the_later_result_that_came_before_it(api: Api) -> None:
    api.add(REPORTED, published_on="2026-03-07")
    claim = api.add_claim(STATED)

    assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["fulfilled"]


def test_a_claim_by_hand_finds_its_evidence(api: Api) -> None:
    api.add(REPORTED, published_on="2026-03-07")
    body = {"text": STATED, "said_on": "2026-03-02", "modality": "scheduled", "due": "2026-03-06"}

    claim = api.post("/v1/claims", body).json

    assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["fulfilled"]


@pytest.mark.parametrize(
    ("text", "published_on"),
    [
        (REPORTED, "2026-02-27"),
        (ELSEWHERE, "2026-03-07"),
        (f"Officials denied that {REPORTED}", "2026-03-07"),
        (REPORTED.replace("signed", "nearly signed"), "2026-03-07"),
    ],
    ids=["published before the claim", "of other people and things", "denied", "nearly so"],
)
def test_what_is_no_evidence(api: Api, text: str, published_on: str) -> None:
    claim = api.add_claim(STATED)
    api.add(text, published_on=published_on)

    assert evidence_of(api, claim) == []


def test_the_article_that_states_a_claim_does_not_decide_it(api: Api) -> None:
    claim = api.add_claim(f"{STATED} {REPORTED}")

    assert evidence_of(api, claim) == []


def test_a_decided_claim_gathers_nothing_until_it_is_taken_up_again(api: Api) -> None:
    resolved = api.move(api.add_claim(STATED), "resolution", {"outcome": "fulfilled"}).json
    api.add(REPORTED, published_on="2026-03-07")
    assert evidence_of(api, resolved) == []

    api.move(resolved, "reopening", {})
    api.add(REPORTED.replace("signed", "has signed"), published_on="2026-03-08")

    assert len(evidence_of(api, resolved)) == 1


def test_another_due_date_weighs_the_evidence_anew(api: Api) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    tag = {"If-Match": f'"{claim["version"]}"'}

    api.http.patch(
        f"/v1/claims/{claim['id']}",
        json={"due": "2026-03-04"},
        headers={"Authorization": f"Bearer {api.key}", **tag},
    )

    assert [piece["outcome"] for piece in evidence_of(api, claim)] == ["fulfilled_late"]


def test_evidence_by_hand_stands_before_what_the_rules_found(api: Api) -> None:
    claim = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    added = api.post(f"/v1/claims/{claim['id']}/evidence", {**QUOTED, "note": "Seen."})

    assert added.status_code == 201
    assert (added.json["score"], added.json["reasons"], added.json["by"]) == (None, ["Seen."], "tester")
    assert added.json["grounds"] is None
    assert [piece["by"] for piece in evidence_of(api, claim)] == ["tester", "rules"]
    first = api.get(f"/v1/claims/{claim['id']}/evidence?limit=1").json
    second = api.get(f"/v1/claims/{claim['id']}/evidence?limit=1&cursor={first['next']}").json
    assert [first["data"][0]["by"], second["data"][0]["by"], second["next"]] == ["tester", "rules", None]


def test_a_stored_statement_is_evidence_once(api: Api) -> None:
    claim = api.add_claim(STATED)
    statement = api.add(ELSEWHERE, published_on="2026-03-07")["statements"][0]
    body = {"statement_id": statement["id"], "outcome": "not_fulfilled"}

    first = api.post(f"/v1/claims/{claim['id']}/evidence", body)
    again = api.post(f"/v1/claims/{claim['id']}/evidence", body)

    assert (first.status_code, first.json["statement"]["id"]) == (201, statement["id"])
    assert (again.status_code, again.json["code"]) == (409, "evidence_known")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcome": "fulfilled"}, ""),
        ({"outcome": "fulfilled", "quotation": "It was signed."}, ""),
        ({**QUOTED, "statement_id": "019d2f4c-8a00-7000-8000-000000000001"}, ""),
        ({**QUOTED, "outcome": "unresolvable"}, "outcome"),
        ({**QUOTED, "url": "javascript:alert(1)"}, "url"),
        ({**QUOTED, "happened_on": "2027-01-01"}, "happened_on"),
        ({**QUOTED, "published_on": "1500-01-01"}, "published_on"),
        ({"statement_id": "019d2f4c-8a00-7000-8000-000000000001", "outcome": "fulfilled"}, "statement_id"),
    ],
)
def test_evidence_that_cannot_be_is_refused(api: Api, body: dict[str, Any], field: str) -> None:
    claim = api.add_claim(STATED)

    answer = api.post(f"/v1/claims/{claim['id']}/evidence", body)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert evidence_of(api, claim) == []


@pytest.mark.parametrize(
    ("second", "adds"),
    [
        (
            "Ostland and President Elin Haugmo signed their fisheries treaty in Listvik on Friday, after long talks.",
            True,
        ),
        (f"LISTVIK, March 6 (Agency) - {REPORTED} It took an hour.", False),
        (f"{REPORTED} Nobody else was there.", False),
    ],
    ids=["in its own words", "the same text with a dateline", "the same text with more behind it"],
)
def test_independent_reports_add_up_and_copies_count_once(api: Api, second: str, adds: bool) -> None:
    claim = api.add_claim(STATED)
    for text in (REPORTED, second):
        api.add(text, published_on="2026-03-07")
    api.post("/v1/sweeps", {})

    pieces = evidence_of(api, claim)
    proposal = api.get(f"/v1/claims/{claim['id']}").json["proposal"]

    best = max(piece["score"] for piece in pieces)
    assert len({piece["article"]["id"] for piece in pieces}) == 2
    odds = best / (1 - best)
    together = odds * odds / (1 + odds * odds)
    assert proposal["score"] == pytest.approx(together if adds else best)


def test_a_merged_claim_hands_its_evidence_on(api: Api) -> None:
    gone = api.add_claim(STATED)
    api.add(REPORTED, published_on="2026-03-07")
    api.post(f"/v1/claims/{gone['id']}/evidence", QUOTED)
    stays = api.post(
        "/v1/claims", {"text": "The pact will be inked.", "said_on": "2026-03-01", "modality": "scheduled"}
    ).json

    assert api.move(gone, "merge", {"into": stays["id"]}).status_code == 200

    assert [piece["by"] for piece in evidence_of(api, stays)] == ["tester", "rules"]
    assert evidence_of(api, gone) == []

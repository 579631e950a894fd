"""Persons and bodies: records made while articles are added, corrected, merged and split."""

from typing import Any

import pytest

from service.store.database import Database
from tests.api import Api

TRUMP = (
    "President Donald Trump will meet the Norvanian premier on Friday, Trump said. Trump said he will sign the accord"
    " on Friday. The United States will close its embassy in Listvik in May, President Trump said."
)
HAUGMO = "The transport minister, Elin Haugmo, said the bridge will open to traffic on March 20."
BERG = "Minister Elin Berg-Haugmo said the tunnel will open to traffic on April 20."


def entities(api: Api, **query: str) -> dict[str, dict[str, Any]]:
    """The entities, by name."""
    return {row["name"]: row for row in api.get("/v1/entities", query_string=query).json["data"]}


def change(api: Api, entity: dict[str, Any], tail: str, body: Any, *, version: int | None = None) -> Any:
    """The answer to a change of the entity."""
    method = api.patch if not tail else api.post
    headers = {"If-Match": f'"{version or entity["version"]}"'}
    return method(f"/v1/entities/{entity['id']}{tail}", body, headers=headers)


def test_all_forms_of_one_article_are_one_row(api: Api) -> None:
    article = api.add(TRUMP)
    (trump,) = (row for name, row in entities(api).items() if "Trump" in name)
    assert (trump["name"], trump["kind"]) == ("Donald Trump", "person")
    claims = api.get("/v1/claims").json["data"]
    assert {claim["speaker_entity_id"] for claim in claims if claim["speaker"]} == {trump["id"]}
    assert {one["speaker_entity_id"] for one in article["statements"] if one["speaker"]} == {trump["id"]}
    profile = api.get(f"/v1/entities/{trump['id']}").json
    assert profile["claims_stated"] == len([claim for claim in claims if claim["speaker"]])
    assert profile["roles"] == [{"role": "President", "articles": 1}]


def test_articles_share_records_and_lists_choose_by_them(api: Api) -> None:
    api.add(HAUGMO)
    api.add("Elin Haugmo said the ferry will be sold in May. Haugmo met Norway's Finance Ministry.")
    api.add("Haugmo said the museum will close in May.")  # a surname alone is nobody's
    haugmo = entities(api)["Elin Haugmo"]
    of_entity = api.get(f"/v1/claims?speaker_entity={haugmo['id']}").json["data"]
    assert [claim["speaker"] for claim in of_entity] == ["Elin Haugmo", "Elin Haugmo"]
    assert api.get(f"/v1/claims?entity={haugmo['id']}").json["data"] == of_entity
    everything = api.get("/v1/claims?speaker=Haugmo").json["data"]
    assert [claim["speaker_entity_id"] for claim in everything].count(None) == len(everything) - 2


def test_a_claim_entered_by_hand_has_its_speaker(api: Api) -> None:
    api.add(HAUGMO)
    body = {"text": "The lock will open in May.", "said_on": "2026-03-02", "modality": "scheduled"}
    claim = api.post("/v1/claims", {**body, "speaker": "Minister Elin Haugmo"}).json
    assert claim["speaker_entity_id"] == entities(api)["Elin Haugmo"]["id"]
    assert api.post("/v1/claims", {**body, "speaker": "officials"}).json["speaker_entity_id"] is None


def test_search_finds_words_of_names_and_kinds(api: Api) -> None:
    api.add(HAUGMO)
    api.add("Corvan Motors Ltd said it will close the plant in May.")
    assert list(entities(api, q="haugmo elin")) == ["Elin Haugmo"]
    assert list(entities(api, kind="body")) == ["Corvan Motors Ltd"]
    assert entities(api, q="nobody") == {}
    assert api.get("/v1/entities?kind=robot").status_code == 422


def test_a_merge_moves_claims_and_a_split_restores(api: Api) -> None:
    api.add(HAUGMO)
    api.add(BERG)
    before = entities(api)
    one, other = before["Elin Berg-Haugmo"], before["Elin Haugmo"]
    profile = api.get(f"/v1/entities/{one['id']}").json

    merged = change(api, one, "/merge", {"into": other["id"], "reason": "She has married."})
    assert merged.status_code == 200
    assert merged.json["claims_stated"] == 2
    assert merged.json["joined"] == [{"id": one["id"], "name": one["name"]}]
    claims = api.get(f"/v1/claims?speaker_entity={other['id']}").json["data"]
    assert {claim["speaker_entity_id"] for claim in claims} == {other["id"]}
    assert len(claims) == 2
    score = api.get("/v1/scorecard?by=entity").json["data"]
    assert [(row["name"], row["entity_id"], row["stated"]) for row in score] == [("Elin Haugmo", other["id"], 2)]
    api.add("Minister Elin Berg-Haugmo said the lock will open in June.")
    assert api.get(f"/v1/entities/{other['id']}").json["claims_stated"] == 3
    assert one["name"] not in entities(api)

    split = change(api, merged.json, "/split", {"entity_id": one["id"]})
    assert split.status_code == 200
    assert split.json["claims_stated"] == 2  # the one since is hers too
    same = ("name", "kind", "aliases", "note", "wikidata_id", "joined", "merged_into", "canonical_id")
    assert {name: split.json[name] for name in same} == {name: profile[name] for name in same}
    history = api.get(f"/v1/entities/{one['id']}/events").json["data"]
    assert [(line["type"], line["actor"], line["reason"]) for line in history] == [
        ("entity.merged", "tester", "She has married."),
        ("entity.split", "tester", None),
    ]


def test_a_correction_names_and_finds_anew(api: Api) -> None:
    api.add(HAUGMO)
    haugmo = entities(api)["Elin Haugmo"]
    body = {"aliases": ["Elin M. Haugmo", "the Iron Lady"], "kind": "person", "wikidata_id": "Q42", "note": "Minister."}
    done = change(api, haugmo, "", {**body, "reason": "Checked."})
    assert done.status_code == 200
    assert {name: done.json[name] for name in body} == {**body, "aliases": ["Elin M. Haugmo", "the Iron Lady"]}
    assert done.headers["ETag"] == '"2"'
    api.add("Elin M. Haugmo said the tunnel will open in May.")
    assert api.get(f"/v1/entities/{haugmo['id']}").json["claims_stated"] == 2
    assert change(api, haugmo, "", {"note": None}).status_code == 412
    again = change(api, done.json, "", body)
    assert again.json["version"] == 2  # nothing has changed


BAD: list[tuple[str, Any, int, str]] = [
    ("/merge", {"into": "self"}, 422, "invalid"),
    ("/merge", {"into": "01a2265c-78df-736a-a2b2-d538aec392b5"}, 422, "invalid"),
    ("/split", {"entity_id": "other"}, 422, "invalid"),
    ("", {"aliases": ["Corvan Motors"]}, 409, "alias_taken"),
    ("", {"name": "Corvan Motors"}, 409, "alias_taken"),
    ("", {"wikidata_id": "Q7"}, 409, "wikidata_id_taken"),
    ("", {"wikidata_id": "42"}, 422, "invalid"),
    ("", {"wikidata_id": "Q0"}, 422, "invalid"),
    ("", {"kind": "robot"}, 422, "invalid"),
    ("", {"note": "x" * 1_000_000}, 422, "invalid"),
    ("", {"aliases": ["x"] * 51}, 422, "invalid"),
    ("", {"reason": "No change."}, 422, "invalid"),
    ("", {"sex": "f"}, 422, "invalid"),
]


@pytest.mark.parametrize(("tail", "body", "status", "code"), BAD)
def test_what_cannot_be_is_refused_and_changes_nothing(
    api: Api, tail: str, body: dict[str, Any], status: int, code: str
) -> None:
    api.add(HAUGMO)
    api.add("Corvan Motors Ltd said it will close the plant in May.")
    named = entities(api)
    one, other = named["Elin Haugmo"], named["Corvan Motors Ltd"]
    change(api, other, "", {"wikidata_id": "Q7"})
    stands = [api.get(f"/v1/entities/{row['id']}").json for row in (one, other)]
    ids = {"self": one["id"], "other": other["id"]}
    answer = change(api, one, tail, {name: ids.get(str(value), value) for name, value in body.items()})
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert [api.get(f"/v1/entities/{row['id']}").json for row in (one, other)] == stands


def test_entities_are_not_merged_in_a_circle(api: Api) -> None:
    api.add(HAUGMO)
    api.add(BERG)
    named = entities(api)
    one, other = named["Elin Haugmo"], named["Elin Berg-Haugmo"]
    merged = change(api, one, "/merge", {"into": other["id"]}).json
    answer = change(api, merged, "/merge", {"into": one["id"]})
    assert (answer.status_code, answer.json["code"]) == (409, "entity_merged")
    again = change(api, one, "/merge", {"into": other["id"]}, version=2)
    assert (again.status_code, again.json["code"]) == (409, "entity_merged")


def test_names_that_only_a_withdrawn_article_has_go_with_it(api: Api, database: Database) -> None:
    gone = api.add("Minister Elin Haugmo said the bridge will open in May. Per Okafor will sell Corvan Motors Ltd.")
    api.add("Corvan Motors Ltd said it will close the plant in June.")
    haugmo = entities(api)["Elin Haugmo"]
    assert change(api, haugmo, "", {"note": "Words of ours."}).status_code == 200
    assert api.post(f"/v1/articles/{gone['id']}/withdrawal", {}).status_code == 200
    assert list(entities(api)) == ["Corvan Motors Ltd"]
    assert api.get(f"/v1/entities/{haugmo['id']}").json["code"] == "entity_not_found"
    with database.begin() as connection:
        for table in ("entity", "entity_alias", "entity_event", "entity_mention", "participant"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert not [row for row in rows if "Haugmo" in str(row) or "haugmo" in str(row) or "ours" in str(row)]


def test_webhooks_choose_by_entity(api: Api) -> None:
    api.add(HAUGMO)
    haugmo = entities(api)["Elin Haugmo"]
    body = {"url": "http://127.0.0.1/hook", "filter": {"speaker_entity": haugmo["id"]}}
    made = api.post("/v1/webhooks", body)
    assert made.status_code == 201
    assert made.json["filter"]["speaker_entity"] == haugmo["id"]
    api.add("Elin Haugmo said the ferry will be sold in May.")
    api.add("Per Okafor said the museum will close in May.")
    told = api.get(f"/v1/webhooks/{made.json['id']}/deliveries").json["data"]
    assert len(told) == 1

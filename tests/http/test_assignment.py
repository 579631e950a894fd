"""Who is to see to a claim, and what is written of it, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.domain.key import Scope
from service.store.database import Database
from service.usecases import members
from service.usecases.sweep import sweep
from tests.api import Api
from tests.conftest import NOW, TODAY
from tests.http.members import add_member, door_of, leave
from tests.http.test_withdrawal import ELSEWHERE, FIRST

NOBODY = "019dc5a0-0000-7000-8000-000000000001"


def assign(api: Api, claim: dict[str, Any], member: str | None) -> Any:
    """The answer to assigning the claim as it was read."""
    headers = {"Authorization": f"Bearer {api.key}", "If-Match": f'"{claim["version"]}"'}
    path = f"/v1/claims/{claim['id']}/assignee"
    if member is None:
        return api.http.delete(path, headers=headers)
    return api.http.put(path, json={"member": member}, headers=headers)


def test_a_claim_is_assigned_handed_on_and_given_up(api: Api) -> None:
    anna, ben = add_member(api), add_member(api, "Ben Moe")
    hers = door_of(api, anna)
    claim = api.add_claim()

    first = assign(api, claim, ben["mail"].upper()).json
    second = assign(hers, first, "me").json
    third = assign(hers, second, None).json

    assert (first["assignee"], first["assignee_id"]) == ("Ben Moe", ben["id"])
    assert (second["assignee"], second["assignee_id"]) == ("Anna Berg", anna["id"])
    assert (third["assignee"], third["assignee_id"]) == (None, None)
    events = api.get(f"/v1/claims/{claim['id']}/events").json["data"][1:]
    assert [(event["type"], event["actor"], event["data"]) for event in events] == [
        ("claim.assigned", "tester", {"from": None, "to": ben["id"]}),
        ("claim.assigned", "Anna Berg", {"from": ben["id"], "to": anna["id"]}),
        ("claim.assigned", "Anna Berg", {"from": anna["id"], "to": None}),
    ]
    assert api.get(f"/v1/claims/{claim['id']}").json["version"] == 4


def test_who_has_it_already_is_not_assigned_it_again(api: Api) -> None:
    anna = add_member(api)
    claim = assign(api, api.add_claim(), anna["id"]).json

    assert assign(api, claim, anna["id"]).json == claim


@pytest.mark.parametrize(
    ("member", "status", "code"),
    [
        (NOBODY, 404, "member_not_found"),
        ("ben@courier.example", 404, "member_not_found"),
        ("nobody", 404, "member_not_found"),
        ("former", 409, "member_left"),
        ("me", 422, "invalid"),
        ("", 422, "invalid"),
        ("x" * 255, 422, "invalid"),
    ],
)
def test_an_assignee_who_is_not_there(api: Api, member: str, status: int, code: str) -> None:
    gone = add_member(api)
    leave(api, gone)
    claim = api.add_claim()

    answer = assign(api, claim, gone["id"] if member == "former" else member)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert api.get(f"/v1/claims/{claim['id']}").json == claim


def test_a_claim_is_assigned_as_it_was_read_and_while_it_is_undecided(api: Api, key_for: Callable[..., str]) -> None:
    anna = add_member(api)
    claim = api.add_claim()
    assert assign(api, {**claim, "version": 7}, anna["id"]).json["code"] == "stale_version"
    assert assign(api, {**claim, "id": NOBODY}, anna["id"]).json["code"] == "claim_not_found"
    bare = {"Authorization": f"Bearer {api.key}"}
    place = f"/v1/claims/{claim['id']}/assignee"
    assert api.http.put(place, json={"member": anna["id"]}, headers=bare).status_code == 428
    assert assign(Api(api.http, key_for(Scope.WRITE)), claim, anna["id"]).status_code == 403

    dismissed = api.move(claim, "dismissal", {"reason": "duplicate"}).json

    assert assign(api, dismissed, anna["id"]).json["code"] == "illegal_move"
    assert assign(api, dismissed, None).json["code"] == "illegal_move"


def test_lists_are_filtered_by_assignee(api: Api) -> None:
    anna = add_member(api)
    hers = door_of(api, anna)
    mine = assign(api, api.add_claim(), anna["id"]).json
    other = api.add_claim("The bridge will open on Friday.")

    def listed(door: Api, assignee: str) -> list[str]:
        return [row["id"] for row in door.get(f"/v1/claims?assignee={assignee}").json["data"]]

    assert listed(api, anna["id"]) == [mine["id"]]
    assert listed(hers, "me") == [mine["id"]]
    assert listed(hers, "nobody") == [other["id"]]
    assert listed(api, NOBODY) == []
    assert api.get("/v1/claims?assignee=me").status_code == 422
    assert api.get("/v1/claims?assignee=anna").status_code == 422


def test_the_past_shows_who_had_it_then(api_on: Callable[..., Api], api: Api) -> None:
    anna = add_member(api)
    claim = assign(api, api.add_claim(), anna["id"]).json
    later = api_on(TODAY.replace(day=20))
    assign(later, claim, None)

    past = later.get(f"/v1/claims/{claim['id']}", query_string={"as_of": "2026-03-11T12:00:00Z"}).json

    assert (past["assignee_id"], later.get(f"/v1/claims/{claim['id']}").json["assignee_id"]) == (anna["id"], None)


def test_what_a_member_was_to_see_to_is_nobodys_when_it_leaves(api: Api) -> None:
    anna = add_member(api)
    open_ = assign(api, api.add_claim(), anna["id"]).json
    done = assign(api, api.add_claim("The bridge will open on Friday."), anna["id"]).json
    api.move(done, "dismissal", {"reason": "duplicate"})

    leave(api, anna)

    assert api.get(f"/v1/claims/{open_['id']}").json["assignee_id"] is None
    last = api.get(f"/v1/claims/{open_['id']}/events").json["data"][-1]
    assert (last["type"], last["data"]) == ("claim.assigned", {"from": anna["id"], "to": None})
    kept = api.get(f"/v1/claims/{done['id']}").json
    assert (kept["assignee"], kept["assignee_id"]) == (f"former member {anna['id'][-8:]}", anna["id"])


def test_a_sweep_finds_what_a_departure_left_behind(
    api: Api, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = add_member(api)
    claim = assign(api, api.add_claim(), anna["id"]).json
    monkeypatch.setattr(members, "release_claims_of_former", lambda *_, **__: 0)  # the program stops there
    leave(api, anna)
    assert api.get(f"/v1/claims/{claim['id']}").json["assignee_id"] == anna["id"]

    sweep(database, now=NOW, today=TODAY)

    assert api.get(f"/v1/claims/{claim['id']}").json["assignee_id"] is None


def test_comments_are_listed_in_pages_with_who_and_when(api: Api) -> None:
    anna = add_member(api)
    hers = door_of(api, anna)
    claim = api.add_claim()
    path = f"/v1/claims/{claim['id']}/comments"

    made = [hers.post(path, {"text": "I asked the ministry."}), api.post(path, {"text": "x" * 4_000})]

    assert [answer.status_code for answer in made] == [201, 201]
    assert (made[0].json["by"], made[0].json["by_id"]) == ("Anna Berg", anna["id"])
    assert made[0].json["created_at"] == "2026-03-10T12:00:00+00:00"
    first = api.get(f"{path}?limit=1").json
    second = api.get(f"{path}?limit=1&cursor={first['next']}").json
    assert first["data"] + second["data"] == [answer.json for answer in made]
    assert second["next"] is None
    assert api.get(f"/v1/claims/{claim['id']}").json == claim
    leave(api, anna)
    assert api.get(path).json["data"][0]["by"] == f"former member {anna['id'][-8:]}"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "x" * 4_001}, 422),
        ({"text": "x" * 1_000_000}, 422),
        ({"text": " \n"}, 422),
        ({"text": "a\x00b"}, 422),
        ({"text": "a", "by": "Ben"}, 422),
        ({}, 422),
    ],
)
def test_a_comment_that_cannot_be(api: Api, body: dict[str, Any], status: int) -> None:
    claim = api.add_claim()
    path = f"/v1/claims/{claim['id']}/comments"

    assert api.post(path, body).status_code == status
    assert api.get(path).json["data"] == []
    assert api.post(f"/v1/claims/{NOBODY}/comments", {"text": "x"}).json["code"] == "claim_not_found"
    assert api.get(f"/v1/claims/{NOBODY}/comments").json["code"] == "claim_not_found"


@pytest.mark.parametrize(("scope", "status"), [(Scope.READ, 403), (Scope.WRITE, 201), (Scope.RESOLVE, 201)])
def test_who_may_comment(api: Api, key_for: Callable[..., str], scope: Scope, status: int) -> None:
    claim = api.add_claim()

    assert Api(api.http, key_for(scope)).post(f"/v1/claims/{claim['id']}/comments", {"text": "x"}).status_code == status


def test_a_withdrawal_blanks_the_comments_that_hold_its_words(api: Api) -> None:
    article = api.add(FIRST)
    claim_id = next(found["claim_id"] for found in article["statements"] if found["claim_id"])
    api.add(ELSEWHERE, published_on="2026-03-08")
    path = f"/v1/claims/{claim_id}/comments"
    for words in (f"They wrote: {FIRST}", "I shall ask."):
        api.post(path, {"text": words})

    api.post(f"/v1/articles/{article['id']}/withdrawal")

    assert api.get(f"/v1/claims/{claim_id}").json["dismissal"] is None
    assert [row["text"] for row in api.get(path).json["data"]] == ["[withdrawn]", "I shall ask."]


def test_a_claim_that_is_gone_is_not_written_of(api: Api) -> None:
    article = api.add()
    claim_id = next(found["claim_id"] for found in article["statements"] if found["claim_id"])
    api.post(f"/v1/claims/{claim_id}/comments", {"text": "I shall ask."})

    api.post(f"/v1/articles/{article['id']}/withdrawal")

    assert [row["text"] for row in api.get(f"/v1/claims/{claim_id}/comments").json["data"]] == ["[withdrawn]"]
    refused = api.post(f"/v1/claims/{claim_id}/comments", {"text": "I shall ask."})
    assert (refused.status_code, refused.json["code"]) == (409, "claim_withdrawn")


@pytest.mark.parametrize(
    "tried",
    [
        "UPDATE claim SET assignee_id = NULL",
        "UPDATE claim SET version = version + 1, assignee_id = gen_random_uuid()",
        "UPDATE comment SET text = 'Otherwise.'",
        "UPDATE comment SET by = 'somebody else', text = '[withdrawn]'",
        "UPDATE comment SET text = ' '",
        "INSERT INTO comment SELECT gen_random_uuid(), claim_id, repeat('x', 4001), by, created_at FROM comment",
        "INSERT INTO comment SELECT gen_random_uuid(), gen_random_uuid(), 'x', by, created_at FROM comment",
    ],
)
def test_states_that_cannot_be_are_refused(api: Api, database: Database, tried: str) -> None:
    claim = assign(api, api.add_claim(), add_member(api)["id"]).json
    api.post(f"/v1/claims/{claim['id']}/comments", {"text": "I shall ask."})

    with pytest.raises(IntegrityError), database.begin() as connection:
        assert connection.execute(text(tried)).rowcount

"""Members over HTTP: who works here, whose keys do what, whom the history names, and what is left of who leaves."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from service.domain.key import Scope
from service.store import article_jobs
from service.store.database import Database
from tests.api import Api
from tests.http.members import add_member, change, door_of, leave

NOBODY = "019dc5a0-0000-7000-8000-000000000001"
ANNA = {"name": "Anna Berg", "mail": "anna@courier.example", "scopes": ["read"]}


def test_a_member_is_added_read_listed_and_changed(api: Api) -> None:
    made = api.post("/v1/members", ANNA)
    anna = made.json
    assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
    assert made.headers["Location"] == f"/v1/members/{anna['id']}"
    ben = add_member(api, "Ben Moe", "admin")

    changed = change(api, anna, name="Anna Berg-Moe", scopes=["write", "read"])

    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert changed.json == {**anna, "name": "Anna Berg-Moe", "scopes": ["read", "write"], "version": 2}
    assert api.get(f"/v1/members/{anna['id']}").json == changed.json
    pages = [api.get("/v1/members?limit=1").json]
    pages.append(api.get(f"/v1/members?limit=1&cursor={pages[0]['next']}").json)
    assert [page["data"] for page in pages] == [[changed.json], [ben]]
    assert pages[1]["next"] is None


def test_a_change_to_what_is_so_already_changes_nothing(api: Api) -> None:
    anna = add_member(api)

    assert change(api, anna, name="Anna Berg").json == anna


@pytest.mark.parametrize(
    ("values", "status", "told"),
    [
        ({"name": " "}, 422, "name"),
        ({"name": "x" * 101}, 422, "name"),
        ({"name": "a\u200bb"}, 422, "name"),
        ({"name": "sweep"}, 422, "name"),
        ({"name": "judge:robin"}, 422, "name"),
        ({"name": f"member:{NOBODY}"}, 422, "name"),
        ({"name": "Former  member 12345678"}, 422, "name"),
        ({"name": "ME"}, 422, "name"),
        ({"name": "nobody"}, 422, "name"),
        ({"mail": "anna"}, 422, "mail"),
        ({"mail": "anna@"}, 422, "mail"),
        ({"mail": "a b@courier.example"}, 422, "mail"),
        ({"mail": "anna@courier..example"}, 422, "mail"),
        ({"mail": "anna@courier.example\n"}, 422, "mail"),
        ({"mail": f"{'x' * 250}@courier.example"}, 422, "mail"),
        ({"scopes": []}, 422, "scopes"),
        ({"scopes": ["everything"]}, 422, "scopes.0"),
        ({"scopes": ["judge"]}, 422, "scopes.0"),
        ({"nickname": "A"}, 422, "nickname"),
        ({"name": "ben MOE"}, 409, "member_name_taken"),
        ({"mail": "BEN@courier.example"}, 409, "mail_taken"),
    ],
)
def test_a_member_that_cannot_be(api: Api, values: dict[str, Any], status: int, told: str) -> None:
    add_member(api, "Ben Moe")
    anna = add_member(api, "Carla Voss")

    answers = [api.post("/v1/members", {**ANNA, **values}), change(api, anna, **values)]

    for answer in answers:
        assert answer.status_code == status, answer.json
        assert told in [answer.json["code"], *(fault["field"] for fault in answer.json.get("errors", []))]
    assert api.get(f"/v1/members/{anna['id']}").json == anna
    assert len(api.get("/v1/members").json["data"]) == 2


@pytest.mark.parametrize("name", ["me", " ME ", "Nobody", "former  member x", "sweep", "judge:x", "MEMBER:x"])
def test_the_document_tells_which_names_no_member_has(api: Api, name: str) -> None:
    shapes = api.http.get("/openapi.json").json["components"]["schemas"]
    pattern = shapes["MemberIn"]["properties"]["name"]["pattern"]

    assert not re.search(pattern, name)
    assert api.post("/v1/members", {**ANNA, "name": name}).status_code == 422
    for fine in ("Meg Rowe", "nobody's friend", "a former member", "Ana María Ñ."):
        assert re.search(pattern, fine)


def test_of_many_who_add_one_member_at_once_one_does(api: Api) -> None:
    answers = _at_once(api, 6, lambda each, _: each.post("/v1/members", ANNA))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5


def test_a_change_needs_the_version_that_was_read(api: Api) -> None:
    anna = add_member(api)
    change(api, anna, name="Anna Voss")

    assert change(api, anna, name="Anna Moe").json["code"] == "stale_version"
    bare = {"Authorization": f"Bearer {api.key}"}
    assert api.http.patch(f"/v1/members/{anna['id']}", json={"name": "x"}, headers=bare).status_code == 428
    assert change(api, {**anna, "id": NOBODY}, name="x").json["code"] == "member_not_found"
    assert api.get(f"/v1/members/{NOBODY}").json["code"] == "member_not_found"


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE, Scope.RESOLVE, Scope.JUDGE])
def test_members_are_for_admins(api: Api, key_for: Callable[..., str], scope: Scope) -> None:
    anna = add_member(api)
    other = Api(api.http, key_for(scope))

    answers = [other.get("/v1/members"), other.get(f"/v1/members/{anna['id']}"), other.post("/v1/members", ANNA)]
    answers += [change(other, anna, name="x"), leave(other, anna)]

    assert {answer.status_code for answer in answers} == {403}


@pytest.mark.parametrize(
    ("member", "scopes", "status"),
    [
        (["read"], ["read"], 201),
        (["read", "write"], ["write"], 201),
        (["admin"], ["read", "resolve", "admin"], 201),
        (["read"], ["read", "write"], 422),
        (["read", "write", "resolve"], ["admin"], 422),
        (["admin"], ["judge"], 422),
    ],
)
def test_a_members_key_has_no_scope_that_the_member_lacks(
    api: Api, member: list[str], scopes: list[str], status: int
) -> None:
    anna = add_member(api, "Anna Berg", *member)

    answer = api.post("/v1/keys", {"name": "laptop", "scopes": scopes, "member_id": anna["id"]})

    assert answer.status_code == status, answer.json
    if status == 422:
        assert [fault["field"] for fault in answer.json["errors"]] == ["scopes"]
        assert [row["name"] for row in api.get("/v1/keys").json["data"]] == ["tester"]
    else:
        assert api.get("/v1/keys").json["data"][-1]["member_id"] == anna["id"]


def test_a_key_of_somebody_who_is_not_there(api: Api) -> None:
    answer = api.post("/v1/keys", {"name": "laptop", "scopes": ["read"], "member_id": NOBODY})

    assert (answer.status_code, answer.json["code"]) == (404, "member_not_found")


def test_keys_lose_the_scopes_that_their_member_loses(api: Api) -> None:
    anna = add_member(api, "Anna Berg", "read", "write", "resolve")
    both = door_of(api, anna, "read", "write")
    last = api.post("/v1/keys", {"name": "phone", "scopes": ["resolve"], "member_id": anna["id"]}).json

    assert change(api, anna, scopes=["read"]).status_code == 200

    rows = {row["name"]: row for row in api.get("/v1/keys").json["data"]}
    assert rows["key of Anna Berg"]["scopes"] == ["read"]
    assert both.get("/v1/claims").status_code == 200
    assert both.post("/v1/articles", {"text": "It rained.", "published_on": "2026-03-02"}).status_code == 403
    assert rows["phone"]["revoked_at"] is not None
    assert Api(api.http, last["key"]).get("/v1/claims").status_code == 401


def test_the_history_names_the_member_and_not_the_key(api: Api) -> None:
    anna = add_member(api)
    door = door_of(api, anna)
    claim = api.add_claim()
    proposal = door.move(claim, "proposals", {"outcome": "fulfilled", "happened_on": "2026-03-06"}).json
    piece = door.post(
        f"/v1/claims/{claim['id']}/evidence",
        {"quotation": "It was signed.", "url": "https://news.example/signed", "outcome": "fulfilled"},
    ).json
    claim = api.get(f"/v1/claims/{claim['id']}").json
    resolved = door.move(claim, f"proposals/{proposal['id']}/acceptance", {}).json

    def named(name: str) -> None:
        events = api.get(f"/v1/claims/{claim['id']}/events").json["data"]
        verdict = api.get(f"/v1/claims/{claim['id']}/proposals").json["data"][0]
        shown = api.get(f"/v1/claims/{claim['id']}").json["resolution"]
        told = {(event["actor"], event["actor_id"]) for event in events[1:]}
        told |= {(verdict["by"], verdict["by_id"]), (verdict["verdict_by"], verdict["verdict_by_id"])}
        told |= {(shown["by"], shown["by_id"])}
        assert told == {(name, anna["id"])}
        assert (events[0]["actor"], events[0]["actor_id"]) == ("tester", None)
        past = api.get(f"/v1/claims/{claim['id']}", query_string={"as_of": "2026-03-10T12:00:00Z"}).json
        assert past["resolution"]["by"] == name
        assert name in api.get("/v1/claims", headers={"Accept": "text/csv"}).text
        assert name in api.get("/v1/claims", headers={"Accept": "application/x-ndjson"}).text
        assert name in api.get("/v1/claims.atom").text
        linked = api.get(f"/v1/claims/{claim['id']}", headers={"Accept": "application/ld+json"})
        assert json_author(linked) == {"@type": "Person", "name": name}

    assert (piece["by"], piece["by_id"]) == ("Anna Berg", anna["id"])
    assert (resolved["resolution"]["by"], resolved["resolution"]["by_id"]) == ("Anna Berg", anna["id"])
    named("Anna Berg")

    change(api, anna, name="Anna Voss")
    named("Anna Voss")

    assert leave(api, {**anna, "version": 2}).status_code == 200
    named(f"former member {anna['id'][-8:]}")


def json_author(answer: Any) -> Any:
    """Who reviewed the claim, in linked data."""
    return answer.get_json(force=True)["author"]


def test_who_withdraws_and_who_holds_a_lease_is_named(api: Api) -> None:
    anna = add_member(api, "Anna Berg", "admin")
    door = door_of(api, anna)
    article = api.add()
    api.post("/v1/sweeps")

    taken = door.post("/v1/leases").json
    withdrawn = door.post(f"/v1/articles/{article['id']}/withdrawal").json

    assert (taken["holder"], taken["holder_id"]) == ("Anna Berg", anna["id"])
    assert [one["id"] for one in api.get("/v1/leases?holder=anna berg").json["data"]] == [taken["id"]]
    assert (withdrawn["withdrawn_by"], withdrawn["withdrawn_by_id"]) == ("Anna Berg", anna["id"])


def test_a_job_that_a_member_asked_for_is_done_in_the_members_name(api: Api, database: Database) -> None:
    anna = add_member(api)
    door = door_of(api, anna)
    job = door.post("/v1/articles", {"url": "https://courier.example/story"}, headers={"Prefer": "respond-async"}).json

    with database.begin() as connection:
        found = article_jobs.open_job(connection, UUID(job["id"]))

    assert found is not None
    assert found.actor == f"member:{anna['id']}"


def test_who_leaves_is_blank_everywhere_and_for_good(api: Api, database: Database) -> None:
    anna = add_member(api)
    door = door_of(api, anna)
    claim = api.add_claim()
    door.move(claim, "dismissal", {"reason": "out_of_scope"})
    door.get("/v1/claims")
    kept = {"Idempotency-Key": "k"}
    assert change(api, anna, mail="berg@courier.example").status_code == 200
    again = add_member(api, "Ben Moe")
    api.post("/v1/members", ANNA | {"name": "Anna Zwei", "mail": "zwei@courier.example"}, headers=kept)

    gone = leave(api, anna, headers={"Idempotency-Key": "leaving"})

    assert (gone.status_code, gone.json["left_at"]) == (200, "2026-03-10T12:00:00+00:00")
    assert (gone.json["name"], gone.json["mail"], gone.json["scopes"]) == (None, None, [])
    assert door.get("/v1/claims").status_code == 401
    with database.begin() as connection:
        for table in ("member", "api_key", "event", "claim", "answer"):
            rows = connection.scalars(text(f"SELECT to_jsonb(t)::text FROM {table} t")).all()
            assert not [row for row in rows if "Anna Berg" in row or "berg@courier.example" in row], table
    assert leave(api, anna, headers={"Idempotency-Key": "leaving"}).json == gone.json
    assert leave(api, anna).json["code"] == "member_left"
    assert change(api, gone.json, name="Anna").json["code"] == "member_left"
    key = {"name": "late", "scopes": ["read"], "member_id": anna["id"]}
    assert api.post("/v1/keys", key).json["code"] == "member_left"
    assert add_member(api)["id"] != anna["id"]
    assert again["id"] in [row["id"] for row in api.get("/v1/members").json["data"]]


def test_an_answer_that_was_kept_does_not_bring_the_name_back(api: Api) -> None:
    headers = {"Idempotency-Key": "k"}
    anna = api.post("/v1/members", ANNA, headers=headers).json
    leave(api, anna)

    assert api.post("/v1/members", {**ANNA, "mail": "other@courier.example"}, headers=headers).status_code == 201


def test_the_last_who_can_make_keys_stays(api: Api) -> None:
    anna = add_member(api, "Anna Berg", "admin")
    door = door_of(api, anna)
    (own,) = (row["id"] for row in api.get("/v1/keys").json["data"] if row["name"] == "tester")
    assert door.delete(f"/v1/keys/{own}").status_code == 204

    refused = [leave(door, anna), change(door, anna, scopes=["read"])]

    assert {(answer.status_code, answer.json["code"]) for answer in refused} == {(409, "last_admin_key")}
    assert door.get(f"/v1/members/{anna['id']}").json == anna
    ben = add_member(door, "Ben Moe", "admin")
    door_of(door, ben)
    assert leave(door, anna).status_code == 200


def test_admins_who_have_each_other_leave_at_once_are_not_all_gone(api: Api) -> None:
    members = [add_member(api, name, "admin") for name in ("Anna Berg", "Ben Moe", "Carla Voss")]
    doors = [door_of(api, member) for member in members]
    (own,) = (row["id"] for row in api.get("/v1/keys").json["data"] if row["name"] == "tester")
    assert doors[0].delete(f"/v1/keys/{own}").status_code == 204

    answers = _at_once(api, 3, lambda each, place: leave(Api(each.http, doors[place].key), members[place - 1]))

    alive = [door for door in doors if door.get("/v1/keys").status_code == 200]
    assert alive
    assert {answer.status_code for answer in answers} <= {200, 401, 409}


def test_whoever_leaves_while_a_key_is_made_has_none_in_force(api: Api, database: Database) -> None:
    anna = add_member(api)

    def ask(each: Api, place: int) -> Any:
        if place == 0:
            return leave(each, anna)
        return each.post("/v1/keys", {"name": f"k{place}", "scopes": ["read"], "member_id": anna["id"]})

    _at_once(api, 5, ask)

    with database.begin() as connection:
        left = "SELECT count(*) FROM api_key WHERE member_id IS NOT NULL AND revoked_at IS NULL"
        assert connection.scalar(text(left)) == 0


STATES = [
    "UPDATE member SET name = NULL WHERE left_at IS NULL",
    "UPDATE member SET mail = NULL, version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET scopes = '{}', version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET scopes = '{judge}', version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET mail = 'no address', version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET name = E'a\\nb', version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET version = 0 WHERE left_at IS NULL",
    "UPDATE member SET left_at = now(), version = version + 1 WHERE left_at IS NULL",
    "UPDATE member SET name = 'Back', mail = 'b@c.example', scopes = '{read}', left_at = NULL, version = version + 1"
    " WHERE left_at IS NOT NULL",
    "UPDATE member SET scopes = '{write}', version = version + 1 WHERE left_at IS NULL",
    "DELETE FROM member WHERE left_at IS NOT NULL",
    "UPDATE api_key SET scopes = '{admin}' WHERE member_id IS NOT NULL AND revoked_at IS NULL",
    "UPDATE api_key SET member_id = gen_random_uuid()",
    "UPDATE api_key SET revoked_at = NULL WHERE member_id IN (SELECT id FROM member WHERE left_at IS NOT NULL)",
    "UPDATE api_key SET name = 'member:x' WHERE member_id IS NULL",
]


@pytest.mark.parametrize("tried", STATES)
def test_states_of_members_that_cannot_be_are_refused(api: Api, database: Database, tried: str) -> None:
    door_of(api, add_member(api, "Anna Berg", "read"))
    gone = add_member(api, "Ben Moe", "read")
    door_of(api, gone)
    leave(api, gone)

    with pytest.raises(IntegrityError), database.begin() as connection:
        assert connection.execute(text(tried)).rowcount


def _at_once(api: Api, number: int, ask: Callable[[Api, int], Any]) -> list[Any]:
    together = Barrier(number)

    def wait_and_ask(place: int) -> Any:
        each = Api(api.http.application.test_client(), api.key)
        together.wait(20)
        return ask(each, place)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(wait_and_ask, range(number)))

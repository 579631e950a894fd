"""Members as tests have them: added, each with a door of their own."""

from typing import Any

from tests.api import Api


def add_member(api: Api, name: str = "Anna Berg", *scopes: str) -> dict[str, Any]:
    """The member, added, whose mail address is made of the name."""
    mail = f"{name.split()[0].lower()}@courier.example"
    answer = api.post("/v1/members", {"name": name, "mail": mail, "scopes": scopes or ["read", "write", "resolve"]})
    assert answer.status_code == 201, answer.json
    member: dict[str, Any] = answer.json
    return member


def door_of(api: Api, member: dict[str, Any], *scopes: str) -> Api:
    """The HTTP door with a key of the member's, which has all the member's scopes unless some are given."""
    body = {"name": f"key of {member['name']}", "scopes": scopes or member["scopes"], "member_id": member["id"]}
    answer = api.post("/v1/keys", body)
    assert answer.status_code == 201, answer.json
    return Api(api.http, answer.json["key"])


def change(api: Api, member: dict[str, Any], **values: Any) -> Any:
    """The answer to a change of the member as it was read."""
    headers = {"Authorization": f"Bearer {api.key}", "If-Match": f'"{member["version"]}"'}
    return api.http.patch(f"/v1/members/{member['id']}", json=values, headers=headers)


def leave(api: Api, member: dict[str, Any], **kwargs: Any) -> Any:
    """The answer to a member's leaving."""
    return api.post(f"/v1/members/{member['id']}/departure", **kwargs)

"""The client's methods for members, which need a key with the scope admin."""

from collections.abc import Iterable
from typing import Any, Unpack

from service.client.arguments import MemberChange
from service.client.calls import Calls, Id
from service.client.listing import Listing
from service.client.records import Member
from service.client.wire import read
from service.domain.key import Scope


class Members(Calls):
    """The persons who work there."""

    def add_member(
        self, name: str, mail: str, scopes: Iterable[Scope | str], *, idempotency_key: str | None = None
    ) -> Member:
        """The member, added, without any key yet."""
        body = {"name": name, "mail": mail, "scopes": list(scopes)}
        return read(Member, self._create("/v1/members", body, idempotency_key))

    def members(self, *, limit: int | None = None) -> Listing[Member]:
        """The members, oldest first, those who have left too."""
        return self._list(Member, "/v1/members", {}, limit)

    def member(self, member_id: Id) -> Member:
        """The member with this id, also one who has left."""
        return self._get(Member, f"/v1/members/{member_id}")

    def change_member(
        self, member_id: Id, *, version: int, idempotency_key: str | None = None, **changes: Unpack[MemberChange]
    ) -> Member:
        """The member with another name, mail address or scopes; `Stale` where it is not at `version` any more."""
        body: dict[str, Any] = {**changes}
        if "scopes" in body:
            body["scopes"] = list(body["scopes"])
        headers = {"If-Match": f'"{version}"'}
        answer = self._create(f"/v1/members/{member_id}", body, idempotency_key, headers, method="PATCH")
        return read(Member, answer)

    def leave(self, member_id: Id, *, idempotency_key: str | None = None) -> Member:
        """The member, who has left: blank, and without a key in force."""
        return read(Member, self._create(f"/v1/members/{member_id}/departure", None, idempotency_key))

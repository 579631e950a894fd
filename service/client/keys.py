"""The client's methods for API keys, which need a key with the scope admin."""

from collections.abc import Iterable
from datetime import datetime

from service.client.calls import Calls, Id, read_each
from service.client.records import Key, NewKey
from service.client.transport import Call
from service.client.wire import read
from service.domain.key import Scope


class Keys(Calls):
    """API keys."""

    def create_key(
        self,
        name: str,
        scopes: Iterable[Scope | str],
        *,
        expires_at: datetime | None = None,
        member_id: Id | None = None,
        idempotency_key: str | None = None,
    ) -> NewKey:
        """A new key, with its secret; without a member it is a job's.

        `key` is None where this is the answer to an earlier try, given again: revoke it, and make another.
        """
        body = {"name": name, "scopes": list(scopes), "expires_at": expires_at, "member_id": member_id}
        return read(NewKey, self._create("/v1/keys", body, idempotency_key))

    def keys(self) -> tuple[Key, ...]:
        """Every key, oldest first, the revoked ones too."""
        return read_each(Key, self._transport.send(Call(method="GET", path="/v1/keys", repeatable=True)).json())

    def revoke_key(self, key_id: Id) -> None:
        """Revoke the key, at once and for good. To revoke it again changes nothing."""
        self._transport.send(Call(method="DELETE", path=f"/v1/keys/{key_id}", repeatable=True))

"""The client's methods on who is to see to a claim, and on what is written of it."""

from service.client.calls import Calls, Id
from service.client.listing import Listing
from service.client.records import Claim, Comment
from service.client.wire import read


class Assignment(Calls):
    """Assignees and comments."""

    def assign(self, claim_id: Id, member: Id, *, version: int, idempotency_key: str | None = None) -> Claim:
        """The claim, assigned to the member with this id or mail address; `me` is the member whose key this is.

        `Stale` where the claim is not at `version` any more.
        """
        path, headers = _place(claim_id, version)
        return read(Claim, self._create(path, {"member": str(member)}, idempotency_key, headers, method="PUT"))

    def unassign(self, claim_id: Id, *, version: int, idempotency_key: str | None = None) -> Claim:
        """The claim, assigned to nobody."""
        path, headers = _place(claim_id, version)
        return read(Claim, self._create(path, None, idempotency_key, headers, method="DELETE"))

    def comment(self, claim_id: Id, text: str, *, idempotency_key: str | None = None) -> Comment:
        """The comment, at most 4,000 characters, added to what is written of the claim."""
        return read(Comment, self._create(f"/v1/claims/{claim_id}/comments", {"text": text}, idempotency_key))

    def comments(self, claim_id: Id, *, limit: int | None = None) -> Listing[Comment]:
        """What is written of the claim, the oldest first."""
        return self._list(Comment, f"/v1/claims/{claim_id}/comments", {}, limit)


def _place(claim_id: Id, version: int) -> tuple[str, dict[str, str]]:
    return f"/v1/claims/{claim_id}/assignee", {"If-Match": f'"{version}"'}

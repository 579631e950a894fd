"""The client's methods for jobs that resolve: leases on due claims, and a loop over them that keeps its leases."""

from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import Unpack

from service.client.arguments import Conditions
from service.client.calls import Calls, Id
from service.client.errors import ApiError, ClientError
from service.client.listing import Listing
from service.client.records import Claim, Lease, ListedLease
from service.client.renewal import kept_alive
from service.client.transport import Call
from service.client.wire import read

USUAL_TTL = 300  # seconds


class Leases(Calls):
    """Leases on due claims."""

    def take_lease(
        self,
        *,
        limit: int = 50,
        ttl: int = USUAL_TTL,
        cursor: str | None = None,
        idempotency_key: str | None = None,
        **conditions: Unpack[Conditions],
    ) -> Lease:
        """A lease for `ttl` seconds on up to `limit` due claims that meet the conditions, after those before `cursor`.

        The oldest review day comes first. No other lease gets the claims until this one ends.
        """
        body = {**conditions, "limit": limit, "ttl": ttl, "cursor": cursor}
        return read(Lease, self._create("/v1/leases", body, idempotency_key))

    def leases(
        self, *, holder: str | None = None, claim_id: Id | None = None, limit: int | None = None
    ) -> Listing[ListedLease]:
        """The leases that have not ended, the last taken first; those of a holder, or the one that a claim is on."""
        return self._list(ListedLease, "/v1/leases", {"holder": holder, "claim_id": claim_id}, limit)

    def lease(self, lease_id: Id) -> Lease:
        """The lease with this id, with the claims on it that are still due."""
        return self._get(Lease, f"/v1/leases/{lease_id}")

    def renew_lease(self, lease_id: Id, *, ttl: int = USUAL_TTL) -> Lease:
        """The lease, which ends `ttl` seconds from now."""
        return read(Lease, self._create(f"/v1/leases/{lease_id}/renewal", {"ttl": ttl}, None))

    def release_lease(self, lease_id: Id) -> None:
        """End the lease: its claims are free for other jobs."""
        try:
            self._transport.send(Call(method="DELETE", path=f"/v1/leases/{lease_id}", repeatable=True))
        except ApiError as error:
            if not (error.uncertain and error.code == "lease_not_found"):  # an earlier try has ended it
                raise

    def due_claims(
        self, *, limit: int | None = None, batch: int = 50, ttl: int = USUAL_TTL, **conditions: Unpack[Conditions]
    ) -> Generator[Claim, None, None]:
        """Each due claim that meets the conditions once, at most `limit` of them; while it is yours, no other job's.

        The claims are leased `batch` at a time, for `ttl` seconds that a thread renews for as long as the batch is
        worked on, however slowly. A claim that you leave undecided stays due and free for the next job. Where the
        loop ends early, by `break` or by an error, the rest is released at once; where the process dies, after `ttl`.
        Raises `LeaseLost` where a lease ended all the same.
        """
        cursor, left = None, limit
        while left is None or left > 0:
            size = batch if left is None else min(batch, left)
            lease = self.take_lease(limit=size, ttl=ttl, cursor=cursor, **conditions)
            yield from self._worked_on(lease, ttl)
            cursor, left = lease.next, None if left is None else left - len(lease.claims)
            if cursor is None:
                return

    def _worked_on(self, lease: Lease, ttl: int) -> Iterator[Claim]:
        try:
            with kept_alive(lambda: self._renew_once(lease, ttl), every=ttl / 3) as check:
                for claim in lease.claims:
                    check()
                    yield claim
        finally:
            with suppress(ClientError):  # then it ends by itself
                self.release_lease(lease.id)

    def _renew_once(self, lease: Lease, ttl: int) -> None:
        path = f"/v1/leases/{lease.id}/renewal"
        self._transport.send(Call(method="POST", path=path, body={"ttl": ttl}, repeatable=False))

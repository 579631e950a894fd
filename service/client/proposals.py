"""The client's methods on candidates, evidence and proposals."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Unpack

from service.client.arguments import HandEvidence
from service.client.calls import Id, read_each
from service.client.changes import Changes
from service.client.listing import Listing
from service.client.records import Candidate, Claim, Evidence, Proposal, RejectionCounts
from service.client.transport import Call
from service.client.wire import read
from service.domain.rejections import RejectionGrouping
from service.domain.status import Outcome, RejectionCode, UnresolvableReason


class Proposals(Changes):
    """What may decide a claim, what is proposed for it, and the yes or no to that."""

    def evidence(self, claim_id: Id, *, limit: int | None = None) -> Listing[Evidence]:
        """What may decide the claim: what was added by hand first, then the best."""
        return self._list(Evidence, f"/v1/claims/{claim_id}/evidence", {}, limit)

    def candidates(self, claim_id: Id, *, limit: int = 20) -> tuple[Candidate, ...]:
        """The later sentences that have most to do with the claim, the closest first. None of them is a verdict."""
        query = {"limit": limit}
        call = Call(method="GET", path=f"/v1/claims/{claim_id}/candidates", query=query, repeatable=True)
        return read_each(Candidate, self._transport.send(call).json())

    def add_evidence(
        self, claim_id: Id, *, idempotency_key: str | None = None, **given: Unpack[HandEvidence]
    ) -> Evidence:
        """The evidence, added: a stored statement by its id, or a quotation with the address of its page."""
        return read(Evidence, self._create(f"/v1/claims/{claim_id}/evidence", {**given}, idempotency_key))

    def proposals(self, claim_id: Id, *, limit: int | None = None) -> Listing[Proposal]:
        """The proposals ever made for the claim, the oldest first."""
        return self._list(Proposal, f"/v1/claims/{claim_id}/proposals", {}, limit)

    def propose(
        self,
        claim_id: Id,
        outcome: Outcome | str,
        *,
        version: int,
        reason: UnresolvableReason | str | None = None,
        note: str | None = None,
        happened_on: date | None = None,
        evidence: Sequence[Id] = (),
        idempotency_key: str | None = None,
    ) -> Proposal:
        """The proposal, which waits beside any other."""
        body: dict[str, Any] = {"outcome": outcome, "reason": reason, "note": note, "happened_on": happened_on}
        headers = {"If-Match": f'"{version}"'}
        path = f"/v1/claims/{claim_id}/proposals"
        return read(Proposal, self._create(path, {**body, "evidence": list(evidence)}, idempotency_key, headers))

    def accept(
        self,
        claim_id: Id,
        proposal_id: Id,
        *,
        version: int,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> Claim:
        """The claim, resolved as was proposed."""
        tail = f"/proposals/{proposal_id}/acceptance"
        return self._change(claim_id, tail, {"note": note}, version, idempotency_key)

    def reject(
        self,
        claim_id: Id,
        proposal_id: Id,
        reason: str | None = None,
        *,
        version: int,
        code: RejectionCode | str = RejectionCode.OTHER,
        idempotency_key: str | None = None,
    ) -> Claim:
        """The claim without the proposal. The code `other` takes a `reason` in words."""
        tail = f"/proposals/{proposal_id}/rejection"
        return self._change(claim_id, tail, {"code": code, "reason": reason}, version, idempotency_key)

    def rejections(
        self,
        by: RejectionGrouping | str = RejectionGrouping.FRAME,
        *,
        rejected_from: date | None = None,
        rejected_to: date | None = None,
    ) -> RejectionCounts:
        """How many proposals were rejected, and for what, by the frame of their evidence or the rule of their claim."""
        query = {"by": by, "rejected_from": rejected_from, "rejected_to": rejected_to}
        return self._get(RejectionCounts, "/v1/rejections", query)

"""The client's methods that change claims. Each is refused with `Stale` where the claim is not at `version` any more.

They are tried again like creations, with one Idempotency-Key for all tries: where an answer was lost, the next try
gets the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Unpack

from service.client.arguments import Correction
from service.client.calls import Calls, Id, read_each
from service.client.records import Claim, Moved
from service.client.transport import Call
from service.client.wire import read
from service.domain.status import DismissalReason, Move, Outcome, UnresolvableReason
from service.domain.thread import ClaimRelation

_PATHS = {
    Move.RESOLVE: "/resolution",
    Move.AMEND: "/amendment",
    Move.REOPEN: "/reopening",
    Move.DISMISS: "/dismissal",
}


class Changes(Calls):
    """Moves and corrections."""

    def resolve(
        self,
        claim_id: Id,
        outcome: Outcome | str,
        *,
        version: int,
        reason: UnresolvableReason | str | None = None,
        note: str | None = None,
        happened_on: date | None = None,
        evidence: Sequence[Id] = (),
        amend: bool = False,
        idempotency_key: str | None = None,
    ) -> Claim:
        """The claim, resolved; with `amend`, a resolved claim resolved anew. `evidence` are ids of the claim's."""
        body: dict[str, Any] = {"outcome": outcome, "reason": reason, "note": note, "happened_on": happened_on}
        body["evidence"] = list(evidence)
        return self._move(claim_id, Move.AMEND if amend else Move.RESOLVE, body, version, idempotency_key)

    def reopen(
        self, claim_id: Id, *, version: int, reason: str | None = None, idempotency_key: str | None = None
    ) -> Claim:
        """The claim, undecided again."""
        return self._move(claim_id, Move.REOPEN, {"reason": reason}, version, idempotency_key)

    def dismiss(
        self,
        claim_id: Id,
        reason: DismissalReason | str,
        *,
        version: int,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> Claim:
        """The claim, not tracked any more."""
        return self._move(claim_id, Move.DISMISS, {"reason": reason, "note": note}, version, idempotency_key)

    def move_claims(
        self,
        move: Move,
        targets: Iterable[tuple[Id, int]],
        body: Mapping[str, Any] | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> tuple[Moved, ...]:
        """What became of each target, an id and the version that was read; at most 500 at a time.

        `body` is what the move takes of one claim: `outcome`, `reason`, `note`, `happened_on`.
        """
        claims = [{"id": str(claim_id), "version": version} for claim_id, version in targets]
        whole = {"move": move, "body": dict(body or {}), "claims": claims}
        return read_each(Moved, self._create("/v1/claims/moves", whole, idempotency_key))

    def correct(
        self,
        claim_id: Id,
        *,
        version: int,
        note: str | None = None,
        idempotency_key: str | None = None,
        **changes: Unpack[Correction],
    ) -> Claim:
        """The claim, put right; `note` tells why, and stands in its history."""
        body = {**changes, **({} if note is None else {"note": note})}
        return self._change(claim_id, "", body, version, idempotency_key, method="PATCH")

    def merge(
        self, claim_id: Id, into: Id, *, version: int, note: str | None = None, idempotency_key: str | None = None
    ) -> Claim:
        """The claim `into`, which got the mentions of this one; this one, at `version`, is dismissed as a duplicate."""
        return self._change(claim_id, "/merge", {"into": into, "note": note}, version, idempotency_key)

    def split(self, claim_id: Id, statement_id: Id, *, version: int, idempotency_key: str | None = None) -> Claim:
        """The new claim that this mention of the claim has become."""
        return self._change(claim_id, "/split", {"statement_id": statement_id}, version, idempotency_key)

    def link(
        self,
        claim_id: Id,
        relation: ClaimRelation | str,
        other_id: Id,
        *,
        version: int,
        note: str | None = None,
        idempotency_key: str | None = None,
    ) -> Claim:
        """The claim, at `version`, which moves or contradicts the other from now on."""
        body = {"relation": relation, "claim_id": other_id, "note": note}
        return self._change(claim_id, "/links", body, version, idempotency_key)

    def unlink(self, claim_id: Id, other_id: Id, *, version: int) -> Claim:
        """The claim, at `version`, without its link to the other."""
        path, named = f"/v1/claims/{claim_id}/links/{other_id}", {"If-Match": f'"{version}"'}
        return read(
            Claim, self._transport.send(Call(method="DELETE", path=path, headers=named, repeatable=False)).json()
        )

    def track(self, statement_id: Id, *, idempotency_key: str | None = None) -> Claim:
        """The claim that an outcome is made which had none."""
        return read(Claim, self._create(f"/v1/statements/{statement_id}/claim", None, idempotency_key))

    def _move(self, claim_id: Id, move: Move, body: Mapping[str, Any], version: int, key: str | None) -> Claim:
        return self._change(claim_id, _PATHS[move], body, version, key)

    def _change(
        self, claim_id: Id, tail: str, body: Mapping[str, Any], version: int, key: str | None, *, method: str = "POST"
    ) -> Claim:
        """The claim that a change of the claim at `version` is answered with."""
        headers = {"If-Match": f'"{version}"'}
        return read(Claim, self._create(f"/v1/claims/{claim_id}{tail}", body, key, headers, method=method))

"""The client's methods that change claims. Each is refused with `Stale` where the claim is not at `version` any more.

They are tried again like reads: a change that was carried out cannot be a second time, as the version has moved on.
That second try is answered with 412; the claim's history then tells whether the change that was made is this one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from service.client import trace
from service.client.arguments import Correction
from service.client.calls import Calls, Id, read_each
from service.client.errors import Stale
from service.client.records import Claim, Event, Moved
from service.client.trace import Trace
from service.client.transport import Call
from service.client.wire import read
from service.domain.status import DismissalReason, Move, Outcome, UnresolvableReason

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
    ) -> Claim:
        """The claim, resolved; with `amend`, a resolved claim resolved anew. `evidence` are ids of the claim's."""
        body: dict[str, Any] = {"outcome": outcome, "reason": reason, "note": note, "happened_on": happened_on}
        body["evidence"] = list(evidence)
        return self._move(claim_id, Move.AMEND if amend else Move.RESOLVE, body, version)

    def reopen(self, claim_id: Id, *, version: int, reason: str | None = None) -> Claim:
        """The claim, undecided again."""
        return self._move(claim_id, Move.REOPEN, {"reason": reason}, version)

    def dismiss(self, claim_id: Id, reason: DismissalReason | str, *, version: int, note: str | None = None) -> Claim:
        """The claim, not tracked any more."""
        return self._move(claim_id, Move.DISMISS, {"reason": reason, "note": note}, version)

    def move_claims(
        self, move: Move, targets: Iterable[tuple[Id, int]], body: Mapping[str, Any] | None = None
    ) -> tuple[Moved, ...]:
        """What became of each target, an id and the version that was read; at most 500 at a time.

        `body` is what the move takes of one claim: `outcome`, `reason`, `note`, `happened_on`.
        """
        said = dict(body or {})
        read_at = [(str(claim_id), version) for claim_id, version in targets]
        claims = [{"id": claim_id, "version": version} for claim_id, version in read_at]
        whole = {"move": move, "body": said, "claims": claims}
        answer = self._transport.send(Call(method="POST", path="/v1/claims/moves", body=whole, repeatable=True))
        moved = read_each(Moved, answer.json())
        if not answer.uncertain:
            return moved
        left = trace.of_move(move, said)
        return tuple(self._recheck(one, version, left) for one, (_, version) in zip(moved, read_at, strict=True))

    def correct(self, claim_id: Id, *, version: int, **changes: Unpack[Correction]) -> Claim:
        """The claim with another text, due date or tags."""
        body: dict[str, Any] = {**changes}
        if "tags" in body:
            body["tags"] = list(dict.fromkeys(body["tags"]))  # as the service keeps them
        return self._change("PATCH", claim_id, "", body, version, trace.of_correction(body))

    def merge(self, claim_id: Id, into: Id, *, version: int, note: str | None = None) -> Claim:
        """The claim `into`, which got the mentions of this one; this one, at `version`, is dismissed as a duplicate."""
        body, left = {"into": into, "note": note}, trace.of_merge(into, note)
        return self._change("POST", claim_id, "/merge", body, version, left, answered=into)

    def split(self, claim_id: Id, statement_id: Id, *, version: int, idempotency_key: str | None = None) -> Claim:
        """The new claim that this mention of the claim has become."""
        path, headers = f"/v1/claims/{claim_id}/split", {"If-Match": f'"{version}"'}
        return read(Claim, self._create(path, {"statement_id": statement_id}, idempotency_key, headers))

    def _move(self, claim_id: Id, move: Move, body: Mapping[str, Any], version: int) -> Claim:
        return self._change("POST", claim_id, _PATHS[move], body, version, trace.of_move(move, body))

    def _change(
        self,
        method: str,
        claim_id: Id,
        tail: str,
        body: Mapping[str, Any],
        version: int,
        left: Trace,
        *,
        answered: Id | None = None,
    ) -> Claim:
        """The answer to a change of the claim: the claim itself, or the one that is `answered` instead."""
        path, headers = f"/v1/claims/{claim_id}{tail}", {"If-Match": f'"{version}"'}
        call = Call(method=method, path=path, body=body, headers=headers, repeatable=True)
        try:
            return read(Claim, self._transport.send(call).json())
        except Stale as error:
            claim = self._landed(claim_id, version, left) if error.uncertain else None
            if claim is None:
                raise
            return claim if answered is None else self._get(Claim, f"/v1/claims/{answered}")

    def _recheck(self, moved: Moved, version: int, left: Trace) -> Moved:
        claim = self._landed(moved.id, version, left) if moved.status == 412 else None
        return replace(moved, status=200, claim=claim, problem=None) if claim else moved

    def _landed(self, claim_id: Id, version: int, left: Trace) -> Claim | None:
        """The claim, where the one change since `version` is the one that leaves this trace."""
        claim = self._get(Claim, f"/v1/claims/{claim_id}")
        if claim.version != version + 1:
            return None
        history = self._list(Event, f"/v1/claims/{claim_id}/events", {}, None)
        last = next((event for event in history if event.version == claim.version), None)
        return claim if last is not None and left.left_on(claim, last) else None

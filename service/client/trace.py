"""What a change leaves behind on a claim: how a client tells its own from another's when an answer was lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.client.records import Claim, Event
from service.client.wire import to_json
from service.domain.status import CORRECTED, MOVES, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The event that a change writes, and what of the claim it sets, as JSON."""

    event: str
    reason: str | None = None
    any_reason: bool = False
    state: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def left_on(self, claim: Claim, last: Event) -> bool:
        """Whether the claim and the last line of its history are as this very change leaves them."""
        return (
            last.type == self.event
            and (self.any_reason or last.reason == self.reason)
            and _holds(to_json(claim), self.state)
            and _holds(last.data, self.data)
        )


def of_move(move: Move, body: Mapping[str, Any]) -> Trace:
    """The trace of a move with this body."""
    said, event = to_json(body), MOVES[move].event
    if move is Move.REOPEN:
        return Trace(event=event, reason=said.get("reason"))
    if move is Move.DISMISS:
        return Trace(event=event, reason=said.get("note"), state={"dismissal": said.get("reason")})
    cited = {"evidence": said.pop("evidence", [])}
    return Trace(event=event, reason=said.get("note"), state={"resolution": said}, data=cited)


def of_acceptance(proposal_id: object) -> Trace:
    """The trace of a yes to this proposal, which may have brought a note of its own."""
    return Trace(event=MOVES[Move.RESOLVE].event, any_reason=True, data={"proposal_id": str(proposal_id)})


def of_rejection(proposal_id: object, reason: str) -> Trace:
    """The trace of a no to this proposal."""
    return Trace(event=MOVES[Move.REJECT].event, reason=reason, data={"proposal_id": str(proposal_id)})


def of_correction(changes: Mapping[str, Any]) -> Trace:
    """The trace of a correction."""
    return Trace(event=CORRECTED, state=to_json(changes))


def of_merge(into: object, note: str | None) -> Trace:
    """The trace that a merge leaves on the claim that is merged into another."""
    return Trace(event=MOVES[Move.DISMISS].event, reason=note, data={"merged_into": str(into)})


def _holds(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(_holds(found.get(name), part) for name, part in wanted.items())
    return bool(found == wanted)

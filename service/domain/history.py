"""A claim's history: one event a version, each with the state that it led to, so that any past can be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from service.domain.claim import Claim, Resolution
from service.domain.proposal import Evidence, Proposal
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason

State = Mapping[str, Any]  # the part of a claim that can change, as JSON; evidence and proposals by their ids

_CHANGING = (
    "text", "clause_start", "clause_end", "status", "outcome", "dismissal", "due", "review_on", "tags", "mentions",
)  # fmt: skip
# What only later readings and corrections change: not in the states, but such an event tells what there was before it.
_SELDOM = ("head", "polarity", "modality", "conditional", "speaker", "outlet", "rule")
BEFORE = ("was", "before")  # where in the data of an event: of a reading, of a correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a claim's history: `version` and `state` are the claim's after it."""

    id: UUID
    claim_id: UUID
    type: str
    actor: str
    at: datetime
    from_status: Status | None
    to_status: Status
    reason: str | None
    version: int
    data: Mapping[str, Any]
    state: State


def state_of(claim: Claim) -> State:
    """What of the claim can change, as JSON."""
    values = {name: _to_json(getattr(claim, name)) for name in _CHANGING}
    values["resolution"] = claim.resolution and _told(claim.resolution)
    values["proposal_id"] = claim.proposal and str(claim.proposal.id)
    values["assignee_id"] = claim.assignee_id and str(claim.assignee_id)
    values["speaker_entity_id"] = claim.speaker_entity_id and str(claim.speaker_entity_id)
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """Which proposal and which evidence the state after an event names."""

    proposal_id: UUID | None
    evidence: tuple[UUID, ...]


def referred(event: Event) -> Referred:
    """What has to be at hand to show a claim as it stood after `event`."""
    resolution, proposal_id = event.state["resolution"], event.state["proposal_id"]
    return Referred(
        proposal_id=_maybe(UUID, proposal_id),
        evidence=tuple(map(UUID, resolution["evidence"] if resolution else ())),
    )


def as_it_was(
    claim: Claim, event: Event, since: Sequence[Event], proposal: Proposal | None, evidence: Mapping[UUID, Evidence]
) -> Claim:
    """The claim as it stood right after `event`, which is one of its own, with what it `referred` to.

    `since` are the events of later readings and corrections, oldest first.
    """
    state = event.state
    was: dict[str, Any] = {}
    for later in reversed(since):
        for name in BEFORE:
            was |= later.data.get(name, {})
    return replace(
        claim,
        **{name: was[name] for name in _SELDOM if name in was},
        text=state["text"],
        clause_start=state.get("clause_start"),
        clause_end=state.get("clause_end"),
        status=Status(state["status"]),
        outcome=_maybe(Outcome, state["outcome"]),
        dismissal=_maybe(DismissalReason, state["dismissal"]),
        due=_maybe(date.fromisoformat, state["due"]),
        review_on=date.fromisoformat(state["review_on"]),
        tags=tuple(state["tags"]),
        mentions=state["mentions"],
        assignee_id=_maybe(UUID, state.get("assignee_id")),
        proposal=proposal,
        resolution=_maybe(lambda told: _resolution(told, evidence), state["resolution"]),
        version=event.version,
        updated_at=event.at,
    )


def _told(resolution: Resolution) -> dict[str, Any]:
    told = {field.name: _to_json(getattr(resolution, field.name)) for field in fields(Resolution)}
    return {**told, "evidence": [str(piece.id) for piece in resolution.evidence]}


def _resolution(state: Mapping[str, Any], evidence: Mapping[UUID, Evidence]) -> Resolution:
    values = {field.name: state[field.name] for field in fields(Resolution)}
    values["outcome"] = Outcome(values["outcome"])
    values["reason"] = _maybe(UnresolvableReason, values["reason"])
    values["happened_on"] = _maybe(date.fromisoformat, values["happened_on"])
    values["recorded_at"] = datetime.fromisoformat(values["recorded_at"])
    values["evidence"] = tuple(evidence[UUID(piece)] for piece in values["evidence"])
    return Resolution(**values)


def _maybe(read: Any, value: Any) -> Any:
    return None if value is None else read(value)


def _to_json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # instants too
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

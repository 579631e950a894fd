"""A claim's history: one event a version, each with the state that it led to, so that any past can be shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from service.domain.claim import Claim, Resolution
from service.domain.status import DismissalReason, Outcome, Status, UnresolvableReason

State = Mapping[str, Any]  # the part of a claim that can change, as JSON

_CHANGING = ("text", "status", "outcome", "dismissal", "due", "review_on", "tags", "mentions", "resolution")


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
    resolution = claim.resolution
    values = {name: _to_json(getattr(claim, name)) for name in _CHANGING}
    values["resolution"] = resolution and {name: _to_json(value) for name, value in asdict(resolution).items()}
    return values


def as_it_was(claim: Claim, event: Event) -> Claim:
    """The claim as it stood right after `event`, which is one of its own."""
    state = event.state
    return replace(
        claim,
        text=state["text"],
        status=Status(state["status"]),
        outcome=_maybe(Outcome, state["outcome"]),
        dismissal=_maybe(DismissalReason, state["dismissal"]),
        due=_maybe(date.fromisoformat, state["due"]),
        review_on=date.fromisoformat(state["review_on"]),
        tags=tuple(state["tags"]),
        mentions=state["mentions"],
        resolution=_maybe(_resolution, state["resolution"]),
        version=event.version,
        updated_at=event.at,
    )


def _resolution(state: Mapping[str, Any]) -> Resolution:
    values = {field.name: state[field.name] for field in fields(Resolution)}
    values["outcome"] = Outcome(values["outcome"])
    values["reason"] = _maybe(UnresolvableReason, values["reason"])
    values["happened_on"] = _maybe(date.fromisoformat, values["happened_on"])
    values["recorded_at"] = datetime.fromisoformat(values["recorded_at"])
    return Resolution(**values)


def _maybe(read: Any, value: Any) -> Any:
    return None if value is None else read(value)


def _to_json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # instants too
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

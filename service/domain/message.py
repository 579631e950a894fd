"""What receivers of webhooks are told: the event and its claim as JSON, always the same bytes, never too many."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from service.domain.actor import member_of
from service.domain.delivery import Parcel

MOST_BYTES = 20_000
_MARK = "…"
# Steps of shortening until it fits: characters that are left of each text, items that are left of each list.
_STEPS = ((2_000, 100), (500, 50), (200, 20), (100, 5), (50, 1))
_UNTOLD = ("claim_id", "state")  # of an event: they stand with the claim


def write(parcel: Parcel) -> bytes:
    """The message that tells of the event, under `MOST_BYTES` of UTF-8; `shortened` names what was cut for that."""
    message = _whole(parcel)
    written = _encode(message)
    for characters, items in _STEPS:
        if len(written) < MOST_BYTES:
            return written
        written = _encode(_shortened(message, characters, items))
    if len(written) < MOST_BYTES:
        return written
    message["data"]["event"]["data"] = {}  # it has no shape of its own: where cutting does not help, it goes whole
    cut = _shortened(message, *_STEPS[-1])
    return _encode({**cut, "shortened": [*cut["shortened"], "event.data"]})


def _whole(parcel: Parcel) -> dict[str, Any]:
    """The message with nothing cut. It is made of what never changes, so that it is the same whenever it is made.

    So members stand in it by their ids, and their names do not leave the house.
    """
    event, said = asdict(parcel.event), asdict(parcel.said)
    data = {
        "event": {
            **{name: _plain(value) for name, value in event.items() if name not in _UNTOLD},
            "actor_id": _plain(member_of(parcel.event.actor)),
        },
        "claim": {
            **{name: _plain(value) for name, value in said.items()},
            **_state(parcel.event.state),
            "version": parcel.event.version,
            "updated_at": _plain(parcel.event.at),
        },
    }
    return {"type": parcel.event.type, "timestamp": _plain(parcel.event.at), "data": data, "shortened": []}


def _state(state: Mapping[str, Any]) -> dict[str, Any]:
    """The claim's state in the API's shape: the offsets of its clause stand together."""
    told = dict(state)
    if resolution := told["resolution"]:
        told["resolution"] = {**resolution, "by_id": _plain(member_of(resolution["by"]))}
    for name in ("assignee_id", "speaker_entity_id"):  # of events before there were members, and entities
        told.setdefault(name, None)
    start, end = told.pop("clause_start", None), told.pop("clause_end", None)
    return told | {"clause": None if start is None else {"start": start, "end": end}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # instants too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _encode(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _shortened(message: Mapping[str, Any], characters: int, items: int) -> dict[str, Any]:
    data = _cut(message["data"], characters, items)
    names = dict.fromkeys(_differing(message["data"], data))
    return {**message, "data": data, "shortened": list(names)}


def _cut(value: Any, characters: int, items: int) -> Any:
    if isinstance(value, str) and len(value) > characters:
        return value[: characters - 1] + _MARK
    if isinstance(value, list):
        return [_cut(item, characters, items) for item in value[:items]]
    if isinstance(value, Mapping):
        return {name: _cut(item, characters, items) for name, item in value.items()}
    return value


def _differing(whole: Any, cut: Any, path: str = "") -> Iterator[str]:
    """Where the two differ: the names down to the first list or text that was cut."""
    if isinstance(whole, Mapping):
        for name in whole:
            yield from _differing(whole[name], cut[name], f"{path}.{name}" if path else name)
    elif whole != cut:
        yield path

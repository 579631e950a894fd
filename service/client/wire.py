"""Records from JSON and back, by the types of their fields. Fields that a record does not know are ignored."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from service.client.errors import UnexpectedAnswer

Record = TypeVar("Record")


def read(kind: type[Record], value: Any) -> Record:
    """The record of type `kind`, a dataclass, that the JSON `value` holds; raises `UnexpectedAnswer`."""
    try:
        record: Record = _read(kind, value)
    except (KeyError, ValueError, TypeError) as error:
        raise UnexpectedAnswer(f"the answer is no {kind.__name__} that this client can read: {error}") from error
    return record


def to_json(value: Any) -> Any:
    """`value` as JSON has it: records as objects, dates and instants in ISO 8601, words for enums."""
    if is_dataclass(value):
        return {_name(field): to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: to_json(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(item) for item in value]
    if isinstance(value, date):  # instants too
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
        return None if value is None else _read(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in _of(list, value))
    if is_dataclass(kind):
        return _record(kind, _of(dict, value))
    if get_origin(kind) is not None:  # Mapping[str, Any]: as it came
        return _of(dict, value)
    if issubclass(kind, StrEnum):
        return kind(value)
    return _SCALARS[kind](value)


def _record(kind: Any, value: Mapping[str, Any]) -> Any:
    read_fields = {}
    for field, hint in _shape(kind):
        name = _name(field)
        if name in value:
            read_fields[field.name] = _read(hint, value[name])
        elif field.default is MISSING:
            raise ValueError(f"{kind.__name__} has no {name}")
    return kind(**read_fields)


@cache
def _shape(kind: Any) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field, hints[field.name]) for field in fields(kind))


def _name(field: Field[Any]) -> str:
    name: str = field.metadata.get("name", field.name)
    return name


def _of(kind: type[Record], value: Any) -> Record:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{value!r:.100} where a {kind.__name__} belongs")
    return value


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(_of(str, value))
    if instant.tzinfo is None:
        raise ValueError(f"{value!r} has no offset")
    return instant


_SCALARS: Mapping[Any, Callable[[Any], Any]] = {
    str: lambda value: _of(str, value),
    int: lambda value: _of(int, value),
    float: lambda value: float(_of(float if isinstance(value, float) else int, value)),
    bool: lambda value: _of(bool, value),
    UUID: lambda value: UUID(_of(str, value)),
    date: lambda value: date.fromisoformat(_of(str, value)),
    datetime: _instant,
}

"""Cursors: where the next page of a list begins, opaque, and bound to the list that it was made for."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, cast, get_type_hints

from service.domain.errors import InvalidCursor

Place = TypeVar("Place")
_GREATEST = 2**31 - 1  # an integer of Postgres


def page_of(
    query: Mapping[str, Any],
    binding: object,
    kind: type[Place],
    load: Callable[[Place | None, int], tuple[Sequence[Any], Place | None]],
) -> dict[str, Any]:
    """The page that `query` asks for of the list that `binding` tells from all others.

    `load` takes the place that the page comes after, None for the first, and a limit; it gives the page and the
    place that the next one comes after, None on the last. Raises `InvalidCursor`.
    """
    after = decode(query["cursor"], binding, kind) if query["cursor"] else None
    data, last = load(after, query["limit"])
    return {"data": data, "next": encode(last, binding) if last is not None else None}


def encode(place: Any, binding: object) -> str:
    """A cursor for the page after `place`, a scalar or a flat dataclass."""
    values = astuple(place) if is_dataclass(place) and not isinstance(place, type) else (place,)
    plain = [value if isinstance(value, int) else str(value) for value in values]
    body = json.dumps([*plain, _fingerprint(binding)], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def decode(cursor: str, binding: object, kind: type[Place]) -> Place:
    """The place of type `kind` that `cursor` holds; raises `InvalidCursor` where it is not one of this list's."""
    try:
        body = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        *values, fingerprint = json.loads(body)
        if fingerprint != _fingerprint(binding):
            raise InvalidCursor
        if not is_dataclass(kind):
            (value,) = values
            return cast(Place, _read(kind, value))
        types = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        return kind(*(_read(types[name], value) for name, value in zip(names, values, strict=True)))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidCursor from error


def _read(kind: type[Any], value: Any) -> Any:
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    read = kind(value)
    if isinstance(read, str) and b"\x00" in read.encode():  # a lone surrogate raises there; Postgres knows neither
        raise InvalidCursor
    if isinstance(read, int) and not 0 <= read <= _GREATEST:
        raise InvalidCursor
    return read


def _fingerprint(binding: object) -> str:
    return hashlib.sha256(repr(binding).encode("utf-8", "surrogatepass")).hexdigest()[:16]

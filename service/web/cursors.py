"""Cursors: where the next page of a list begins, opaque, and bound to the list that it was made for."""

import base64
import hashlib
import json
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any, TypeVar, get_type_hints
from uuid import UUID

from service.domain.errors import InvalidCursor

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Id:
    """A place in a list that goes by id."""

    id: UUID


def encode(place: Any, binding: object) -> str:
    """A cursor for the page after `place`, a flat dataclass, in the list that `binding` tells from all others."""
    values = [value if isinstance(value, int) else str(value) for value in astuple(place)]
    body = json.dumps([*values, _fingerprint(binding)], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def decode(cursor: str, binding: object, kind: type[Place]) -> Place:
    """The place of type `kind` that `cursor` holds; raises `InvalidCursor` where it is not one of this list's."""
    try:
        body = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        *values, fingerprint = json.loads(body)
        if fingerprint != _fingerprint(binding):
            raise InvalidCursor
        types = get_type_hints(kind)
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
        return kind(*(_read(types[name], value) for name, value in zip(names, values, strict=True)))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidCursor from error


def _read(kind: type[Any], value: Any) -> Any:
    return kind.fromisoformat(value) if issubclass(kind, date) else kind(value)


def _fingerprint(binding: object) -> str:
    return hashlib.sha256(repr(binding).encode("utf-8", "surrogatepass")).hexdigest()[:16]

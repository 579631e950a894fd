"""Cursors: where the next page of a list begins, opaque, and bound to the list that it was made for."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from service.domain.errors import InvalidCursor


def encode(position: str | int, filters: Mapping[str, Any]) -> str:
    """A cursor for the page after `position` in the list that `filters` select."""
    body = json.dumps([position, _fingerprint(filters)], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def decode(cursor: str, filters: Mapping[str, Any]) -> str | int:
    """The position that `cursor` holds; raises `InvalidCursor` where it is not one of this list's."""
    try:
        body = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        position, fingerprint = json.loads(body)
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidCursor from error
    if fingerprint != _fingerprint(filters) or not isinstance(position, str | int):
        raise InvalidCursor
    return position


def _fingerprint(filters: Mapping[str, Any]) -> str:
    canonical = json.dumps(filters, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]

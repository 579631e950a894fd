"""What a shape asks of several fields together, in the words of JSON Schema.

Generators of clients read `anyOf`, `oneOf` and `allOf` in place of the fields beside them, and lose those. `if`, `then`
and `else` they pass over, while validators heed them: so each field stands once, with its type, among the properties.
"""

from collections.abc import Mapping
from typing import Any

Constraint = Mapping[str, Any]


def given(*names: str) -> Constraint:
    """Each of these texts is there."""
    return {"properties": {name: {"type": "string"} for name in names}, "required": list(names)}


def absent(*names: str) -> Constraint:
    """None of these is there, or null is."""
    return {"properties": {name: {"type": "null"} for name in names}}


def both(one: Constraint, other: Constraint) -> Constraint:
    """Two constraints, of different fields."""
    required = [*one.get("required", []), *other.get("required", [])]
    return {
        "properties": {**one["properties"], **other["properties"]},
        **({"required": required} if required else {}),
    }


def where(condition: Constraint, then: Constraint, otherwise: Constraint) -> Constraint:
    """One constraint where the condition holds, and another where it does not."""
    return {"if": condition, "then": then, "else": otherwise}

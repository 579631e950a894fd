"""How fields stand in the API's document where apispec does not know, in the form that generators of clients read best.

An enum stands once, under its name, so that a client has one type for it. Null is another schema beside it: generators
take an enum that holds null for no enum at all.
"""

import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from marshmallow import fields

from schemas.base import Unread


def describer(named: dict[str, type[StrEnum]]) -> Callable[..., dict[str, Any]]:
    """A function for apispec's converter, which puts each enum that a field names in `named`.

    It returns what is to be added to `ret`, the field's description as it is so far, and takes out what is wrong there.
    """

    def describe(converter: Any, field: fields.Field[Any], ret: dict[str, Any]) -> dict[str, Any]:
        if isinstance(field, fields.Enum):
            words = [word for word in ret.pop("enum") if word is not None]
            return _enum(field, words, converter.field2choices(field).get("enum", words), named)
        if isinstance(field, Unread):
            return _any_of([converter.resolve_nested_schema(shape) for shape in field.shapes])
        return {}

    return describe


def _enum(
    field: fields.Enum[Any], words: list[str], taken: list[str], named: dict[str, type[StrEnum]]
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "enum": [word for word in words if word in taken]}
    if schema["enum"] == words:
        if named.setdefault(field.enum.__name__, field.enum) is not field.enum:
            raise ValueError(f"Two enums are called {field.enum.__name__}: rename one.")
        schema = {"$ref": f"#/components/schemas/{field.enum.__name__}"}
    return _any_of([schema, {"type": "null"}]) if field.allow_none else schema


def schema_of(words: type[StrEnum]) -> dict[str, Any]:
    """The schema of an enum that has a name."""
    told = (inspect.getdoc(words) or "").partition("\n")[0]
    return {"type": "string", "enum": [word.value for word in words], "description": told}


def _any_of(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def drop_null_defaults(shape: dict[str, Any]) -> None:
    """Leave out that what is not given is null: generators take a field with a default for one that is always there."""
    for field in shape.get("properties", {}).values():
        if field.get("default", ...) is None:
            del field["default"]


def drop_null(schema: dict[str, Any]) -> None:
    """Make a parameter's schema one without null: a parameter that is not given is absent; a query cannot say null."""
    if schema.get("default", ...) is None:
        del schema["default"]
    if isinstance(schema.get("type"), list):
        (schema["type"],) = (kind for kind in schema["type"] if kind != "null")
    if "anyOf" in schema:
        (only,) = (kind for kind in schema.pop("anyOf") if kind != {"type": "null"})
        schema |= only
    if "enum" in schema:
        schema["enum"] = [value for value in schema["enum"] if value is not None]

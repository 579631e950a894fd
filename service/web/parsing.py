"""Reading requests: JSON that is JSON, and each wrong field named."""

from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs import core
from webargs.flaskparser import FlaskParser

from service.web.problems import INVALID, NOT_JSON, NOT_JSON_TYPE, RequestRefused


class StrictParser(FlaskParser):
    """A webargs parser that refuses what it does not know, in our own problems."""

    DEFAULT_UNKNOWN_BY_LOCATION: Mapping[str, str | None] = {  # type: ignore[assignment]
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": ma.RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        body = req.get_data(cache=True)
        if not body and not req.mimetype:
            return {}  # an absent body has no fields; those that are required will be missed by name
        if not core.is_json(req.mimetype):
            raise RequestRefused(NOT_JSON_TYPE)
        try:
            return core.parse_json(body)
        except (JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RequestRefused(NOT_JSON) from error

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Name each wrong field, with the part of the request that it is in."""
        raise RequestRefused(INVALID, fields=_fields(error.messages_dict))


def read_body(shape: type[ma.Schema], body: Any) -> Any:
    """The part of a request that `shape` describes; refused with each wrong field named."""
    try:
        return shape().load(body)
    except ma.ValidationError as error:
        raise RequestRefused(INVALID, fields=_fields({"json": error.messages_dict})) from error


def _fields(messages: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"in": location, "field": ".".join(path), "message": message}
        for location, tree in messages.items()
        for path, message in _leaves(tree)
    ]


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, dict):
        for name, branch in tree.items():
            yield from _leaves(branch, path if name == "_schema" else (*path, str(name)))
    else:
        for message in tree:
            yield path, str(message)

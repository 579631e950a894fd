"""Reading requests: JSON that is JSON, and each wrong field named."""

from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request, request
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
        messages = error.messages_dict
        fields = [
            {"in": location, "field": ".".join(path), "message": message}
            for location, tree in messages.items()
            for path, message in _leaves(tree)
        ]
        raise RequestRefused(INVALID, fields=fields)


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, dict):
        for name, branch in tree.items():
            yield from _leaves(branch, path if name == "_schema" else (*path, str(name)))
    else:
        for message in tree:
            yield path, str(message)


def check_no_query() -> None:
    """Refuse query parameters on a route that takes none."""
    if request.args:
        fields = [{"in": "query", "field": name, "message": "Unknown field."} for name in request.args]
        raise RequestRefused(INVALID, fields=fields)

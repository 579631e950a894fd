"""Reading requests: JSON that is JSON, and each wrong field named."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs import core
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict

from service.web import strict_json
from service.web.problems import DUPLICATE_KEY, INVALID, NOT_JSON, NOT_JSON_TYPE, RequestRefused


class StrictParser(FlaskParser):
    """A webargs parser that refuses what it does not know, in our own problems."""

    DEFAULT_UNKNOWN_BY_LOCATION: Mapping[str, str | None] = {  # type: ignore[assignment]
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": ma.RAISE,
    }

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """The query; what has one value has it once. Several values may have commas between, or be given again."""
        query = self._makeproxy(MultiDict(_split(req.args.items(multi=True), schema)), schema)
        twice = [
            {"in": "query", "field": name, "message": "Given more than once."}
            for name, values in req.args.lists()
            if len(values) > 1 and name in schema.fields and name not in query.multiple_keys
        ]
        if twice:
            raise RequestRefused(INVALID, fields=twice)
        return query

    def _raw_load_json(self, req: Request) -> Any:
        body = req.get_data(cache=True)
        if not body and not req.mimetype:
            return {}  # an absent body has no fields; those that are required will be missed by name
        if not core.is_json(req.mimetype):
            raise RequestRefused(NOT_JSON_TYPE)
        try:
            return strict_json.loads(body)
        except strict_json.NotJson as error:
            raise RequestRefused(NOT_JSON, f"The body is not valid JSON in UTF-8: {error}.") from error
        except strict_json.DuplicateKey as error:
            fault = {"in": "json", "field": error.name, "message": "Stands twice in one object."}
            raise RequestRefused(DUPLICATE_KEY, fields=[fault]) from error

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Name each wrong field, with the part of the request that it is in."""
        raise RequestRefused(INVALID, fields=_fields(error.messages_dict))


def read_body(shape: type[ma.Schema], body: Any) -> Any:
    """The part of a request that `shape` describes; refused with each wrong field named."""
    try:
        return shape().load(body)
    except ma.ValidationError as error:
        raise RequestRefused(INVALID, fields=_fields({"json": error.messages_dict})) from error


def _split(query: Iterable[tuple[str, str]], schema: ma.Schema) -> Iterator[tuple[str, str]]:
    for name, value in query:
        values = value.split(",") if isinstance(schema.fields.get(name), ma.fields.List) else [value]
        yield from ((name, each) for each in values)


def _fields(messages: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for location, tree in messages.items():
        for path, message in _leaves(tree):
            yield {"in": location, "field": ".".join(path), "message": message}


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, dict):
        for name, branch in tree.items():
            yield from _leaves(branch, path if name == "_schema" else (*path, str(name)))
    else:
        for message in tree:
            yield path, str(message)

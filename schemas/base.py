"""What all wire shapes share: unknown fields are refused, and text can be stored."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, validate

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# The same for readers of the OpenAPI document: something that is no white space, and no NUL anywhere. White space
# is written out, for dialects of patterns differ in it.
_STORABLE = r"^[^\u0000]*$"
_SAYS_SOMETHING = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085\ufeff][^\u0000]*$"


class WireSchema(Schema):
    """The base of all shapes.

    `CONSTRAINTS` are what a shape's own checks ask of several fields together, in the words of JSON Schema.
    """

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = {}

    class Meta:
        """Refuse unknown fields; keep the order of declaration."""

        unknown = RAISE


class Words(fields.String):
    """Text that Postgres can store: no NUL characters, no unpaired surrogates; `most` characters."""

    def __init__(self, *, most: int | None = None, blank: bool = False, **kwargs: Any) -> None:
        checks = list(kwargs.pop("validate", ()))
        if most is not None:
            checks.append(validate.Length(min=0 if blank else 1, max=most))
        pattern = {"pattern": _STORABLE if blank else _SAYS_SOMETHING}
        super().__init__(validate=checks, metadata={**pattern, **kwargs.pop("metadata", {})}, **kwargs)
        self._blank = blank

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        found = _UNSTORABLE.search(text)
        if found:
            name = "NUL character" if found[0] == "\x00" else "unpaired surrogate"
            raise ValidationError(f"Has a {name} at place {found.start()}.")
        if not self._blank and not text.strip():
            raise ValidationError("Must not be empty.")
        return text


class Address(Words):
    """The address of a page: http or https, up to 2,000 characters."""

    def __init__(self, **kwargs: Any) -> None:
        described = {"format": "uri", "pattern": "^https?://[A-Za-z0-9]", **kwargs.pop("metadata", {})}
        checks = [validate.URL(schemes={"http", "https"}, require_tld=False)]
        super().__init__(most=2_000, validate=checks, metadata=described, **kwargs)


class Several(fields.List[Any]):
    """Any of several words, each once; none where nothing is asked for. In a query commas may stand between them."""

    def __init__(self, words: type[StrEnum], **kwargs: Any) -> None:
        described = {"description": "Any of several.", **kwargs.pop("metadata", {})}
        super().__init__(fields.Enum(words, by_value=True), load_default=tuple, metadata=described, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **kwargs)))


class Flag(fields.Boolean):
    """True or false, and nothing that is merely like it: neither 1 nor "yes"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Whole(fields.Integer):
    """A whole number. 3.0 is one, as JSON has it; "3" and true are none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if not whole or isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return int(value)


class Unread(fields.Field[Mapping[str, Any]]):
    """An object that is read later, and then as one of `shapes`, which the API's document names."""

    def __init__(self, *shapes: type[Schema], **kwargs: Any) -> None:
        super().__init__(error_messages={"invalid": "Not a valid mapping type."}, **kwargs)
        self.shapes = shapes

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        return value


class Secret(fields.String):
    """A secret of an answer: shown once, and null where the answer is given again."""

    def __init__(self, words: str) -> None:
        described = {"description": f"{words} Null where this answer is given again.", "format": "password"}
        super().__init__(required=True, allow_none=True, metadata=described)


class Withheld(fields.String):
    """Why the secret of an answer is null."""

    def __init__(self) -> None:
        described = {"description": "Why the secret is not here; null where it is."}
        super().__init__(required=True, allow_none=True, dump_default=None, metadata=described)

"""What all wire shapes share: unknown fields are refused, and text can be stored."""

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class WireSchema(Schema):
    """The base of all shapes."""

    class Meta:
        """Refuse unknown fields; keep the order of declaration."""

        unknown = RAISE


class Words(fields.String):
    """Text that Postgres can store: no NUL characters, no unpaired surrogates; `most` characters."""

    def __init__(self, *, most: int | None = None, blank: bool = False, **kwargs: Any) -> None:
        checks = list(kwargs.pop("validate", ()))
        if most is not None:
            checks.append(validate.Length(min=0 if blank else 1, max=most))
        super().__init__(validate=checks, **kwargs)
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

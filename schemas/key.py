"""API keys on the wire."""

from typing import ClassVar

from marshmallow import fields, validate

from schemas.base import Secret, WireSchema, Withheld, Words
from schemas.constraints import Constraint, where
from service.domain.key import LONGEST_NAME, RESERVED_NAMES, RESERVED_PREFIXES, UNFIT, Scope


def in_any_case(word: str) -> str:
    """A pattern for the word in any case of letters: JSON Schema's know no flags."""
    return "".join(f"[{letter}{letter.upper()}]" if letter.isalpha() else letter for letter in word)


_RESERVED = "|".join([*(f"{in_any_case(name)}\\s*$" for name in RESERVED_NAMES), *map(in_any_case, RESERVED_PREFIXES)])
NAME = {
    "description": "Stands in the history of what it does. Neither control nor format characters; "
    f"{', '.join(f'`{name}`' for name in RESERVED_NAMES)} and what begins with "
    f"{' or '.join(f'`{prefix}`' for prefix in RESERVED_PREFIXES)} are reserved.",
    "pattern": rf"^(?!\s*(?:{_RESERVED}))[^{UNFIT}]*[^\s{UNFIT}][^{UNFIT}]*$",
}


_JUDGE = {"const": Scope.JUDGE.value}


class KeyIn(WireSchema):
    """A key to make. The scope `judge` stands alone: whoever judges decides nothing."""

    CONSTRAINTS: ClassVar[Constraint] = where(
        {"properties": {"scopes": {"contains": _JUDGE}}}, {"properties": {"scopes": {"items": _JUDGE}}}, {}
    )

    name = Words(most=LONGEST_NAME, required=True, metadata=NAME)
    scopes = fields.List(fields.Enum(Scope, by_value=True), required=True, validate=validate.Length(min=1))
    expires_at = fields.AwareDateTime(allow_none=True, load_default=None)
    member_id = fields.UUID(
        allow_none=True,
        load_default=None,
        metadata={"description": "Whose it is; without it the key is a job's. It has no scope that the member lacks."},
    )


class KeyOut(WireSchema):
    """A key, without its secret."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    member_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Whose it is; null where it is a job's."}
    )
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)
    last_used_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "To the minute or so."}
    )


class NewKeyOut(KeyOut):
    """A key with its secret, which is shown this once."""

    key = Secret("What to send as bearer token.")
    withheld = Withheld()


class KeysOut(WireSchema):
    """Every key, oldest first, the revoked ones too."""

    data = fields.List(fields.Nested(KeyOut), required=True)

"""Members on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import WireSchema, Words
from schemas.key import NAME, in_any_case
from schemas.page import PageOut
from service.domain.key import LONGEST_NAME, Scope
from service.domain.member import LONGEST_MAIL, MAIL, MEMBER_SCOPES, ReservedName

_RESERVED = "|".join(
    in_any_case(word).replace(" ", r"\s+") + ("" if word is ReservedName.FORMER else r"\s*$") for word in ReservedName
)
_NAME = {
    "description": f"{NAME['description']} So are `{ReservedName.ME}`, `{ReservedName.NOBODY}` and what begins with "
    f"`{ReservedName.FORMER}`.",
    "pattern": rf"^(?!\s*(?:{_RESERVED})){NAME['pattern'].removeprefix('^')}",
}


class _Mail(Words):
    """A mail address, of the form that browsers take."""

    def __init__(self, **kwargs: Any) -> None:
        told = {"description": "No other member has it, in any case of letters.", "pattern": f"^{MAIL}$"}
        super().__init__(most=LONGEST_MAIL, validate=[validate.Regexp(rf"{MAIL}\Z")], metadata=told, **kwargs)


class _Scopes(fields.List[Any]):
    """What the member may do, and gives to keys."""

    def __init__(self, **kwargs: Any) -> None:
        known = fields.Enum(Scope, by_value=True, validate=validate.OneOf(MEMBER_SCOPES))
        told = {"description": "What its keys may have; with `admin` all of these. Not `judge`, which is of programs."}
        super().__init__(known, validate=validate.Length(min=1), metadata=told, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return frozenset(super()._deserialize(value, attr, data, **kwargs))


class MemberIn(WireSchema):
    """Somebody who works here from now on."""

    name = Words(most=LONGEST_NAME, required=True, metadata=_NAME)
    mail = _Mail(required=True)
    scopes = _Scopes(required=True)


class MemberChangeIn(WireSchema):
    """What is to be different about a member; what is left out stays."""

    CONSTRAINTS: ClassVar[Mapping[str, Any]] = {"minProperties": 1}

    name = Words(most=LONGEST_NAME, metadata=_NAME)
    mail = _Mail()
    scopes = _Scopes()

    @validates_schema
    def check_some(self, data: dict[str, Any], **_: Any) -> None:
        """A change changes something."""
        if not data:
            raise ValidationError("Give at least one of name, mail and scopes.")


class _SortedScopes(fields.List[Any]):
    """Scopes in the order of their names."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return super()._serialize(sorted(value), attr, obj, **kwargs)


class MemberOut(WireSchema):
    """A member. One who has left is blank."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, allow_none=True, metadata={"description": "Null once the member has left."})
    mail = fields.String(required=True, allow_none=True, metadata={"description": "Null once the member has left."})
    scopes = _SortedScopes(fields.String(), required=True, metadata={"description": "Empty once the member has left."})
    version = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    left_at = fields.AwareDateTime(required=True, allow_none=True)


class MemberPageOut(PageOut):
    """A page of members, oldest first, those who have left too."""

    data = fields.List(fields.Nested(MemberOut), required=True)

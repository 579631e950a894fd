"""Members: the persons who work here. Keys belong to them, and the history names them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from service.domain.errors import InvalidValue, MemberLeft
from service.domain.key import Scope, name_of

LONGEST_MAIL = 254  # characters: what a path of RFC 5321 holds
# "An e-mail address" as browsers take it (HTML Living Standard, 4.10.5.1.5).
_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
MAIL = rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*"  # the whole of it
MEMBER_SCOPES = tuple(scope for scope in Scope if scope is not Scope.JUDGE)


class ReservedName(StrEnum):
    """What means another than a member who would be called so."""

    ME = "me"  # whoever asks
    NOBODY = "nobody"  # whose claims are assigned to none
    FORMER = "former member"  # begins what is shown of who has left


ME, NOBODY = ReservedName.ME, ReservedName.NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member as stored. One who has left has neither name nor mail nor scopes. `version` counts the changes."""

    id: UUID
    name: str | None
    mail: str | None
    scopes: frozenset[Scope]
    version: int
    created_at: datetime
    left_at: datetime | None

    def check_present(self) -> None:
        """Raise `MemberLeft` for one who has left."""
        if self.left_at is not None:
            raise MemberLeft

    def check_key(self, scopes: Collection[Scope]) -> None:
        """Raise `InvalidValue` for a key's scopes that the member lacks."""
        lacking = sorted(frozenset(scopes) - self._given)
        if lacking:
            raise InvalidValue("scopes", f"The member lacks {', '.join(lacking)}.")

    def narrowed(self, scopes: frozenset[Scope]) -> frozenset[Scope]:
        """What the member's scopes leave of a key's."""
        return scopes & self._given

    @property
    def _given(self) -> frozenset[Scope]:
        return frozenset(MEMBER_SCOPES) if Scope.ADMIN in self.scopes else self.scopes


def member_name(text: str) -> str:
    """The name as a member has it; raises `InvalidValue` for one that is none, or that means somebody else."""
    name = name_of(text)
    folded = " ".join(name.casefold().split())
    if folded in (ME, NOBODY) or folded.startswith(ReservedName.FORMER):
        raise InvalidValue("name", "Is reserved: it means another than this member.")
    return name


def check_member_scopes(scopes: Collection[Scope]) -> None:
    """Raise `InvalidValue` for scopes that no person has."""
    if Scope.JUDGE in scopes:
        raise InvalidValue("scopes", "The scope judge is of programs, not of members.")

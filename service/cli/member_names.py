"""Members as people name them: by mail address, by name, or by id."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from service.cli.output import fail
from service.domain.ids import SHORTEST


class NamedMember(Protocol):
    """What a member can be named by; one who has left by the id alone."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str | None: ...
    @property
    def mail(self) -> str | None: ...


def find_member(given: str, members: Iterable[NamedMember]) -> UUID:
    """The one member who has this mail address, name or id, or end of an id; ends the program where none has."""
    word = given.strip().casefold()
    found = [one.id for one in members if word in _names(one) or (len(word) >= SHORTEST and one.id.hex.endswith(word))]
    if not found:
        fail(f"no member has the mail address, the name or the id {given!r}: `claims members list` shows them all.")
    if len(found) > 1:
        fail(f"{len(found)} members are meant by {given!r}: give all of one of {', '.join(map(str, found))}")
    return found[0]


def _names(member: NamedMember) -> set[str]:
    return {str(member.id), *(word.casefold() for word in (member.name, member.mail) if word)}

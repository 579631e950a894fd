"""Who did something, as the history has it: the name of a key or of the service's own actor, or a member by id.

A member's name stands in one row alone. So the history shows the name of today, and forgets it when the member leaves.
"""

from uuid import UUID

MEMBER_PREFIX = "member:"  # which no key's name begins with
_SHORT = 8  # characters of an id that people tell members apart by


def actor_of(member_id: UUID) -> str:
    """What the history keeps of a member."""
    return f"{MEMBER_PREFIX}{member_id}"


def member_of(actor: str | None) -> UUID | None:
    """The id of the member that the history means, or None where it means nobody or none of the members."""
    if actor is None or not actor.startswith(MEMBER_PREFIX):
        return None
    try:
        return UUID(actor.removeprefix(MEMBER_PREFIX))
    except ValueError:  # a key of an earlier release could be called so
        return None


def former_name(member_id: UUID) -> str:
    """What people read in place of the name of a member who has left."""
    return f"former member {str(member_id)[-_SHORT:]}"

"""Who did something, on the wire: the name that is shown, and the member's id where a member did it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from marshmallow import fields, missing

from service.domain.actor import member_of

Naming = Callable[[str], str]  # what people read of an actor as the history has it
_naming: ContextVar[Naming] = ContextVar("naming", default=str)


def show_names(naming: Naming) -> None:
    """Have the actors in all that this context dumps from now on shown by `naming`."""
    _naming.set(naming)


class ActorName(fields.String):
    """The name of a key, of one of the service's own actors, or of the member as it is today."""

    def __init__(self, words: str, **kwargs: Any) -> None:
        told = f"{words} A member's is the name of today; of one who has left, `former member` and the end of the id."
        super().__init__(required=True, metadata={"description": told}, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else _naming.get()(value)


class ActorId(fields.UUID):
    """The id of the member who did it."""

    def __init__(self, actor: str) -> None:
        told = "The id of the member; null where it was none of the members."
        super().__init__(required=True, allow_none=True, metadata={"description": told})
        self._actor = actor  # the name of the field beside it

    def get_value(self, obj: Any, attr: str, accessor: Any = None, default: Any = missing) -> Any:
        """What the field beside it has."""
        return super().get_value(obj, self._actor, accessor, default)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return super()._serialize(member_of(value), attr, obj, **kwargs)

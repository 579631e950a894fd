"""Whether names of two articles mean the same people, bodies or places."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.domain.identity.names import Name, same_name
from service.domain.identity.words import words


@lru_cache(maxsize=100_000)
def same(one: Name, other: Name) -> bool:
    """Whether both may name the same: short and long forms, initials, a capital for its country's government."""
    if one == other:
        return True
    capitals = words().capitals
    mine, its = capitals.get(one, one), capitals.get(other, other)
    return mine == its or same_name(mine, its) or _at_home(mine) == its or mine == _at_home(its)


def _at_home(name: Name) -> Name:
    """How a country's own press calls a body: "the Senate" for "the U.S. Senate"; only names of several words."""
    first, _, rest = name.partition(" ")
    while rest and first not in words().countries and " " in rest:
        word, _, rest = rest.partition(" ")
        first = f"{first} {word}"
    return rest if " " in rest and first in words().countries else name


def shared(mine: Iterable[Name], its: Sequence[Name]) -> list[Name]:
    """Those of `mine` that are among `its`."""
    return [name for name in mine if any(same(name, other) for other in its)]


def is_common(name: Name) -> bool:
    """Whether a name is a country or a capital, which half of the news speaks of."""
    return name in words().countries or name in words().capitals

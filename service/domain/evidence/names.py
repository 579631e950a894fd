"""Whether names of two articles mean the same people, bodies or places."""

from collections.abc import Iterable, Sequence

from service.domain.identity.names import Name, same_name
from service.domain.identity.words import words


def shared(mine: Iterable[Name], its: Sequence[Name]) -> list[Name]:
    """Those of `mine` that are among `its`: in short or in full, by initials, a capital for its country's government.

    Names are many and their pairs more, so nearly all are told apart by their letters, and none are kept in mind.
    """
    capitals = words().capitals
    others = [capitals.get(name, name) for name in its]
    return [name for name in mine if _is_among(capitals.get(name, name), others)]


def _is_among(name: Name, others: Sequence[Name]) -> bool:
    if name in others:
        return True
    first, last = name[:1], name[-1:]
    for other in others:  # noqa: SIM110  # asked of ten thousands of pairs an article
        if (other[:1] == first or other[-1:] == last) and same_name(name, other):
            return True
    return False


def is_common(name: Name) -> bool:
    """Whether a name is a country or a capital, which half of the news speaks of."""
    return name in words().countries or name in words().capitals


def shown(names: Iterable[Name]) -> str:
    """The names for people to read."""
    return ", ".join(name.title() for name in names)

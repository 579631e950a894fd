"""Whether names of two articles mean the same people, bodies or places."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.language import Name, same_name, semantic_lexicon


def shared(mine: Iterable[Name], its: Sequence[Name]) -> list[Name]:
    """Those of `mine` that are among `its`: in short or in full, by initials, a capital for its country's government.

    Names are many and their pairs more, so nearly all are told apart by their letters, and none are kept in mind.
    """
    whole = [_forms(name)[0] for name in its]
    others = [form for name in its for form in _forms(name)]
    found = ((name, *_forms(name)) for name in mine)
    return [name for name, own, *home in found if _is_among(own, others) or any(form in whole for form in home)]


@lru_cache(maxsize=20_000)
def _forms(name: Name) -> tuple[Name, ...]:
    """The name, a capital as its country, and how its own country calls a body: "the House" of "the U.S. House"."""
    own = semantic_lexicon().capitals.get(name, name)
    places = (at for at, sign in enumerate(own) if sign == " " and " " in own[at + 1 :])
    home = next((own[at + 1 :] for at in places if own[:at] in semantic_lexicon().countries), None)
    return (own, home) if home else (own,)


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
    return name in semantic_lexicon().countries or name in semantic_lexicon().capitals

"""Whether names of two articles mean the same people, bodies or places. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from service.language import Name, is_small, semantic_lexicon, small


def shared_names(mine: Iterable[Name], its: Sequence[Name]) -> list[Name]:
    """Those of `mine` that some name of `its` stands for."""
    return [name for name in mine if any(same_across(name, other) for other in its)]


@lru_cache(maxsize=50_000)
def same_across(one: Name, other: Name) -> bool:
    """Whether two names of two articles mean the same.

    Equal, a capital for its country's government, a body's own short form or its initials; a surname alone is no name.
    """
    one, other = _home(one), _home(other)
    if one == other or is_country(one) or is_country(other):
        return one == other
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and _is_short_form(short, long)


def _is_short_form(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) == 1 and short[0] in initials(long):
        return True
    if _is_body(short):
        return False  # "the commission" may be any
    if long[: len(short)] == short:
        return all(map(_is_kind, long[len(short) :]))
    # "Bundesbank president Karl Pohl": a person in full behind what he is; the Bank of New York is not New York
    behind = len(short) > 1 and long[-len(short) :] == short and not is_small(long[-len(short) - 1], "bodies")
    return behind and not any(map(is_country, long))


def initials(words: Sequence[str]) -> set[str]:
    """The initials of a name, with and without the country in it."""
    home = [word for word in words if word not in _country_words()]
    return {"".join(word[0] for word in part) for part in (words, home) if len(part) > 1}


def without_kind(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The name without one or more of the words at its end that say what kind of firm it is."""
    last = len(words)
    while last > 1 and _is_kind(words[last - 1]):
        last -= 1
        yield words[:last]


def may_be_short(one: Name, other: Name) -> bool:
    """Whether one ends the other, as a surname does: perhaps the same, perhaps another of the family."""
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and (long[-len(short) :] == short or long[: len(short)] == short)


def without_country(name: Name) -> list[str]:
    """The words of a name but for those of its country, which a country's own press leaves out."""
    return [word for word in name.split() if word not in _country_words()]


def is_specific(name: Name) -> bool:
    """Whether a name identifies by itself: no country, no capital, no body that any country has."""
    if is_country(name):
        return False
    words = name.split()
    rest = [word for word in words if word not in semantic_lexicon().countries]
    return not _is_body(rest) and not (len(name) < 3)


def is_country(name: Name) -> bool:
    """Whether a name is a country or a capital, of which half of the news speaks."""
    return name in semantic_lexicon().countries or name in semantic_lexicon().capitals


@lru_cache(maxsize=20_000)  # the statements of one article share its names
def short_form(name: Name) -> str:
    """The word by which short and long forms of a name meet: the family name; of a body, its initials or all of it."""
    name = semantic_lexicon().capitals.get(name, name)
    parts = name.split()
    if name in semantic_lexicon().countries or len(parts) == 1:
        return name
    if parts[0] in small("family_first"):
        return parts[0]
    if is_small(parts[-1], "bodies") or not parts[-1].isalpha():
        return "".join(part[0] for part in parts) if len(parts) > 2 else name
    return parts[-1]


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for name in semantic_lexicon().countries for word in name.split())


def _home(name: Name) -> Name:
    return semantic_lexicon().capitals.get(name, name)


def _is_body(words: Sequence[str]) -> bool:
    return all(is_small(word, "bodies") or word in small("offices") for word in words)


def _is_kind(word: str) -> bool:
    return is_small(word, "corporate") or word in small("kinds_of_firms")

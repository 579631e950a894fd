"""Which names are sure to be one person's or one body's, and by what they are found. Pure.

What is not sure stays a name: a surname alone, a body that any country has, a thing or a place.
"""

from collections.abc import Sequence

from service.domain.entities.entity import EntityKind
from service.domain.entities.words import words
from service.domain.names import initials, is_country, without_kind
from service.language import Name, Naming, is_common_word, is_small, one_name, semantic_lexicon, small

_LEAST = 3  # letters of initials that stand for one body


def key_of(name: Name) -> str:
    """What a name is found by: the name without titles that reading has left in it."""
    parts = name.split()
    last = max((place for place, word in enumerate(parts[:-2]) if is_small(word, "titles")), default=-1)
    return " ".join(parts[last + 1 :])


def key_by_hand(text: str) -> str:
    """What a name that somebody gives is found by, whatever it is."""
    given = text.lower().split()
    rest = given[1:] if given[0] in small("definite") and len(given) > 1 else given
    return key_of(one_name(text) or " ".join(rest))


def home_of(name: Name) -> Name:
    """Whom a speaker means: of a capital its country."""
    return semantic_lexicon().capitals.get(name, name)


def kind_of(naming: Naming) -> EntityKind:
    """What the text tells of a name."""
    if is_country(naming.name) or naming.is_person is False or _is_of_body(naming.name.split()):
        return EntityKind.BODY
    return EntityKind.PERSON if naming.is_person else EntityKind.UNKNOWN


def is_sure(naming: Naming, kind: EntityKind, *, speaks: bool) -> bool:
    """Whether a name stands for one person or body wherever it is read, so that a record is made of it."""
    parts = key_of(naming.name).split()
    if kind is EntityKind.BODY:
        return _is_one_body(naming, parts)
    return _is_full_name(parts) and (kind is EntityKind.PERSON or (speaks and naming.may_be_person))


def derived_keys(key: str, kind: EntityKind) -> frozenset[str]:
    """By what else a body is found, where no other has it: its initials, and its name without its kind."""
    if kind is not EntityKind.BODY or is_country(key):
        return frozenset()
    parts = key.split()
    letters = {one for one in initials(parts) if len(one) >= _LEAST}
    short = {" ".join(one) for one in without_kind(parts) if _may_be_short(one)}
    return frozenset((letters | short) - {key})


def _may_be_short(parts: Sequence[str]) -> bool:
    """Whether the words of a name do without its kind: no common word alone, and not all of any body."""
    return not all(map(_is_generic, parts)) and (len(parts) > 1 or not is_common_word(parts[0]))


def _is_of_body(parts: Sequence[str]) -> bool:
    return any(word in words()["of_bodies"] for word in parts)


def _is_one_body(naming: Naming, parts: Sequence[str]) -> bool:
    key = " ".join(parts)
    if key in words()["known"] or key in semantic_lexicon().countries.values():
        return True
    if is_country(key) or key in words()["no_bodies"]:
        return False
    if not words()["joining"].isdisjoint(parts) and not _is_of_body(parts[:1]):
        return False
    if len(parts) == 1:
        return naming.is_person is False and parts[0].isalpha() and not is_common_word(key)
    home, rest = _without_country(parts)
    return _tells(rest) or (home and any(word not in words()["generic"] for word in rest))


def _without_country(parts: Sequence[str]) -> tuple[bool, Sequence[str]]:
    """Whether a name says of which country it is, and its other words."""
    for width in (2, 1):
        if " ".join(parts[:width]) in semantic_lexicon().countries:
            return True, parts[width:]
    return False, parts


def _tells(parts: Sequence[str]) -> bool:
    """Whether the words of a name tell one body from others of its kind: one that is no common word, or two."""
    telling = [word for word in parts if not _is_generic(word)]
    return len(telling) > 1 or any(not is_common_word(word) for word in telling)


def _is_generic(word: str) -> bool:
    lists = words()
    if word in lists["of_bodies"] or word in lists["generic"] or word in small("offices"):
        return True
    return is_small(word, "bodies", "fields", "geographic")


def _is_full_name(parts: Sequence[str]) -> bool:
    """Given name and family name, neither of them a letter alone."""
    lists = words()
    proper = [word for word in parts if word not in lists["suffixes"]]
    if not 1 < len(proper) < 6 or proper[0] in lists["particles"] or len(proper[-1]) < 2:
        return False
    if len(proper) == 2 and len(proper[0].replace(".", "")) < 2:
        return False
    return all(word.replace("-", "").replace("'", "").replace(".", "").isalpha() for word in proper)

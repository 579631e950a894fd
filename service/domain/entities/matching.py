"""Which entity each name of an article is: one that is known, a new one, or none where it is not sure. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.domain.entities.entity import LONGEST_NAME, EntityKind
from service.domain.entities.rules import derived_keys, home_of, is_sure, key_of, kind_of
from service.language import Naming, one_name


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """A name of an article: what it is found by, and whether a record is made of it where there is none."""

    key: str
    shown: str
    kind: EntityKind
    is_sure: bool
    role: str | None
    initials: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All that it is looked up by."""
        return (self.key, *self.initials)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """An entity that has a key: `own` its id, `root` the one that it was merged into, if it was, else itself.

    `is_derived` where the key was made of its name by rule; `is_name` where the key is all that it is called.
    """

    key: str
    own: UUID
    root: UUID
    kind: EntityKind
    is_derived: bool
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntity:
    """An entity to be made."""

    id: UUID
    named: EntityName


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The entities of the names, by key, each its own id; those to be made; and keys to be added to known ones."""

    ids: Mapping[str, UUID]
    born: Sequence[NewEntity]
    learnt: Sequence[tuple[UUID, EntityName]]


def named(naming: Naming, *, speaks: bool) -> EntityName:
    """The naming with what the rules make of it; `speaks` where the text tells that it said something."""
    kind = kind_of(naming)
    key = home_of(naming.name) if speaks else naming.name
    return EntityName(
        key=key_of(key),
        shown=naming.shown[:LONGEST_NAME],
        kind=EntityKind.BODY if key != naming.name else kind,
        is_sure=is_sure(naming, kind, speaks=speaks),
        role=naming.role,
        initials=naming.initials if kind is EntityKind.BODY else (),
    )


def named_by_hand(text: str) -> EntityName | None:
    """A speaker whom somebody has entered; None where that is no single name."""
    name = one_name(text)
    if name is None:
        return None
    naming = Naming(name=name, shown=text, is_person=None, may_be_person=True, role=None, initials=())
    return named(naming, speaks=True)


def match(
    names: Iterable[EntityName], known: Mapping[str, Sequence[KnownEntity]], new_id: Callable[[], UUID]
) -> Matched:
    """Find each name its entity among those `known` by its keys.

    The whole name counts first, then what was derived from others' by rule, where it leads to one alone.
    """
    ids: dict[str, UUID] = {}
    born: list[NewEntity] = []
    learnt: list[tuple[UUID, EntityName]] = []
    for one in _each_once(names):
        found = _exact(one, known.get(one.key, ())) or _derived(one, known.get(one.key, ()))
        if found is not None:
            ids[one.key] = found.own
        elif owner := _by_letters(one, known):
            ids[one.key] = owner.own
            learnt.append((owner.own, one))
        elif one.is_sure and not known.get(one.key):
            ids[one.key] = new_id()
            born.append(NewEntity(id=ids[one.key], named=one))
    return Matched(ids=ids, born=born, learnt=learnt)


def keys_for(key: str, kind: EntityKind, letters: Sequence[str] = ()) -> frozenset[str]:
    """The keys by which an entity is found besides its own: those made by rule, and initials that a text uses."""
    return derived_keys(key, kind) | {one for one in letters if one != key}


def _each_once(names: Iterable[EntityName]) -> Iterable[EntityName]:
    """One name for each key: where several have it, the one that tells most."""
    found: dict[str, EntityName] = {}
    for one in names:
        held = found.setdefault(one.key, one)
        if (one.is_sure, one.kind is not EntityKind.UNKNOWN) > (held.is_sure, held.kind is not EntityKind.UNKNOWN):
            found[one.key] = one
    return found.values()


def _exact(one: EntityName, known: Sequence[KnownEntity]) -> KnownEntity | None:
    return next((own for own in known if not own.is_derived and _may_be(one, own)), None)


def _derived(one: EntityName, known: Sequence[KnownEntity]) -> KnownEntity | None:
    """The only one that a short form or initials may mean; a person's name is neither."""
    if one.kind is EntityKind.PERSON or any(not own.is_derived for own in known):
        return None
    return known[0] if len({own.root for own in known}) == 1 else None


def _by_letters(one: EntityName, known: Mapping[str, Sequence[KnownEntity]]) -> KnownEntity | None:
    """The one that was known by initials alone, which this text uses for the full name."""
    if known.get(one.key):
        return None
    owners = [own for letters in one.initials for own in known.get(letters, ()) if not own.is_derived]
    return owners[0] if len(owners) == 1 and owners[0].is_name and owners[0].kind is EntityKind.BODY else None


def _may_be(one: EntityName, own: KnownEntity) -> bool:
    return one.kind is own.kind or EntityKind.UNKNOWN in (one.kind, own.kind)

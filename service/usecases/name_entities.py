"""Telling whom an article names: each name is one entity's, makes one, or stays a name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from service.domain.entities import EntityKind, EntityName, KnownEntity, Matched, match, named, named_by_hand
from service.language import Doc, Name, Proposition
from service.store import entities
from service.store.database import Connection, uuid7

_ROLES = (("agent", "agents"), ("patient", "patients"), ("other", "others"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whom a statement names: who makes it, and who takes part in its event, each with a role."""

    speaker: EntityName | None
    parts: tuple[tuple[str, EntityName], ...]

    def names(self) -> Iterator[EntityName]:
        """All of them."""
        yield from (one for _, one in self.parts)
        if self.speaker is not None:
            yield self.speaker


def read_cast(doc: Doc, speaker: str | None, proposition: Proposition, *, is_outcome: bool) -> Cast:
    """Whom a statement names. Pure. Of results the speaker alone: no claim is theirs."""
    said_by = doc.namings.of_text(speaker) if speaker else None
    return Cast(
        speaker=named(said_by, speaks=True) if said_by else None,
        parts=tuple(_parts(doc, proposition)) if is_outcome else (),
    )


def _parts(doc: Doc, proposition: Proposition) -> Iterator[tuple[str, EntityName]]:
    seen = set[Name](proposition.places)
    for role, names in _ROLES:
        for name in getattr(proposition, names):
            naming = doc.namings.of_name(name) if name not in seen else None
            seen.add(name)
            if naming is not None:
                yield role, named(naming, speaks=False)


def name_entities(connection: Connection, article_id: UUID, casts: Sequence[Cast], now: datetime) -> Mapping[str, UUID]:
    """The ids of the entities that these casts name, by the keys of the names; what is not sure is left out.

    One look-up for all names; a second one, with locks, where there are new ones.
    """
    names = [one for cast in casts for one in cast.names()]
    ids = _ids_of(connection, names, now)
    entities.mention(connection, article_id, ids, {one.key: one.role for one in names if one.role})
    return ids


def name_speakers(
    connection: Connection, speakers: Mapping[UUID, str | None], now: datetime
) -> dict[UUID, UUID | None]:
    """The entities that speakers are whom somebody has named, by claim; None where that is not sure."""
    names = {claim_id: named_by_hand(speaker) if speaker else None for claim_id, speaker in speakers.items()}
    ids = _ids_of(connection, list(filter(None, names.values())), now)
    return {claim_id: ids.get(one.key) if one else None for claim_id, one in names.items()}


def _ids_of(connection: Connection, names: Sequence[EntityName], now: datetime) -> Mapping[str, UUID]:
    keys = {key for one in names for key in one.keys}
    known: Mapping[str, Sequence[KnownEntity]] = entities.find(connection, keys)
    matched = match(names, known, uuid7)
    if matched.born or matched.learnt:
        known, matched = _with_new(connection, names, keys, matched, now)
    _tell_kinds(connection, names, known, matched)
    return matched.ids


def _with_new(
    connection: Connection, names: Sequence[EntityName], keys: Collection[str], first: Matched, now: datetime
) -> tuple[Mapping[str, Sequence[KnownEntity]], Matched]:
    """Match again, now that nobody else makes entities of these names; those in somebody else's hands stay names."""
    wanted = {one.named.key for one in first.born} | {one.key for _, one in first.learnt}
    held = entities.lock(connection, wanted)
    known = entities.find(connection, keys)
    matched = match([one for one in names if one.key in held or known.get(one.key)], known, uuid7)
    entities.add(connection, matched.born, now)
    entities.learn(connection, matched.learnt)
    return known, matched


def _tell_kinds(
    connection: Connection, names: Sequence[EntityName], known: Mapping[str, Sequence[KnownEntity]], matched: Matched
) -> None:
    """Take note of the kinds that this article tells of entities of unknown kind."""
    unknown = {own.own for owners in known.values() for own in owners if own.kind is EntityKind.UNKNOWN}
    ids = ((matched.ids.get(one.key), one.kind) for one in names if one.kind is not EntityKind.UNKNOWN)
    entities.tell_kinds(connection, {id_: kind for id_, kind in ids if id_ in unknown and id_ is not None})

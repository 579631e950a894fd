"""The client's methods for persons and bodies.

A change is refused with `Stale` where the entity is not at `version` any more.
"""

from collections.abc import Mapping
from typing import Any, Unpack

from service.client.arguments import EntityCorrection
from service.client.calls import Calls, Id
from service.client.listing import Listing
from service.client.records import Entity, EntityEvent, EntityProfile
from service.client.wire import read
from service.domain.entities import EntityKind


class Entities(Calls):
    """Persons and bodies: looked up, corrected, merged and split."""

    def entities(
        self, *, q: str | None = None, kind: EntityKind | str | None = None, limit: int | None = None
    ) -> Listing[Entity]:
        """The entities that have the words `q` in a name, the newest first, without those that were merged."""
        return self._list(Entity, "/v1/entities", {"q": q, "kind": kind}, limit)

    def entity(self, entity_id: Id) -> EntityProfile:
        """The entity with this id, with what is known of it."""
        return self._get(EntityProfile, f"/v1/entities/{entity_id}")

    def entity_events(self, entity_id: Id, *, limit: int | None = None) -> Listing[EntityEvent]:
        """The entity's history, oldest first."""
        return self._list(EntityEvent, f"/v1/entities/{entity_id}/events", {}, limit)

    def correct_entity(
        self,
        entity_id: Id,
        *,
        version: int,
        idempotency_key: str | None = None,
        **correction: Unpack[EntityCorrection],
    ) -> EntityProfile:
        """The entity, corrected."""
        return self._change_entity(entity_id, "", {**correction}, version, idempotency_key, method="PATCH")

    def merge_entity(
        self, entity_id: Id, into: Id, *, version: int, reason: str | None = None, idempotency_key: str | None = None
    ) -> EntityProfile:
        """The entity that stays; the other, at `version`, counts as it from now on."""
        body = {"into": str(into), "reason": reason}
        return self._change_entity(entity_id, "/merge", body, version, idempotency_key)

    def split_entity(
        self, entity_id: Id, member: Id, *, version: int, reason: str | None = None, idempotency_key: str | None = None
    ) -> EntityProfile:
        """The `member` of those that count as the entity, by itself again; the entity is at `version`."""
        body = {"entity_id": str(member), "reason": reason}
        return self._change_entity(entity_id, "/split", body, version, idempotency_key)

    def _change_entity(
        self,
        entity_id: Id,
        tail: str,
        body: Mapping[str, Any],
        version: int,
        key: str | None,
        *,
        method: str = "POST",
    ) -> EntityProfile:
        given = {name: value for name, value in body.items() if value is not None or method == "PATCH"}
        headers = {"If-Match": f'"{version}"'}
        return read(EntityProfile, self._create(f"/v1/entities/{entity_id}{tail}", given, key, headers, method=method))

"""/v1/entities: persons and bodies, looked up and put right."""

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from schemas.entity import (
    EntityCorrectionIn,
    EntityEventPageOut,
    EntityMergeIn,
    EntityPageOut,
    EntityProfileOut,
    EntityQuery,
    EntitySplitIn,
)
from schemas.page import PageQuery
from service.domain.entities import EntityProfile
from service.domain.key import Scope
from service.usecases import entities
from service.usecases.entities import EntityTarget
from service.web.auth import requires
from service.web.conditional import IF_MATCH, IF_NONE_MATCH, accepted_versions, tagged
from service.web.cursors import page_of
from service.web.idempotency import IDEMPOTENCY_KEY, idempotent
from service.web.resources import Resource, action, services

blueprint = Resource("entities", __name__, description="Persons and bodies that claims name.")

_CHANGE = (400, 404, 409, 412, 413, 415, 422, 428)


@blueprint.route("/v1/entities")
@requires(Scope.READ)
@blueprint.arguments(EntityQuery, location="query")
@blueprint.response(200, EntityPageOut)
@blueprint.problems(400, 422)
def list_entities(query: dict[str, Any]) -> dict[str, Any]:
    """List persons and bodies, the newest first, without those that were merged into others."""
    load = partial(entities.list_entities, services().database, query["kept"])
    return page_of(query, ("entities", query["kept"]), UUID, load)


@blueprint.route("/v1/entities/<uuid:entity_id>")
@requires(Scope.READ)
@blueprint.response(200, EntityProfileOut)
@blueprint.alt_response(304, description="Not modified since the version that If-None-Match names.", success=True)
@blueprint.problems(404)
@blueprint.doc(**IF_NONE_MATCH)
def read_entity(entity_id: UUID) -> Response:
    """Read a person or body: its names, what articles tell that it is, and how many claims name it.

    Its ETag is what a change needs as If-Match. One that was merged can be read still, and says what it counts as.
    """
    return _show(entities.get_entity(services().database, entity_id))


@blueprint.route("/v1/entities/<uuid:entity_id>", methods=["PATCH"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(EntityCorrectionIn)
@blueprint.response(200, EntityProfileOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def patch_entity(body: dict[str, Any], entity_id: UUID) -> Response:
    """Correct an entity's name, aliases, kind, id of Wikidata or note."""
    return _show(entities.correct_entity(services().database, _target(entity_id), body, action=action()))


@blueprint.route("/v1/entities/<uuid:entity_id>/merge", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(EntityMergeIn)
@blueprint.response(200, EntityProfileOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_entity_merge(body: dict[str, Any], entity_id: UUID) -> Response:
    """Merge an entity into another that is the same, which is answered. Its claims count as that one's."""
    return _show(entities.merge_entities(services().database, _target(entity_id), **body, action=action()))


@blueprint.route("/v1/entities/<uuid:entity_id>/split", methods=["POST"])
@requires(Scope.RESOLVE)
@idempotent
@blueprint.arguments(EntitySplitIn)
@blueprint.response(200, EntityProfileOut)
@blueprint.problems(*_CHANGE)
@blueprint.doc(parameters=[*IF_MATCH["parameters"], IDEMPOTENCY_KEY])
def post_entity_split(body: dict[str, Any], entity_id: UUID) -> Response:
    """Split an entity off that was merged. It is answered, and has what it had before: its names and its claims."""
    member, reason = body["entity_id"], body["reason"]
    return _show(entities.split_entity(services().database, _target(entity_id), member, reason, action=action()))


@blueprint.route("/v1/entities/<uuid:entity_id>/events")
@requires(Scope.READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, EntityEventPageOut)
@blueprint.problems(400, 404, 422)
def list_entity_events(query: dict[str, Any], entity_id: UUID) -> dict[str, Any]:
    """Read an entity's history, oldest first: corrections, merges and splits."""
    load = partial(entities.list_entity_events, services().database, entity_id)
    return page_of(query, ("entity events", entity_id), int, load)


def _target(entity_id: UUID) -> EntityTarget:
    return EntityTarget(entity_id=entity_id, versions=accepted_versions())


def _show(profile: EntityProfile) -> Response:
    told = {**asdict(profile.entity), **{name: getattr(profile, name) for name in _TOLD}}
    return tagged(EntityProfileOut().dump(told), profile.entity.version)


_TOLD = ("aliases", "roles", "joined", "claims_stated", "claims_involved")

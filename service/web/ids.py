"""/v1/ids: claims, articles and entities by the last characters of their ids."""

from typing import Any

from schemas.ids import IdQuery, NamedListOut
from service.domain.key import Scope
from service.usecases import read
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("ids", __name__, description="Ids by their last characters.")


@blueprint.route("/v1/ids")
@requires(Scope.READ)
@blueprint.arguments(IdQuery, location="query")
@blueprint.response(200, NamedListOut)
@blueprint.problems(422)
def find_ids(query: dict[str, Any]) -> dict[str, Any]:
    """Find the claims, articles and entities whose ids end so: at most 20 of each."""
    return {"data": read.find_named(services().database, query["end"])}

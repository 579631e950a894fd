"""GET /v1/rejections: what people say no to, and why."""

from typing import Any

from schemas.rejection import RejectionCountsOut, RejectionQuery
from service.domain.key import Scope
from service.usecases.rejections import count_rejections
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("rejections", __name__, description="Why people say no to proposals, counted.")


@blueprint.route("/v1/rejections")
@requires(Scope.READ)
@blueprint.arguments(RejectionQuery, location="query")
@blueprint.response(200, RejectionCountsOut)
@blueprint.problems(422)
def get_rejections(query: dict[str, Any]) -> dict[str, Any]:
    """Count rejected proposals by the frame that judged their evidence, or by the rule that found their claim.

    Proposals without evidence of rules are of no frame, and claims entered by hand of no rule: they are in no group of
    that kind. The newest 10,000 rejections of the days that are asked for are counted.
    """
    return {"by": query["by"], "data": count_rejections(services().database, query["by"], query["days"])}

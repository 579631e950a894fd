"""/v1/judges: how often people agree with what judges propose."""

from typing import Any

from schemas.judge import JudgeScoresOut
from service.domain.key import Scope
from service.usecases.judges import judge_scores
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("judges", __name__, description="Programs and models that propose, and how often people agree.")


@blueprint.route("/v1/judges")
@requires(Scope.READ)
@blueprint.response(200, JudgeScoresOut)
@blueprint.problems()
def list_judges() -> dict[str, Any]:
    """List the judges that have proposed anything, with what people made of their proposals."""
    return {"data": judge_scores(services().database)}

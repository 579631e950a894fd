"""GET /v1/calibration: what scores stand for."""

from typing import Any

from schemas.calibration import CalibrationOut
from service.domain.calibration import calibration, thresholds
from service.domain.key import Scope
from service.usecases.judges import proven_judges
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("calibration", __name__, description="What the scores of evidence stand for.")


@blueprint.route("/v1/calibration")
@requires(Scope.READ)
@blueprint.response(200, CalibrationOut)
@blueprint.problems()
def get_calibration() -> dict[str, Any]:
    """Tell how often evidence was right in a stream of real news, by the points that its frame gave.

    The table is part of the release: it changes with the rules, not with the claims kept here. What people made of the
    proposals of judges is counted here.
    """
    table, limits = calibration(), thresholds()
    return {
        **{name: getattr(table, name) for name in ("version", "source", "readers", "judged", "may_resolve")},
        "proposed_from": limits.proposed,
        "wanted": limits.wanted,
        "resolved_from": limits.resolved,
        "resolved_judged": limits.resolved_judged,
        "dated": table.dated,
        "undated": table.undated,
        "judges": proven_judges(services().database),
    }

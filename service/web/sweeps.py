"""POST /v1/sweeps: the scheduled pass, asked for by hand."""

from dataclasses import asdict
from typing import Any

from schemas.sweep import SweepIn, SweepOut
from service.domain.errors import InvalidValue
from service.domain.key import Scope
from service.usecases.sweep import sweep
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("sweeps", __name__, description="The scheduled pass that moves claims on.")


@blueprint.route("/v1/sweeps", methods=["POST"])
@requires(Scope.ADMIN)
@blueprint.arguments(SweepIn, required=False)
@blueprint.response(200, SweepOut)
@blueprint.problems(400, 413, 415, 422)
def post_sweep(body: dict[str, Any]) -> dict[str, Any]:
    """Make claims due whose review day has come, and propose what strong evidence shows.

    Workers do this every hour. It is safe at any time and several times at once; the answer comes when it is done.
    """
    house = services()
    if body["today"] is not None and not house.rehearsal:
        raise InvalidValue("today", "Only for rehearsals: this service goes by the real date.")
    today = body["today"] or house.clock.today()
    swept = sweep(house.database, now=house.clock.now(), today=today)
    return {"today": today, **asdict(swept)}

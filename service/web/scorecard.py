"""/v1/scorecard: how often what was stated came true."""

from typing import Any

from flask import Response

from schemas.scorecard import ScorecardOut, ScorecardQuery, ScoreOut
from service.domain.key import Scope
from service.domain.scorecard import ScorecardPlace, ScorecardRequest
from service.usecases.scorecard import read_scorecard
from service.web import cursors, formats
from service.web.auth import requires
from service.web.resources import Resource, services

blueprint = Resource("scorecard", __name__, description="How often what was stated came true.")
_MOST = 10_000  # groups in a file


@blueprint.route("/v1/scorecard")
@requires(Scope.READ)
@blueprint.arguments(ScorecardQuery, location="query")
@blueprint.response(200, ScorecardOut)
@blueprint.problems(400, 422)
def get_scorecard(query: dict[str, Any]) -> dict[str, Any] | Response:
    """Count claims by speaker, outlet, modality or rule, and tell which share came true.

    Claims without a speaker, an outlet or a rule are in no group of that kind, and in `modalities` all the same. With
    `Accept: text/csv` the first 10,000 groups come as a file, without pages.
    """
    kept, by, at_least, cursor = query["kept"], query["by"], query["at_least"], query["cursor"]
    binding = ("scorecard", kept, by, at_least)
    after = cursors.decode(cursor, binding, ScorecardPlace) if cursor else None
    csv = formats.wants_csv()
    limit = _MOST if csv else query["limit"]
    card = read_scorecard(
        services().database, ScorecardRequest(kept=kept, by=by, at_least=at_least, after=after, limit=limit)
    )
    if csv:
        return formats.csv_file(
            "scorecard.csv", list(ScoreOut().fields), ScoreOut().dump(card.scores, many=True), bom=query["bom"]
        )
    following = cursors.encode(card.last, binding) if card.last else None
    return {"by": by, "data": card.scores, "modalities": card.modalities, "next": following}

"""The client's method for scorecards."""

from typing import Unpack

from service.client.arguments import Conditions
from service.client.calls import Calls, read_each
from service.client.records import JudgeScore, Scorecard
from service.client.transport import Call
from service.domain.scorecard import Grouping


class Scorecards(Calls):
    """How often what was stated came true."""

    def scorecard(
        self,
        by: Grouping | str = Grouping.SPEAKER,
        *,
        at_least: int = 0,
        limit: int = 50,
        cursor: str | None = None,
        **conditions: Unpack[Conditions],
    ) -> Scorecard:
        """The scores of up to `limit` groups with `at_least` so many decided claims, after those before `cursor`."""
        query = {**conditions, "by": by, "at_least": at_least, "limit": limit, "cursor": cursor}
        return self._get(Scorecard, "/v1/scorecard", query)

    def judges(self) -> tuple[JudgeScore, ...]:
        """The judges that have proposed anything, who proposed most first."""
        return read_each(
            JudgeScore, self._transport.send(Call(method="GET", path="/v1/judges", repeatable=True)).json()
        )

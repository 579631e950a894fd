"""The client's method for the calibration table."""

from service.client.calls import Calls
from service.client.records import Calibration


class Calibrations(Calls):
    """What the scores of evidence stand for."""

    def calibration(self) -> Calibration:
        """How often evidence was right, by the points that its frame gave; and proposals of judges."""
        return self._get(Calibration, "/v1/calibration", {})

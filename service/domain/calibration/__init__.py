"""What a frame's points are worth: how often readers found such evidence right in a stream of real news. Pure.

The table is data (table.toml), made by `.ci/calibrate` from judged pairs of a claim and a later result. It holds for
news as it arrives, where thousands of claims are open and few are decided. Claims that give a day and claims that give
none have bins of their own: without a day nothing tells one event from the next of its kind.
"""

from service.domain.calibration.table import Calibration, CalibrationBin, Readers, calibration
from service.domain.calibration.thresholds import Thresholds, thresholds

__all__ = ["Calibration", "CalibrationBin", "Readers", "Thresholds", "calibration", "thresholds"]

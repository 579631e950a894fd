"""What one comparison found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreFeature:
    """Points for or against, the reason to show, and how many sides of the event it pins down."""

    points: float
    reason: str = ""
    anchors: int = 0

"""Event frames: which later result decides a claim, and by which of its parts. Pure; what no frame covers is open."""

from service.domain.frames.frame import Frame, FrameEvent, frame_named, frames, needs_a_day, part_name, points
from service.domain.frames.judge import FrameVerdict, Told, judge
from service.domain.frames.keys import search_keys
from service.domain.frames.match import PartMatch, PartName
from service.domain.frames.participants import Same
from service.domain.frames.readings import FrameReading, readings_of
from service.domain.frames.relation import is_typed_otherwise

__all__ = [
    "Frame",
    "FrameEvent",
    "FrameReading",
    "FrameVerdict",
    "PartMatch",
    "PartName",
    "Same",
    "Told",
    "frame_named",
    "frames",
    "is_typed_otherwise",
    "judge",
    "needs_a_day",
    "part_name",
    "points",
    "readings_of",
    "search_keys",
]

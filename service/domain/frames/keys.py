"""The keys under which a claim and a result that share a frame meet: the frame with each name."""

from service.domain.frames.readings import readings_of
from service.domain.names import is_specific
from service.language import EventFeature, Name, Proposition

MOST_KEYS = 12
_PLAN = "plan"  # what befalls whatever was planned


def frame_keys(one: Proposition) -> tuple[str, ...]:
    """At most `MOST_KEYS` keys; () where no frame has its words."""
    readings = readings_of(one)
    claims = EventFeature.STATED in one.features
    names = dict.fromkeys(
        reading.event.frame if reading.event else _PLAN for reading in readings if reading.claims or not claims
    )
    if claims and names:
        names[_PLAN] = None
    found: dict[str, None] = {}
    for name in _names(one):
        for frame in names:
            found[f"frame {frame}|{name}"] = None
            if len(found) == MOST_KEYS:
                return tuple(found)
    return tuple(found)


def _names(one: Proposition) -> dict[Name, None]:
    explicit = (*one.agents, *one.patients, *one.others, *one.sentence_entities)
    names = dict.fromkeys(name for name in (*explicit, *one.pronoun_candidates, *one.article_entities))
    first = {name: None for name in names if is_specific(name)}
    return dict.fromkeys(_tail(name) for name in (first or names))


def _tail(name: Name) -> str:
    """The first word, by which short and long forms of a body's name meet."""
    return name.split()[0]

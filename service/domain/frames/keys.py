"""The keys under which a claim and a result of one event meet: the event, as both must tell it, with each name."""

from collections.abc import Iterator
from functools import cache

from service.domain.frames.frame import FrameEvent, Sense, frames, lexicon
from service.domain.frames.readings import FrameReading, readings_of
from service.domain.frames.relation import is_typed_otherwise
from service.domain.names import is_specific, without_country
from service.language import EventFeature, Name, Proposition

MOST_KEYS = 24
_NEAREST = 3  # names that a pronoun may mean, and names of the article
_PLAN = "plan"  # what befalls whatever was planned


def search_keys(one: Proposition) -> tuple[str, ...]:
    """At most `MOST_KEYS` keys, the most telling first; () where no frame has its words.

    What `judge` asks of the events of both, before it compares who takes part, stands in the keys.
    """
    told = _told_by_claims(one) if EventFeature.STATED in one.features else _told_by_results(one)
    events = dict.fromkeys(told)
    found = (f"{event}|{name}" for name in _names(one) for event in events)
    return tuple(key for key, _ in zip(found, range(MOST_KEYS), strict=False))


def _told_by_claims(one: Proposition) -> Iterator[str]:
    for reading in readings_of(one):
        if reading.claims and reading.event:
            yield from _as_told(one, reading, reading.event)
            yield _PLAN


def _told_by_results(one: Proposition) -> Iterator[str]:
    if not lexicon().lists["untold"].isdisjoint(one.features):
        return
    for reading in readings_of(one):
        if reading.event is None:
            yield _PLAN
            continue
        yield from _as_told(one, reading, reading.event)
        if reading.sense is Sense.DONE:
            for implied in _implied().get(reading.event.id, ()):
                yield from _as_told(one, reading, implied)


def _as_told(one: Proposition, reading: FrameReading, event: FrameEvent) -> Iterator[str]:
    """The event; of things of another kind with its words, which must then be the same; where it asks so, its verb."""
    name = event.id
    if is_typed_otherwise(one, reading):
        if event.counted:
            return
        name = f"{event.id} {' '.join(sorted(reading.used))}"
    yield from (f"{name} {group}" for group in one.groups) if event.alike else (name,)


@cache
def _implied() -> dict[str, list[FrameEvent]]:
    """The events that each event implies, by its id."""
    found: dict[str, list[FrameEvent]] = {}
    for frame in frames():
        for event in frame.events.values():
            for told in event.told_by:
                found.setdefault(told if "." in told else f"{frame.name}.{told}", []).append(event)
    return found


def _names(one: Proposition) -> dict[Name, None]:
    """Who is named in the sentence, may be meant by a pronoun, or leads the article; countries where nobody else is."""
    explicit = (*one.agents, *one.patients, *one.others, *one.owners, *one.sentence_entities)
    names = (*explicit, *one.pronoun_candidates[:_NEAREST], *one.article_entities[:_NEAREST])
    first = [name for name in names if is_specific(name)]
    return dict.fromkeys(map(_head, first or names))


def _head(name: Name) -> str:
    """The first word, by which short and long forms of a body's name meet; a body of a country has it without that."""
    words = without_country(name) or name.split()
    return words[0]

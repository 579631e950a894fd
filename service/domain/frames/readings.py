"""Which events of which frames a proposition may tell of, by its words alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.frames.frame import Expression, FrameEvent, Sense, lexicon
from service.language import EventFeature, Proposition, lemma

_GAP = 5  # words between two words of an expression
_OBJECT = 7  # words of an object before a phrase that belongs to its verb: "brought the crew to safety"
_BEHIND_OBJECT = 2  # words between a verb and its particle: "pulled its troops out"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameReading:
    """One way to read a proposition: an event, what is told of it, and the stems that say so.

    `event` is None where it is told what befell a plan, whatever that is; `plan` are then the nouns of the plan.
    `behind` are the stems behind the preposition that an expression ends in or is followed by: "took part in".
    """

    event: FrameEvent | None
    sense: Sense
    claims: bool
    used: frozenset[str]
    carried: bool = False
    nouns: frozenset[str] = frozenset()
    plan: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    passive: bool = False  # the expression itself is passive: "was re-elected"


def readings_of(one: Proposition) -> list[FrameReading]:
    """All readings; none where no frame has its words."""
    if EventFeature.NOMINAL in one.features:
        events = lexicon().nouns.get(one.head, ())
        return [
            FrameReading(
                event=event,
                sense=Sense.DONE,
                claims=True,
                used=frozenset({one.head}),
                carried=True,
                nouns=frozenset({one.head}),
            )
            for event in events
        ]
    return [*_verbs(one), *_carried(one), *_occurring(one), *_befallen(one)]


def _verbs(one: Proposition) -> Iterator[FrameReading]:
    found: dict[tuple[str, str], FrameReading] = {}
    for expression in lexicon().verbs.get(one.head, ()):
        used = _filled(one, expression)
        if used is None:
            continue
        event = expression.event
        key = (event.frame, event.name)
        if key in found and len(found[key].used) >= len(used):
            continue  # "call off strike" says more of a strike than "call"
        found[key] = FrameReading(
            event=event,
            sense=expression.sense,
            claims=expression.claims,
            used=used,
            nouns=used - {expression.head} - lexicon().lists["bound"] - lexicon().lists["particles"],
            behind=_behind(one.tail, expression.rest),
            passive=expression.passive,
        )
    goes = any(len(reading.used) > 1 and not reading.nouns for reading in found.values())
    for reading in found.values():  # who flies to a place is not launched
        if not (goes and len(reading.used) == 1 and reading.event and reading.event.theme):
            yield reading


def _behind(tail: Sequence[str], rest: Sequence[str]) -> tuple[str, ...]:
    """The stems behind the preposition that `rest` ends in, or that follows it; up to the next preposition."""
    if not rest or rest[-1] not in tail or rest[-1] in lexicon().lists["as"]:
        return ()
    bound = lexicon().lists["bound"]
    start = tail.index(rest[-1]) + 1
    if rest[-1] not in bound:
        if start >= len(tail) or tail[start] not in bound:
            return ()
        start += 1
    end = next((place for place in range(start, len(tail)) if tail[place] in bound), len(tail))
    return tuple(tail[start:end])


def _filled(one: Proposition, expression: Expression) -> frozenset[str] | None:
    """The stems of the expression where they stand behind the head; None where they do not."""
    if expression.passive and EventFeature.PASSIVE not in one.features:
        return None
    if not expression.rest:
        return None if _means_another(one) else frozenset({expression.head})
    return follows(one.tail, expression.rest, expression.head)


def _means_another(one: Proposition) -> bool:
    """Whether a particle, or a verb that hangs on it, gives the head another meaning: "declined to say"."""
    if not one.tail:
        return False
    return one.tail[0] in lexicon().lists["particles"] or not lexicon().lists["governing"].isdisjoint(one.features)


def follows(tail: Sequence[str], rest: Sequence[str], head: str) -> frozenset[str] | None:
    """The stems of `rest` and the head where they stand in `tail` in order and not far apart; else None."""
    at = -1
    for which, word in enumerate(rest, start=1):
        gap = _figures(tail, at + 1) + _gap(word, last=which == len(rest))
        near = range(at + 1, min(len(tail), at + 2 + gap))
        place = next((place for place in near if tail[place] == word), None)
        if place is None:
            return None
        at = place
    return frozenset({head, *rest})


def _figures(tail: Sequence[str], at: int) -> int:
    """How many words from `at` on are figures, which part no expression: "voted 31-20 for"."""
    return next((index for index, word in enumerate(tail[at:]) if not word[0].isdigit()), 0)


def _gap(word: str, *, last: bool) -> int:
    """How many words may stand before a word of an expression: an object may, before "to safety"."""
    if word in lexicon().lists["bound"]:
        return 0 if last else _OBJECT
    return _BEHIND_OBJECT if word in lexicon().lists["particles"] else _GAP


def _carried(one: Proposition) -> Iterator[FrameReading]:
    """ "completed the purchase": the noun is the event."""
    if one.head not in lexicon().carriers:
        return
    gets = one.head in lexicon().receiving
    for reading in _of_noun(_subject(one) if EventFeature.PASSIVE in one.features else one.object_nouns, one.head):
        if not (gets and reading.event and reading.event.theme):  # who wins an election does not hold it
            yield reading


def _subject(one: Proposition) -> Sequence[str]:
    """The nouns of the subject; of a name, its last word: "the Lund Conference took place"."""
    names = (*one.agents, *one.patients)
    return one.subject_nouns or [lemma(name.split()[-1]) for name in names[:1]]


def _occurring(one: Proposition) -> Iterator[FrameReading]:
    """ "The launch took place": the subject is the event."""
    for head, *rest in lexicon().occurs:
        if one.head == head and tuple(one.tail[: len(rest)]) == tuple(rest):
            yield from _of_noun(_subject(one), one.head)
            return


def _of_noun(nouns: Sequence[str], head: str) -> Iterator[FrameReading]:
    if nouns:
        for event in lexicon().nouns.get(nouns[-1], ()):
            used = frozenset({head, nouns[-1]})
            yield FrameReading(event=event, sense=Sense.DONE, claims=True, used=used, carried=True, nouns=used - {head})


def _befallen(one: Proposition) -> Iterator[FrameReading]:
    """ "The launch was called off": what befell a plan."""
    for rest, sense in lexicon().befalls.get(one.head, ()):
        if rest and follows(one.tail, rest, one.head) is None:
            continue
        if not rest and not lexicon().lists["particles"].isdisjoint(one.tail[: _BEHIND_OBJECT + 1]):
            continue
        suffers = EventFeature.PASSIVE in one.features or not (one.object_nouns or one.patients)
        plan = one.subject_nouns if suffers else one.object_nouns
        yield FrameReading(event=None, sense=sense, claims=False, used=frozenset({one.head, *rest}), plan=tuple(plan))
        return

"""Why a candidate is here, for people to read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.domain.evidence import shown, shown_days

_MOST = 5  # words that a reason shows


class SignOf(StrEnum):
    """What a sign is of, as reasons call it."""

    EVENT = "event"
    PLAN = "the plan"
    NAME = "names"
    THING = "things"
    AROUND = "its article"
    AFFAIR = "affair"
    KIND = "kind"
    TIME = "time"
    DAY = "day"


_SHARED = (SignOf.EVENT, SignOf.PLAN, SignOf.NAME, SignOf.THING)
_NAMES = frozenset((SignOf.NAME, SignOf.AROUND))


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a candidate has in common with a claim: its points, and the words that show it.

    `days` tells how many days after the due date it was published.
    """

    of: SignOf
    points: float
    words: tuple[str, ...] = ()
    days: int | None = None


def reasons_of(signs: Iterable[Sign]) -> tuple[str, ...]:
    """What the signs show; those that show no words say nothing by themselves."""
    kept = list(signs)
    shared = list(_shown(kept, _SHARED))
    return (*(shared or _shown(kept, (SignOf.AROUND,))), *_of_time(kept))


def _shown(signs: Sequence[Sign], kinds: Iterable[SignOf]) -> Iterator[str]:
    for of in kinds:
        words = _words(signs, of)[:_MOST]
        if words:
            yield f"{of}: {shown(words) if of in _NAMES else ', '.join(words)}"


def _of_time(signs: Sequence[Sign]) -> Iterator[str]:
    day = _words(signs, SignOf.DAY)
    late = next((sign.days for sign in signs if sign.days is not None), None)
    if day:
        yield f"{SignOf.TIME}: of {day[0]}, the due day"
    elif late is not None:
        when = f"published {shown_days(late)} after it was due" if late else "published on the due day"
        yield f"{SignOf.TIME}: {when}"


def _words(signs: Iterable[Sign], of: SignOf) -> list[str]:
    return list(dict.fromkeys(word for sign in signs if sign.of is of for word in sign.words))

"""`Passage`: a sentence as candidates are found by it: its names, its words, what it tells. Kept as JSON."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.language import Doc, EventClass, Name, Proposition, Role, Sentence

MOST_PASSAGES = 400  # sentences of one article that are kept: those of four long stories
_MOST_WORDS = 60  # of each kind in a sentence: no sentence that a person wrote has more
_READ = frozenset((Role.BODY, Role.HEADLINE, Role.CAPTION))
_LISTS = ("names", "words", "figures", "classes", "days")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatement:
    """A statement that detection found: where its head begins, what it says, and whether it is an outcome."""

    head_start: int
    proposition: Proposition
    is_outcome: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence, from character `start` to `end` (exclusive) of its article.

    Its names in lower case and as full as the article gives them, the words that tell what is spoken of, its
    figures, and of the statements in it, of which there may be results and outcomes, the event classes and the days
    on which they happened or are due, in ISO 8601.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]
    classes: tuple[EventClass, ...]
    days: tuple[str, ...]
    result: bool
    outcome: bool

    def to_json(self) -> dict[str, Any]:
        """As JSON values, what is empty left out; `from_json` reads it back."""
        lists = {name: list(values) for name in _LISTS if (values := getattr(self, name))}
        return {"start": self.start, "end": self.end, "result": self.result, "outcome": self.outcome} | lists

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Passage":
        """The passage that `to_json` wrote."""
        given = {name: data[name] for name in ("start", "end", "result", "outcome")}
        return cls(**given, **_lists(lambda name: data.get(name, ())))


def passages_of(doc: Doc, told: Collection[ToldStatement] = ()) -> list[Passage]:
    """The first `MOST_PASSAGES` sentences of a text that are read, in order, with the statements `told` in them."""
    read = [sentence for sentence in doc.sentences if sentence.role in _READ and sentence.first < sentence.last]
    kept = read[:MOST_PASSAGES]
    spans = [doc.span(sentence.first, sentence.last) for sentence in kept]
    inside = _by_span([(span.start, span.end) for span in spans], told)
    return [_passage(doc, sentence, its) for sentence, its in zip(kept, inside, strict=True)]


def _lists(of: Callable[[str], Iterable[str]]) -> dict[str, Any]:
    return {name: tuple(of(name)) for name in _LISTS}


def merged(passages: Sequence[Passage]) -> Passage:
    """Sentences that are one text, as if they were one."""
    return Passage(
        start=min((one.start for one in passages), default=0),
        end=max((one.end for one in passages), default=0),
        result=any(one.result for one in passages),
        outcome=any(one.outcome for one in passages),
        **_lists(lambda name: _unique(one for passage in passages for one in getattr(passage, name))),
    )


def _by_span(spans: Sequence[tuple[int, int]], told: Iterable[ToldStatement]) -> Iterator[list[ToldStatement]]:
    """The statements of each span; both stand in the order of the text."""
    waiting = sorted(told, key=lambda one: one.head_start)
    at = 0
    for start, end in spans:
        while at < len(waiting) and waiting[at].head_start < start:
            at += 1
        first = at
        while at < len(waiting) and waiting[at].head_start < end:
            at += 1
        yield waiting[first:at]


def _passage(doc: Doc, sentence: Sentence, told: Sequence[ToldStatement]) -> Passage:
    article, span = doc.article, doc.span(sentence.first, sentence.last)
    part = article.range_of(sentence.first, sentence.last)
    return Passage(
        start=span.start,
        end=span.end,
        names=_unique(article.names(part.start, part.stop)),
        words=_unique(article.words[place].low for place in article.content(part.start, part.stop)),
        figures=_unique(article.words[place].low for place in part if article.words[place].number),
        classes=_unique(one for its in told for one in (*its.proposition.classes, *its.proposition.asides)),
        days=_unique(day.isoformat() for its in told if (day := _day(its)) is not None),
        result=any(not one.is_outcome for one in told),
        outcome=any(one.is_outcome for one in told),
    )


def _day(told: ToldStatement) -> date | None:
    return told.proposition.window.due if told.is_outcome else told.proposition.end


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:_MOST_WORDS]

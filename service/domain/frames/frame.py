"""The frames as data: files of `en/`, each a frame with its events, read once."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from service.language import lemma

_SIGNS = ("theme", "repeats", "final", "counted", "alike", "measured", "falls")
_FRAME = "frame: "  # begins the reason that names one
_SHARED = "shared.toml"  # what befalls any plan, and words that carry event nouns


class Sense(StrEnum):
    """What an expression tells of its event."""

    DONE = "done"  # it came about
    FAILED = "failed"  # it did not, or its opposite did
    PUT_OFF = "put_off"  # it will not be at its time


class Needs(StrEnum):
    """Which participant must be the same in claim and result."""

    THEME = "theme"  # what it is done to, or what takes place; who does it must not be another
    AGENT = "agent"  # who does it; a thing is compared where both name one
    BOTH = "both"
    ALL = "all"  # everybody whom the claim names: who meets, who plays


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameEvent:
    """One event of a frame.

    `verbs` and `nouns` are what claims and results say; `done` and `failed` what only results say. `things` are the
    main nouns of what it is done to and `actors` those of who does it; where there are none, any. `told_by` are events
    that imply it: of this frame, or "frame.event" of another that is done to one of the `nouns` ("opened talks").
    `converse` are events that tell of it from the other side: who buys and who sells; `swapped` those of which what is
    done to in the one does it in the other: who is appointed and who takes over.
    `theme`: a subject without an object suffers the event. `repeats`: its like comes again and again, so that only the
    day tells which is meant. `final`: the failed expressions decide even where time is left. `counted`: it is about how
    many. `alike`: its verbs are no synonyms, so claim and result must share one. `measured`: it is known at the end of
    the time that was given, not before. `falls`: it meets an amount that the claim states when it is as low.
    """

    frame: str
    name: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    done: tuple[str, ...]
    failed: tuple[str, ...]
    things: frozenset[str]
    actors: frozenset[str]
    told_by: tuple[str, ...]
    converse: tuple[str, ...]
    swapped: tuple[str, ...]
    needs: Needs
    theme: bool
    repeats: bool
    final: bool
    counted: bool
    alike: bool
    measured: bool
    falls: bool

    @property
    def id(self) -> str:
        """The event's name among those of all frames."""
        return f"{self.frame}.{self.name}"

    @property
    def reason(self) -> str:
        """The frame and the event, as a reason that people read."""
        return f"{_FRAME}{self.frame}, {self.name.replace('_', ' ')}"


def frame_named(reasons: Iterable[str]) -> str | None:
    """The frame that one of these reasons names."""
    told = (reason.removeprefix(_FRAME).partition(",")[0] for reason in reasons if reason.startswith(_FRAME))
    return next(told, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame: its events by name, and examples: "a claim => a result" that fulfils it, fails it, or tells nothing."""

    name: str
    about: str
    events: Mapping[str, FrameEvent]
    hits: tuple[str, ...]
    failures: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A head, words that follow it in this order, and what they tell; `claims` says that a claim may say so too."""

    head: str
    rest: tuple[str, ...]
    event: FrameEvent
    sense: Sense
    claims: bool
    passive: bool = False  # only of those to whom it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameLexicon:
    """Expressions by the stem of their head, event nouns by theirs, and words that do the same for all frames."""

    verbs: Mapping[str, tuple[Expression, ...]]
    nouns: Mapping[str, tuple[FrameEvent, ...]]
    carriers: frozenset[str]
    receiving: frozenset[str]
    occurs: tuple[tuple[str, ...], ...]
    befalls: Mapping[str, tuple[tuple[tuple[str, ...], Sense], ...]]
    lists: Mapping[str, frozenset[str]]
    steps: Mapping[str, int]
    points: Mapping[str, float]
    called: Mapping[str, str]


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of their names."""
    paths = sorted(files("service.domain.frames").joinpath("en").iterdir(), key=lambda path: path.name)
    return tuple(
        _frame(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in paths
        if path.name.endswith(".toml") and path.name != _SHARED
    )


def _frame(data: Mapping[str, Any]) -> Frame:
    return Frame(
        name=data["name"],
        about=data["about"],
        events={name: _event(data["name"], name, event) for name, event in data["events"].items()},
        **{name: tuple(data["examples"][name]) for name in ("hits", "failures", "misses")},
    )


def _event(frame: str, name: str, data: Mapping[str, Any]) -> FrameEvent:
    lists: dict[str, Any] = {key: phrases(data.get(key, "")) for key in ("verbs", "done", "failed")}
    lists |= {key: tuple(data.get(key, "").split()) for key in ("told_by", "converse", "swapped")}
    signs: dict[str, Any] = {sign: data.get(sign, False) for sign in _SIGNS}
    return FrameEvent(
        frame=frame,
        name=name,
        nouns=tuple(map(lemma, data.get("nouns", "").split())),
        things=frozenset(map(lemma, " ".join(_things(data)).split())),
        actors=frozenset(map(lemma, data.get("actors", "").split())),
        needs=Needs(data.get("needs", "theme")),
        **lists,
        **signs,
    )


def _things(data: Mapping[str, Any]) -> Iterator[str]:
    yield data.get("things", "")
    yield from (_shared()["kinds"][kind] for kind in data.get("kinds", "").split())


def phrases(listed: str) -> tuple[str, ...]:
    """The phrases of a list by commas."""
    return tuple(phrase for part in listed.split(",") if (phrase := " ".join(part.split())))


@cache
def _shared() -> dict[str, Any]:
    text = files("service.domain.frames").joinpath("en", _SHARED).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _shared_lists() -> dict[str, frozenset[str]]:
    """Lists of words, and of signs of propositions, by their names."""
    return {name: frozenset(words.split()) for name, words in _shared()["lists"].items()}


@cache
def lexicon() -> FrameLexicon:
    """What all frames say, by the words that they say it with."""
    shared = _shared()
    verbs: defaultdict[str, list[Expression]] = defaultdict(list)
    nouns: defaultdict[str, list[FrameEvent]] = defaultdict(list)
    for frame in frames():
        for event in frame.events.values():
            for head, expression in _expressions(event):
                for stem in _stems(head):
                    verbs[stem].append(expression)
            for noun in event.nouns:
                nouns[noun].append(event)
    befalls: defaultdict[str, list[tuple[tuple[str, ...], Sense]]] = defaultdict(list)
    for key, sense in (("cancelled", Sense.FAILED), ("postponed", Sense.PUT_OFF)):
        for phrase in phrases(shared[key]):
            head, *rest = map(lemma, phrase.split())
            befalls[head].append((tuple(rest), sense))
    return FrameLexicon(
        verbs={head: tuple(found) for head, found in verbs.items()},
        nouns={noun: tuple(found) for noun, found in nouns.items()},
        carriers=frozenset(map(lemma, shared["carriers"].split() + shared["receiving"].split())),
        receiving=frozenset(map(lemma, shared["receiving"].split())),
        occurs=tuple(tuple(map(lemma, phrase.split())) for phrase in phrases(shared["occurs"])),
        befalls={head: tuple(found) for head, found in befalls.items()},
        lists=_shared_lists(),
        steps={lemma(word): step for step, words in enumerate(shared["steps"]) for word in words.split()},
        points=shared["points"],
        called=shared["called"],
    )


def part_name(part: str) -> str:
    """How people call a part of an event."""
    return lexicon().called.get(part, part)


def needs_a_day(modality: str) -> bool:
    """Whether an outcome so stated can only be told from others of its kind by its day."""
    return modality in lexicon().lists["vague_modalities"]


def points(name: str) -> float:
    """What a sign is worth, or a limit."""
    return lexicon().points[name]


def _expressions(event: FrameEvent) -> Iterator[tuple[str, Expression]]:
    listed = (event.verbs, Sense.DONE, True), (event.done, Sense.DONE, False), (event.failed, Sense.FAILED, False)
    for phrases_of, sense, claims in listed:
        for phrase in phrases_of:
            yield _expression(phrase, event, sense, claims=claims)


def _expression(phrase: str, event: FrameEvent, sense: Sense, *, claims: bool) -> tuple[str, Expression]:
    words = phrase.split()
    passive = words[0] in _shared_lists()["copula"] and len(words) > 1
    head, *rest = words[1:] if passive else words
    return head, Expression(lemma(head), tuple(map(lemma, rest)), event, sense, claims, passive)


def _stems(base: str) -> list[str]:
    """The stems of the forms of a verb, which are not always one: "boycott", "boycotted"."""
    mute = base.removesuffix("e")
    forms = (base, f"{base}s", f"{mute}ed", f"{mute}ing", f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")
    return list(dict.fromkeys(map(lemma, forms)))

"""`Proposition`: what one clause says, in terms in which two texts can be compared. Kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.language.entities.runs import Name
from service.language.quantities import Amount
from service.language.semantics.small import small
from service.language.span import Span
from service.language.temporal.windows import When

_LISTS = (
    "tail", "subject_nouns", "object_nouns", "groups", "classes", "asides", "agents", "patients", "others", "owners",
    "places", "sentence_entities", "pronoun_candidates", "article_entities", "setting", "agent_nouns",
    "patient_nouns", "patient_kinds", "topic_nouns", "antecedents", "sentence_nouns", "article_nouns", "ordinals",
    "parts", "distinctions", "features",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What one clause says.

    `expression` are the words of its event; `head` is the stem of its main word, `tail` are the stems that follow it,
    up to a comma or the end of the sentence, names included; `subject_nouns` and `object_nouns` are the stems of all
    nouns and what describes them in the grammatical subject and object; `groups` the synonyms that it belongs to,
    `classes` what may have happened, as an event class and its pole ("approve+", "approve-"), `asides` what the
    sentence tells in passing.

    Names, in lower case and as full as the article gives them: `agents` act, `patients` suffer, `others` hang on
    prepositions or own something, `owners` are those of them whose thing suffers, `places` those of settings,
    `sentence_entities` stand elsewhere in the sentence, `pronoun_candidates` are those that a pronoun or a role may
    stand for, `article_entities` those of the article, the most frequent first, `setting` the countries that it
    speaks of, the first named first.

    Stems of nouns and what describes them: `agent_nouns`; `patient_nouns` with the main noun last; `patient_kinds` end
    the names of `patients` ("bill" of "the Finance Bill"); `topic_nouns` behind of, on, for; `circumstances` behind
    other prepositions; `antecedents` may be what a pronoun for the object means; `sentence_nouns`, `article_nouns`.
    `spelled` has the word for each stem that is none itself; `offsets` are where names and stems of the clause stand in
    the article's text.

    `ordinals` and `parts` ("half") tell which of several; `distinctions` are words that tell a thing from others of
    its kind; `features` those of the event (`EventFeature`). `quantities` stand once for each noun that may be counted.
    `window` are the days that an outcome leaves open; `start` and `end` bound the days of the event, None where the
    words tell none.
    """

    expression: str
    head: str
    tail: tuple[str, ...]
    subject_nouns: tuple[str, ...]
    object_nouns: tuple[str, ...]
    groups: tuple[str, ...]
    classes: tuple[str, ...]
    asides: tuple[str, ...]
    agents: tuple[Name, ...]
    patients: tuple[Name, ...]
    others: tuple[Name, ...]
    owners: tuple[Name, ...]
    places: tuple[Name, ...]
    sentence_entities: tuple[Name, ...]
    pronoun_candidates: tuple[Name, ...]
    article_entities: tuple[Name, ...]
    setting: tuple[Name, ...]
    agent_nouns: tuple[str, ...]
    patient_nouns: tuple[str, ...]
    patient_kinds: tuple[str, ...]
    topic_nouns: tuple[str, ...]
    circumstances: tuple[tuple[str, str], ...]
    antecedents: tuple[str, ...]
    sentence_nouns: tuple[str, ...]
    article_nouns: tuple[str, ...]
    ordinals: tuple[str, ...]
    parts: tuple[str, ...]
    distinctions: tuple[str, ...]
    features: tuple[str, ...]
    quantities: tuple[Amount, ...]
    spelled: Mapping[str, str]
    offsets: Mapping[str, Span]
    polarity: str
    demand: bool
    conditional: bool
    window: When
    start: date | None
    end: date | None

    @property
    def patient_terms(self) -> tuple[str, ...]:
        """The nouns of what suffers, those among them that its names end in."""
        return (*self.patient_nouns, *self.patient_kinds)

    @property
    def about(self) -> tuple[str, ...]:
        """The nouns of what the event is about, to or with or from which it is done included."""
        return (*self.topic_nouns, *(noun for low, noun in self.circumstances if low in small("involving")))

    def word(self, stem: str) -> str:
        """The word of the clause for one of its stems, for people to read."""
        return self.spelled.get(stem, stem)

    def to_json(self) -> dict[str, Any]:
        """As JSON values, what is empty left out; `from_json` reads it back."""
        lists = {name: list(values) for name in _LISTS if (values := getattr(self, name))}
        days = {name: day.isoformat() for name in ("start", "end") if (day := getattr(self, name))}
        pairs = {"circumstances": list(map(list, self.circumstances)), "quantities": list(map(list, self.quantities))}
        return (
            lists
            | days
            | pairs
            | {
                "expression": self.expression,
                "head": self.head,
                "spelled": dict(self.spelled),
                "offsets": {name: list(span) for name, span in self.offsets.items()},
                "polarity": self.polarity,
                "demand": self.demand,
                "conditional": self.conditional,
                "window": self.window.to_json(),
            }
        )

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Proposition":
        """The proposition that `to_json` wrote."""
        return cls(
            **{name: tuple(data.get(name, ())) for name in _LISTS},
            expression=data["expression"],
            head=data.get("head", ""),
            circumstances=tuple((low, word) for low, word in data["circumstances"]),
            quantities=tuple((float(value), unit) for value, unit in data["quantities"]),
            spelled=data["spelled"],
            offsets={name: Span(start, end) for name, (start, end) in data.get("offsets", {}).items()},
            polarity=data["polarity"],
            demand=data["demand"],
            conditional=data["conditional"],
            window=When.from_json(data["window"]),
            start=_day(data.get("start")),
            end=_day(data.get("end")),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

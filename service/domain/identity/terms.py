"""A stated outcome in normal terms: event, who, what, where, how much, when. Kept with a claim as JSON."""

from dataclasses import dataclass
from typing import Any

from service.domain.identity.amounts import Amount
from service.domain.identity.clause import Clause, find_head, read_clause
from service.domain.identity.events import Event, event_of
from service.domain.identity.names import Name, fullest, long_forms, runs_of
from service.domain.identity.phrases import Phrase, Reader
from service.domain.identity.stated import Stated
from service.domain.identity.times import When, read_when, time_words
from service.domain.identity.tokens import tokens_of
from service.domain.identity.words import words

_LONGEST = 1_500  # characters of a clause that are read
_WITH = frozenset(("with", "between", "among", "against", "alongside"))
_TOPIC = frozenset(("on", "over", "about", "for", "against", "into", "concerning", "regarding", "of"))
UNKNOWN = "?"  # an actor whom only a pronoun names
_SETTINGS = 4  # countries of the context that are kept
_FIELDS = ("events", "agents", "patients", "others", "agent_words", "words", "topic", "which", "parts", "setting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a statement says, in terms that other statements of the same outcome share.

    `events` are the groups that the event may belong to. Names are in lower case and as full as the article gives
    them: `agents` act, `patients` suffer, `others` hang on prepositions. `words` are those of the object, its main
    noun last; `topic` what it is about; `places` the words behind other prepositions. `which` holds ordinals,
    `parts` words like "half", `setting` countries that the article speaks of, the first named first; `UNKNOWN` among
    `agent_words` is an actor that could not be made out.
    """

    events: tuple[str, ...]
    agents: tuple[Name, ...]
    patients: tuple[Name, ...]
    others: tuple[Name, ...]
    agent_words: tuple[str, ...]
    words: tuple[str, ...]
    topic: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    amounts: tuple[Amount, ...]
    which: tuple[str, ...]
    parts: tuple[str, ...]
    setting: tuple[Name, ...]
    polarity: str
    demand: bool
    conditional: bool
    when: When

    def to_json(self) -> dict[str, Any]:
        """As JSON values; `from_json` reads it back."""
        lists = {name: list(getattr(self, name)) for name in _FIELDS}
        return lists | {
            "places": [list(pair) for pair in self.places],
            "amounts": [list(pair) for pair in self.amounts],
            "polarity": self.polarity,
            "demand": self.demand,
            "conditional": self.conditional,
            "when": self.when.to_json(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Terms":
        """The terms that `to_json` wrote."""
        return cls(
            **{name: tuple(data[name]) for name in _FIELDS},
            places=tuple((low, word) for low, word in data["places"]),
            amounts=tuple((float(value), unit) for value, unit in data["amounts"]),
            polarity=data["polarity"],
            demand=data["demand"],
            conditional=data["conditional"],
            when=When.from_json(data["when"]),
        )


def terms_of(stated: Stated) -> Terms:
    """The terms of an outcome as it was stated. Linear in the lengths, which are capped."""
    tokens = tokens_of(stated.text[:_LONGEST])
    known, common = long_forms(f"{stated.title or ''}\n{stated.context}")
    in_sentence, more = long_forms(stated.sentence[:_LONGEST])
    names = (*known, *in_sentence)
    head = find_head(tokens, stated.head, stated.head_at) if tokens else 0
    times = time_words(tokens)
    reader = Reader(tokens, times, names, common | more)
    clause = read_clause(tokens, head, times)
    roles = _Roles(reader, clause)
    if not roles.subject and not roles.clause.passive and not roles.clause.nominal and not roles.event.carried:
        roles.agent.names += _antecedent(stated, clause, names)
        roles.agent.words += [] if roles.agent.names else [UNKNOWN]
    if not roles.agent.names and not roles.patient.names:
        roles.other.names += _teller(stated, clause, names)
    roles.settle()
    return _terms(stated, roles, names, read_when(tokens, head, stated.said_on, stated.due, times))


class _Roles:
    """Who and what fill the roles of one clause."""

    def __init__(self, reader: Reader, clause: Clause) -> None:
        self.clause = clause
        self.subject = reader.read(clause.subject, to_preposition=True)
        self.direct = reader.read(clause.object) if not clause.nominal else Phrase()
        self.event: Event = event_of(clause, self.subject, self.direct)
        self.agent, self.patient, self.other = Phrase(), Phrase(), Phrase()
        self.topic: list[str] = []
        self.places: list[tuple[str, str]] = []
        self._place_subject()
        self.other.names += self.subject.settings
        for low, part in clause.phrases:
            self._place(low, reader.read(part))

    def _place_subject(self) -> None:
        suffers = self.clause.passive or (self.event.has("ergative") and not self.clause.nominal and not self.direct)
        if self.clause.nominal:
            self.agent.names, self.patient.words = self.subject.names, self.subject.words
            self.patient.absorb(self.subject)
        elif suffers:
            self.patient = self.subject
            self._let_owners_act()
        else:
            self.agent = self.subject
        if not suffers:
            self.patient.names += self.direct.names
            self.patient.words += self.direct.words
        else:
            self.other.names += self.direct.names
        self.patient.absorb(self.direct)

    def _let_owners_act(self) -> None:
        """ "Abara's album will be released": Abara does it."""
        owners = self.subject.owners if self.subject.words else []
        self.agent.names = list(owners)
        self.patient.names = [name for name in self.patient.names if name not in owners]

    def _place(self, low: str, phrase: Phrase) -> None:
        self.patient.absorb(phrase)
        if low == "against" and self.event.has("sided"):
            self.patient.parts.append(low)
        if low == "by" and (self.clause.passive or self.clause.nominal or self.event.carried):
            self.agent.names += phrase.names
            self.agent.words += [] if phrase.names else phrase.words
        elif low in _WITH and (self.event.has("symmetric") or self.event.has("joint")):
            self.agent.names += phrase.names
            self.topic += phrase.words
        elif low == "of":
            target = self.agent if self.event.has("of_actor") and self.clause.nominal else self.patient
            target.names += phrase.names
            self._take_of(phrase)
        else:
            self.other.names += phrase.names
            self._place_words(low, phrase)

    def _take_of(self, phrase: Phrase) -> None:
        """ "the first part of its report": the report is the object."""
        if self.patient.words:
            self.topic += phrase.words
        else:
            self.patient.words += phrase.words

    def _place_words(self, low: str, phrase: Phrase) -> None:
        if low in _TOPIC:
            self.topic += phrase.words
        else:
            self.places += [(low, word) for word in phrase.words]

    def settle(self) -> None:
        """Let all who take part in a symmetric event act, and countries act where their capitals are named."""
        if self.event.has("symmetric"):
            self.agent.names += self.patient.names
            self.patient.names = []
        self.agent.names = [words().capitals.get(name, name) for name in self.agent.names]
        if self.agent.names:
            self.agent.words = [word for word in self.agent.words if word not in words().bearers]


def _antecedent(stated: Stated, clause: Clause, known: tuple[Name, ...]) -> list[Name]:
    """Whom a pronoun or a missing subject means: who begins the sentence, or the speaker; nobody is guessed."""
    before = stated.sentence[: max(stated.sentence.find(stated.text), 0)]
    said = stated.speaker or ""
    for text in (said, before) if clause.own else (before, said):
        runs = runs_of(tokens_of(text))
        if runs:
            return [fullest(runs[0].name, known)]
    return []


def _teller(stated: Stated, clause: Clause, known: tuple[Name, ...]) -> list[Name]:
    """Who says it, whose affair it mostly is where the clause names nobody ("Toyoda expects profit to fall")."""
    for tokens in (clause.tokens[: clause.subject.start], tokens_of(stated.speaker or "")):
        runs = runs_of(tokens)
        if runs:
            return [fullest(runs[0].name, known)]
    return []


def _terms(stated: Stated, roles: _Roles, known: tuple[Name, ...], when: When) -> Terms:
    agent, patient, other = roles.agent, roles.patient, roles.other
    countries = [words().capitals.get(name, name) for name in known]
    setting = [name for name in dict.fromkeys(countries) if name in words().countries][:_SETTINGS]
    return Terms(
        events=roles.event.names,
        agents=_unique(agent.names),
        patients=_unique(patient.names),
        others=_unique(other.names),
        agent_words=_unique(agent.words),
        words=_unique(patient.words),
        topic=_unique(roles.topic),
        places=tuple(dict.fromkeys(roles.places)),
        amounts=tuple(dict.fromkeys(agent.amounts + patient.amounts + other.amounts)),
        which=_unique(agent.which + patient.which),
        parts=_unique(agent.parts + patient.parts),
        setting=_unique(setting),
        polarity=stated.polarity,
        demand=stated.modality == "demand",
        conditional=stated.conditional,
        when=when,
    )


def _unique(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

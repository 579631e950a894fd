"""Who and what fill the roles of one clause: agent, patient, what else takes part, and what it is about."""

from service.language.propositions.clause_parts import ClauseParts
from service.language.propositions.events import Event, event_of
from service.language.propositions.phrases import Content, ContentReader
from service.language.semantics.nouns import is_vague
from service.language.semantics.small import small
from service.language.semantics.words import is_small, noun, words

_WITH = frozenset(("with", "between", "among", "against", "alongside"))
_TOPIC = frozenset(("on", "over", "about", "for", "against", "into", "concerning", "regarding", "of"))


class Roles:
    """The roles of one clause; `used` are the places of words that belong to its verb."""

    def __init__(self, clause: ClauseParts, reader: ContentReader, used: frozenset[int]) -> None:
        self.clause, self._reader = clause, reader
        self.subject = reader.read(clause.subject, to_preposition=True)
        self.direct = reader.read(clause.object)
        self.event: Event = event_of(clause, self.subject, self.direct)
        self.subject.without(used)
        self.direct.without(used)
        self.agent, self.patient, self.other = (Content(article=clause.article) for _ in range(3))
        self.topic: list[str] = []
        self.circumstances: list[tuple[str, str]] = []
        self.places = list(self.subject.settings)
        self._place_subject()
        self.other.names += self.subject.settings
        for low, part in clause.phrases:
            content = reader.read(part)
            content.without(used)
            self._place(low, content)
        self._settle()

    def _place_subject(self) -> None:
        subject, direct = self.subject, self.direct
        self.suffers = suffers = self.clause.passive or (
            self.event.ergative and not self.clause.nominal and not self.clause.object
        )
        if self.clause.nominal:
            self.agent.names, self.patient.told = list(subject.names), list(subject.told)
        elif suffers:
            self.patient.names, self.patient.told = list(subject.names), list(subject.told)
            self._let_owners_act()
        else:
            self._let_act()
        if suffers:
            self.other.names += direct.names
        else:
            self.patient.names += direct.names
            self.patient.told += direct.told
        for part in (subject, direct):
            self._take_details(part)
        self.patient.names += self._reader.read(self.clause.indirect).names
        self._let_makers_act()

    def _let_owners_act(self) -> None:
        """ "Abara's album will be released": Abara does it."""
        owners = self.subject.owners if self.subject.told else []
        self.agent.names = list(owners)
        self.patient.names = [name for name in self.patient.names if name not in owners]

    def _let_makers_act(self) -> None:
        """ "The album by Ortega came out": Ortega does it."""
        article, part = self.clause.article, self.clause.subject
        by = next((at for at in part if article.words[at].low == "by"), None)
        if by is None:
            return
        makers = article.names(by, part.stop)
        self.agent.names = [*(name for name in self.agent.names if name not in makers), *makers]
        self.patient.names = [name for name in self.patient.names if name not in makers]

    def _let_act(self) -> None:
        """Whom the subject names, but not whose it is ("Vold's rival"), nor whose things act ("GM shares")."""
        subject = self.subject
        owners = [name for name in subject.owners if subject.told or len(subject.names) > len(subject.owners)]
        others = [name for name in subject.names if name not in owners]
        if all(is_small(name, "bodies") for name in others) and not self._ends_in_thing():
            owners = []  # "Corvania's Senate" is Corvania's
        self.agent.names = [name for name in subject.names if name not in owners]
        self.agent.told = list(subject.told)
        if self.agent.names and self._ends_in_thing():
            owners, self.agent.names = [*owners, *self.agent.names], []
        self.other.names += owners

    def _ends_in_thing(self) -> bool:
        """Whether the subject ends in a noun that is more than what its name is: "GM shares", not "Heron probe"."""
        article, told = self.clause.article, self.subject.told
        runs = article.runs_in(self.clause.subject.start, self.clause.subject.stop)
        if not told or not runs or told[-1] < runs[-1].last:
            return False
        stem = article.stems[told[-1]]
        return not (is_vague(stem) or stem in words().bearers or noun(article.words[told[-1]].low) in words().bearers)

    def _take_details(self, part: Content) -> None:
        self.patient.ordinals += part.ordinals
        self.patient.parts += part.parts

    def _place(self, low: str, content: Content) -> None:
        self._take_details(content)
        if low == "against" and self.event.has("sided"):
            self.patient.parts.append(low)
        if low == "by" and (self.clause.passive or self.clause.nominal or self.event.carried):
            self.agent.names += content.names
            self.agent.told += [] if content.names else content.told
        elif low in _WITH and (self.event.has("symmetric") or self.event.has("joint")):
            self.agent.names += content.names
            self.topic += content.nouns
        elif low == "of":
            target = self.agent if self.event.has("of_actor") and self.clause.nominal else self.patient
            target.names += content.names
            self._take_of(content)
        else:
            self.other.names += content.names
            self.places += content.names if low in small("settings") else []
            self._place_nouns(low, content)

    def _take_of(self, content: Content) -> None:
        """ "the first part of its report": the report is the object."""
        if self.patient.told:
            self.topic += content.nouns
        else:
            self.patient.told += content.told

    def _place_nouns(self, low: str, content: Content) -> None:
        if low in _TOPIC:
            self.topic += content.nouns
        else:
            self.circumstances += [(low, word) for word in content.nouns]

    def _settle(self) -> None:
        """Leave out words that only say what a named agent is."""
        if self.agent.names:
            stems = self.clause.article.stems
            self.agent.told = [at for at in self.agent.told if stems[at] not in words().bearers]

"""Who and what fill the roles of one clause: agent, patient, what else takes part, and what it is about."""

from collections.abc import Sequence

from service.language.entities.runs import Name
from service.language.propositions.clause_parts import ClauseParts
from service.language.propositions.contents import Content, ContentReader
from service.language.propositions.events import ClauseEvent, event_of
from service.language.semantics.nouns import is_vague
from service.language.semantics.semantic_lexicon import is_small, noun, semantic_lexicon
from service.language.semantics.small import small


class Roles:
    """The roles of one clause; `used` are the places of words that belong to its verb."""

    def __init__(self, clause: ClauseParts, reader: ContentReader, used: frozenset[int]) -> None:
        self.clause, self.reader = clause, reader
        self.subject = reader.read(clause.subject, to_preposition=True)
        self.object = self._object(used)
        self.direct = reader.read(self.object)
        self.subject_nouns, self.object_nouns = self.subject.nouns, self.direct.nouns
        self.event: ClauseEvent = event_of(clause, self.subject, self.direct)
        self.subject.without(used)
        self.direct.without(used)
        self.agent, self.patient, self.other = (Content(article=clause.article) for _ in range(3))
        self.topic: list[str] = []
        self.circumstances: list[tuple[str, str]] = []
        self.places = list(self.subject.settings)
        self.owners: list[Name] = []
        self._place_subject()
        self.other.names += self.subject.settings
        self.topic += [clause.article.stems[word_index] for word_index in self._behind_head() if word_index not in used]
        held, end = "", 0  # the preposition of the phrase before, and where that ends
        for low, part in clause.phrases:
            if part == self.object:
                continue
            if low not in small("partitive") or part.start - 1 != end:
                held = low
            end = part.stop
            content = reader.read(part)
            content.without(used)
            self._place(held, content)
        self._settle()

    def _behind_head(self) -> Sequence[int]:
        """The nouns that hang on the subject by a preposition: "trading in *shares*"."""
        article, part, indices = self.clause.article, self.clause.subject, self.subject.indices
        return article.content(indices[-1] + 1, part.stop) if indices and not self.clause.nominal else ()

    def _object(self, used: frozenset[int]) -> range:
        """The object; of a phrasal verb what stands behind its particle: "hand over *the keys*"."""
        behind = (
            part
            for low, part in self.clause.phrases
            if part.start - 1 == self.clause.head + 1
            and low in small("particles")
            and (part.start - 1 in used or low == self.clause.particle)
        )
        return self.clause.object or next(behind, range(0))

    def _place_subject(self) -> None:
        subject, direct = self.subject, self.direct
        self.suffers = suffers = self.clause.passive or (
            self.event.ergative and not self.clause.nominal and not self.object
        )
        if self.clause.nominal:
            self.agent.names, self.patient.indices = list(subject.names), list(subject.indices)
        elif suffers:
            self.patient.names, self.patient.indices = list(subject.names), list(subject.indices)
            self._set_owners_apart()
            if self.patient.names and self._ends_in_thing():  # "the Japanese leg begins", "GM shares are sold"
                self.other.names, self.patient.names = [*self.other.names, *self.patient.names], []
        else:
            self._let_act()
        (self.other if suffers else self.patient).names += direct.names
        self.patient.indices += direct.indices
        for part in (subject, direct):
            self._take_details(part)
        self.patient.names += self.reader.read(self.clause.indirect).names
        self._let_makers_act()

    def _set_owners_apart(self) -> None:
        """ "Abara's album will be released": the album is, not Abara."""
        self.owners = list(self.subject.owners) if self.subject.indices else []
        self.patient.names = [name for name in self.patient.names if name not in self.owners]
        self.other.names += self.owners

    def _let_makers_act(self) -> None:
        """ "The album by Ortega came out": Ortega does it."""
        article, part = self.clause.article, self.clause.subject
        by = next((word_index for word_index in part if article.words[word_index].low in small("agents")), None)
        if by is None:
            return
        makers = article.names(by, part.stop)
        self.agent.names = [*(name for name in self.agent.names if name not in makers), *makers]
        self.patient.names = [name for name in self.patient.names if name not in makers]

    def _let_act(self) -> None:
        """Whom the subject names, but not whose it is ("Vold's rival"), nor whose things act ("GM shares")."""
        subject = self.subject
        owners = [name for name in subject.owners if subject.indices or len(subject.names) > len(subject.owners)]
        others = [name for name in subject.names if name not in owners]
        if all(is_small(name, "bodies") for name in others) and not self._ends_in_thing():
            owners = []  # "Corvania's Senate" is Corvania's
        self.agent.names = [name for name in subject.names if name not in owners]
        self.agent.indices = list(subject.indices)
        if self.agent.names and self._ends_in_thing():
            owners, self.agent.names = [*owners, *self.agent.names], []
        self.other.names += owners

    def _ends_in_thing(self) -> bool:
        """Whether the subject ends in a noun that is more than what its name is: "GM shares", not "Heron probe"."""
        article, indices = self.clause.article, self.subject.indices
        runs = article.runs_in(self.clause.subject.start, self.clause.subject.stop)
        if not indices or not runs or indices[-1] < runs[-1].last:
            return False
        stem = article.stems[indices[-1]]
        return not (
            is_vague(stem)
            or stem in semantic_lexicon().bearers
            or noun(article.words[indices[-1]].low) in semantic_lexicon().bearers
        )

    def _take_details(self, part: Content) -> None:
        self.patient.ordinals += part.ordinals
        self.patient.parts += part.parts

    def _place(self, low: str, content: Content) -> None:
        self._take_details(content)
        if low in small("opposed") and self.event.has("sided"):
            self.patient.parts.append(low)
        if low in small("agents") and self._names_agent_behind():
            self.agent.names += content.names
            self.agent.indices += [] if content.names else content.indices
        elif low in small("joined") and (self.event.has("symmetric") or self.event.has("joint")):
            self.agent.names += content.names
            self.topic += content.nouns
        elif low in small("partitive"):
            self._take_of(content)
        else:
            self.other.names += content.names
            self.places += content.names if low in small("settings") else []
            self._place_nouns(low, content)

    def _names_agent_behind(self) -> bool:
        """Whether "by" leads to who acts: "the bill was passed by", "the visit by"."""
        return self.clause.passive or self.clause.nominal or self.event.carried

    def _take_of(self, content: Content) -> None:
        """ "the first part of its report": the report is the object."""
        target = self.agent if self.event.has("of_actor") and self.clause.nominal else self.patient
        target.names += content.names
        if self.patient.indices:
            self.topic += content.nouns
        else:
            self.patient.indices += content.indices

    def _place_nouns(self, low: str, content: Content) -> None:
        if low in small("topical"):
            self.topic += content.nouns
        else:
            self.circumstances += [(low, word) for word in content.nouns]

    def _settle(self) -> None:
        """Leave out words that only say what a named agent is."""
        if self.agent.names:
            stems = self.clause.article.stems
            self.agent.indices = [
                word_index for word_index in self.agent.indices if stems[word_index] not in semantic_lexicon().bearers
            ]

"""Who does what to whom in one clause: its names and words by their parts."""

from dataclasses import dataclass, field

from service.domain.evidence.counted import counted_in
from service.domain.evidence.lemmas import lemma
from service.domain.evidence.place import Place
from service.domain.evidence.senses import of_noun
from service.domain.evidence.small import small
from service.domain.evidence.subject import opening_subject, subject_of
from service.domain.evidence.things import is_thing, is_vague
from service.domain.identity.amounts import Amount
from service.domain.identity.clause import Clause
from service.domain.identity.names import Name, Run
from service.domain.identity.words import is_small, noun, words


@dataclass(slots=True)
class Parts:
    """The parts of one clause as they are read; `used` are the places of words that belong to its verb."""

    place: Place
    used: frozenset[int]
    agents: list[Name] = field(default_factory=list)
    patients: list[Name] = field(default_factory=list)
    others: list[Name] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    where: list[Name] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    subject: range = range(0)
    pronoun: bool = False

    def read(self, clause: Clause) -> None:
        """Fill the parts from the clause."""
        place, text = self.place, self.place.text
        if clause.nominal:
            self.subject = range(clause.subject.start + place.first, clause.subject.stop + place.first)
        else:
            self.subject, self.pronoun = subject_of(text, place.first, place.head)
        names, stems = self._acting()
        if not names and not stems:
            names, stems = self._missing(clause)
        if clause.nominal or clause.passive:
            self.patients += names
            self.things += stems
        else:
            self.agents += names
            self.actors += stems
        direct = self._behind_noun(self._at(clause.object))
        self.patients += text.names(direct.start, direct.stop) + self._apposed(direct)
        self.things += [] if clause.nominal else self._words(direct)
        self.things += [] if clause.nominal else self._kinds(self.patients)
        self._read_relative(not direct)
        for low, part in clause.phrases:
            self._read_phrase(low, self._at(part), clause.passive)
        self.amounts = counted_in(text, place.first, place.last)

    def _acting(self) -> tuple[list[Name], list[str]]:
        """The names and words of the subject; where it is, is told apart, but "a team from Bonn" is Bonn's."""
        text, setting = self.place.text, self._setting()
        names, behind = self._without_owners(self.subject.start, setting), text.names(setting, self.subject.stop)
        stems = self._words(self.subject)
        head = self._words(range(self.subject.start, setting))
        low = text.tokens[setting].low if setting < self.subject.stop else ""
        if low in ("from", "at") and behind and not names and all(map(is_vague, head)):
            return behind, head
        self.where, self.others = list(behind), list(behind)
        if names and head and text.stems[setting - 1] == head[-1] and not self._is_bearer(head[-1], setting):
            self.others += names  # "GM shares": not GM
            return [], stems
        return names, stems

    def _without_owners(self, first: int, last: int) -> list[Name]:
        """The names in [first, last); "Vold's old rival, the baker Emil Roth" is not Vold."""
        runs = self._runs(first, last)
        own = [run.name for run in runs if not self.place.text.tokens[run.last - 1].possessive]
        alone = all(is_small(name, "bodies") for name in own)  # "Corvania's Senate" is Corvania's
        return [run.name for run in runs] if alone else own

    def _runs(self, first: int, last: int) -> list[Run]:
        return [run for run in self.place.text.runs if first <= run.first and run.last <= last]

    def _is_bearer(self, word: str, end: int) -> bool:
        """Whether the noun that ends a subject only says what its name is: "Heron probe", "Fed officials"."""
        owned = any(self.place.text.tokens[at].possessive for at in range(self.subject.start, end))
        if owned and of_noun(word):
            return True  # "Haugmo's arrival"
        return is_vague(word) or word in words().bearers or noun(word) in words().bearers

    def _setting(self) -> int:
        """Where the subject goes on to say where it is: "a panel | in nearby Bonn"."""
        low = self.place.text.tokens
        return next((at for at in self.subject[1:] if low[at].low in small("settings")), self.subject.stop)

    def _missing(self, clause: Clause) -> tuple[list[Name], list[str]]:
        """A clause without a subject of its own shares that of its sentence ("Salas, who was ill, hopes to")."""
        text, first = self.place.text, self.place.sentence[0]
        last = self.place.head if self.pronoun else self.place.first
        if clause.nominal or last <= first:
            return [], []
        opening, pronoun = opening_subject(text, first, last)
        names = self._without_owners(opening.start, opening.stop)
        if self.pronoun:  # "Trump said he would": he
            self.pronoun = pronoun or not opening
            return names[:1], [] if names else self._words(opening)
        self.pronoun = pronoun
        owned = all(text.tokens[run.last - 1].possessive for run in self._runs(opening.start, opening.stop))
        if owned and opening.stop < self.place.first and text.tokens[opening.stop].text == ",":
            behind = range(opening.stop + 1, self.place.first)
            comma = next((at for at in behind if text.tokens[at].text == ","), opening.stop)
            names = text.names(opening.stop, comma)[:1] or names
        return names, self._words(opening)

    def _read_phrase(self, low: str, part: range, passive: bool) -> None:
        names, stems = self.place.text.names(part.start, part.stop), self._words(part)
        if low == "by" and passive:
            self.agents += names
            self.actors += stems
            return
        particle = part.start - 1 in self.used and low not in small("ties")
        if particle:  # "fly in ten tents"
            self.patients += names
            self.things += stems
            return
        if low == "of" and stems:  # "the conviction of the surgeon Declercq"
            self.patients += names
            names = []
        if low == "of" and self._is_gerund(part):  # "within two weeks of receiving the case"
            return
        if low == "of" and not self.things and not self.patients:  # "some of its costs"
            self.things += stems
            stems = []
        self.others += [] if low in small("apart") else names
        self.where += names if low in small("settings") else []
        if low in small("behind"):
            self.about += stems

    def _is_gerund(self, part: range) -> bool:
        token = self.place.text.tokens[part.start] if part else None
        return token is not None and token.low.endswith("ing") and not token.capital and len(part) > 1

    def _read_relative(self, no_object: bool) -> None:
        """ "the prize, which a poet won": what stands before the relative is the object, or the subject."""
        text, first, opening = self.place.text, self.place.first, self.place.sentence[0]
        if text.tokens[first].low not in small("relatives") or first <= opening:
            return
        opening = max(opening, first - 6)
        stems = [text.stems[at] for at in text.content(opening, first)][-2:]
        names = text.names(opening, first)[-1:]
        following = text.tokens[first + 1].low if first + 1 < self.place.last else ""
        if self.actors or self.agents or following in small("personal"):
            self.things += stems if no_object else []
            self.patients += names if no_object else []
        else:
            self.pronoun = False
            self.actors += stems
            self.agents += names

    def _behind_noun(self, part: range) -> range:
        """An object behind the noun that a light verb carries: not "unanimous" of "gave its unanimous blessing"."""
        first = max([part.start, *(at + 1 for at in part if at in self.used and of_noun(self.place.text.stems[at]))])
        return range(first, part.stop)

    def _apposed(self, part: range) -> list[Name]:
        """The name set behind an object that only describes ("a probe, Kestrel-2, on")."""
        text, last = self.place.text, self.place.last
        comma = next((at for at in part if text.tokens[at].text == ","), part.stop)
        if not part or comma + 1 >= last or text.tokens[comma].text != "," or text.names(part.start, comma):
            return []
        behind = next((at for at in range(comma + 1, last) if text.tokens[at].mark), last)
        names = text.names(comma + 1, behind)
        return names[:1] if text.tokens[comma + 1].capital else []

    @staticmethod
    def _kinds(names: list[Name]) -> list[str]:
        """What named things are called by others: "bill" of "the Finance Bill"."""
        kinds = (lemma(name.rpartition(" ")[2]) for name in names if " " in name)
        return [kind for kind in kinds if is_thing(kind) and not is_vague(kind)]

    def _at(self, part: range) -> range:
        return range(part.start + self.place.first, part.stop + self.place.first)

    def _words(self, part: range) -> list[str]:
        """The words of a part without the participle that only describes its noun ("two kites caught in")."""
        text = self.place.text
        found: list[str] = []
        for at in text.content(part.start, part.stop):
            low = text.tokens[at].low
            if at == self.place.head or at in self.used:
                continue
            if found and at + 1 == part.stop and (low in words().irregular or low.endswith("ed")):
                break
            found.append(text.stems[at])
        return found

"""From a statement to its account: who, what, when and how much, read from its clause and what stands around it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from service.domain.evidence.account import Account
from service.domain.evidence.counted import counted_in
from service.domain.evidence.happened import days_of
from service.domain.evidence.marks import marks_of
from service.domain.evidence.senses import Sense, implied, of_asides, of_noun, of_verb
from service.domain.evidence.small import small
from service.domain.evidence.subject import opening_subject, subject_of
from service.domain.evidence.text import Text, is_content, read_text
from service.domain.evidence.things import is_vague
from service.domain.identity.amounts import Amount
from service.domain.identity.clause import Clause, find_head, read_clause
from service.domain.identity.names import Name
from service.domain.identity.stated import Stated
from service.domain.identity.times import read_when, time_words
from service.domain.identity.words import words

_LONGEST = 1_500  # characters of a clause that are read
_NEAR = 2  # sentences before its own in which a pronoun's meaning is looked for
_REFERENTS = 12  # words that a pronoun may mean
_MEANT, _STORY, _REST = 10, 160, 24  # how many are kept


@dataclass(slots=True)
class _Place:
    """Where a statement stands in the text that is read for it."""

    text: Text
    first: int  # token of its clause
    last: int
    head: int
    sentence: tuple[int, int]


def account_of(stated: Stated) -> Account:
    """What a statement of either kind tells; `modality` is "" for a result. Linear in the lengths, which are capped.

    The dear part of weighing: to be done once, before a transaction begins.
    """
    place = _place(stated)
    if place is None:
        return _EMPTY
    text, tokens = place.text, place.text.tokens[place.first : place.last]
    clause = read_clause(tokens, place.head - place.first, time_words(tokens))
    if clause.nominal and tokens[clause.head].low.endswith("ed"):
        clause = replace(clause, nominal=False)
    senses, used = _senses(place, clause)
    parts = _Parts(place, used)
    parts.read(clause)
    senses += _of_subject(place, clause, parts)
    if not stated.modality:
        senses += tuple(implied(senses))
    start, end = _days(stated, place)
    taken = {*parts.agents, *parts.patients, *parts.others}
    near = [name for name in text.names(*place.sentence) if name not in taken]
    marks = marks_of(text, place.sentence, place.head, clause, parts.subject)
    return Account(
        told=" ".join(text.tokens[at].low for at in (place.head, *sorted(used))),
        senses=_unique(senses),
        asides=() if stated.modality else of_asides(text.stems, *place.sentence),
        agents=_unique(parts.agents),
        patients=_unique(parts.patients),
        others=_unique(parts.others),
        where=_unique(parts.where),
        near=_unique(near),
        meant=_unique([*_meant(place), *text.names(0, text.body)])[:_MEANT],
        cast=text.cast,
        actors=_unique(parts.actors),
        things=_unique(parts.things),
        about=_unique([*parts.about, *(_before(place) if stated.modality and "it" in marks else ())]),
        rest=_rest(place, parts)[:_REST],
        story=_story(place, whole=bool(stated.modality)),
        marks=(*marks, *(("pronoun",) if parts.pronoun else ()), *(("stated",) if stated.modality else ())),
        amounts=tuple(parts.amounts),
        start=start,
        end=end,
    )


_EMPTY = Account(
    told="", senses=(), asides=(), agents=(), patients=(), others=(), where=(), near=(), meant=(), cast=(), actors=(),
    things=(), about=(), rest=(), story=(), marks=(), amounts=(), start=None, end=None,
)  # fmt: skip


def _place(stated: Stated) -> _Place | None:
    """The clause in its article; where it does not stand there as given, in its sentence alone."""
    clause, at = stated.text[:_LONGEST], stated.at
    if at is not None and stated.context[at : at + len(clause)] == clause:
        text = read_text(stated.title or "", stated.context)
        if text.starts and at + len(clause) <= text.starts[-1] + 1:
            return _place_at(text, at, len(clause), stated)
    sentence = stated.sentence[:_LONGEST]
    at = max(sentence.find(clause), 0)
    text = read_text(stated.title or "", sentence if clause in sentence else clause)
    return _place_at(text, at, len(clause), stated)


def _place_at(text: Text, at: int, length: int, stated: Stated) -> _Place | None:
    first, last = bisect_left(text.starts, at, text.body), bisect_left(text.starts, at + length, text.body)
    if first >= last:
        return None
    offset = None
    if stated.head_at is not None:
        offset = text.tokens[first].start + stated.head_at - (text.starts[first] - at)
    head = first + find_head(text.tokens[first:last], stated.head, offset)
    return _Place(text, first, last, head, text.sentence(head))


@dataclass(slots=True)
class _Parts:
    """The parts of one clause as they are read."""

    place: _Place
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
        direct = self._at(clause.object)
        self.patients += text.names(direct.start, direct.stop)
        self.things += [] if clause.nominal else self._words(direct)
        self._read_relative(not direct)
        for low, part in clause.phrases:
            self._read_phrase(low, self._at(part), clause.passive)
        self.amounts = counted_in(text, place.first, place.last)

    def _acting(self) -> tuple[list[Name], list[str]]:
        """The names and words of the subject; where it is, is told apart, but "a team from Bonn" is Bonn's."""
        text, setting = self.place.text, self._setting()
        names, behind = text.names(self.subject.start, setting), text.names(setting, self.subject.stop)
        stems = self._words(self.subject)
        head = self._words(range(self.subject.start, setting))
        low = text.tokens[setting].low if setting < self.subject.stop else ""
        if low in ("from", "at") and behind and not names and all(map(is_vague, head)):
            return behind, head
        self.where, self.others = list(behind), list(behind)
        return names, stems

    def _setting(self) -> int:
        """Where the subject goes on to say where it is: "a panel | in nearby Bonn"."""
        low = self.place.text.tokens
        return next((at for at in self.subject[1:] if low[at].low in small("settings")), self.subject.stop)

    def _missing(self, clause: Clause) -> tuple[list[Name], list[str]]:
        """A clause without a subject of its own shares that of its sentence ("Hartnell, who was hurt, expects to")."""
        text, first = self.place.text, self.place.sentence[0]
        last = self.place.head if self.pronoun else self.place.first
        if clause.nominal or last <= first:
            return [], []
        opening, pronoun = opening_subject(text, first, last)
        names = text.names(opening.start, opening.stop)
        if self.pronoun:  # "Trump said he would": he
            self.pronoun = pronoun or not opening
            return names[:1], [] if names else self._words(opening)
        self.pronoun = pronoun
        if not names and opening.stop < self.place.first and text.tokens[opening.stop].text == ",":
            behind = range(opening.stop + 1, self.place.first)
            comma = next((at for at in behind if text.tokens[at].text == ","), opening.stop)
            names = text.names(opening.stop, comma)[:1]
        return names, self._words(opening)

    def _read_phrase(self, low: str, part: range, passive: bool) -> None:
        names, stems = self.place.text.names(part.start, part.stop), self._words(part)
        if low == "by" and passive:
            self.agents += names
            self.actors += stems
            return
        if part.start - 1 in self.used and low not in small(
            "ties"
        ):  # a particle, not a preposition: "fly in ten tents"
            self.patients += names
            self.things += stems
            return
        if low == "of" and stems:  # "the conviction of the surgeon Declercq"
            self.patients += names
            names = []
        self.others += [] if low in small("apart") else names
        self.where += names if low in small("settings") else []
        if low in small("behind"):
            self.about += stems

    def _read_relative(self, no_object: bool) -> None:
        """ "the flame, which a swimmer accepted": what stands before the relative is the object, or the subject."""
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

    def _at(self, part: range) -> range:
        return range(part.start + self.place.first, part.stop + self.place.first)

    def _words(self, part: range) -> list[str]:
        """The words of a part without the participle that only describes its noun ("three moorings lost under")."""
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


def _senses(place: _Place, clause: Clause) -> tuple[tuple[Sense, ...], frozenset[int]]:
    """What the head may mean, and the places of the words that help it to."""
    stems = place.text.stems
    here = stems[place.head].rpartition("-")[2]
    if clause.nominal:
        return (f"={here}+", *of_noun(here)), frozenset()
    found, used = of_verb(stems, place.head, passive=clause.passive)
    found = found or of_noun(here)
    bound = all(stems[at] in small("ties") for at in used)
    plain = here in small("silent") or not (bound or here in words().light)  # "flew in" is not "flew out"
    return (found if plain else (f"={here}+", *found)), used


def _of_subject(place: _Place, clause: Clause, parts: "_Parts") -> tuple[Sense, ...]:
    """ "The vote was held", "the launch took place": the subject is the event."""
    here = place.text.stems[place.head]
    if here in words().occurs or here in small("arises") or (clause.passive and here in small("staging")):
        return tuple(sense for at in parts.subject for sense in of_noun(place.text.stems[at]))
    return ()


def _days(stated: Stated, place: _Place) -> tuple[date | None, date | None]:
    text = place.text
    if stated.modality:
        if stated.due is None:
            return None, None
        inside = text.tokens[place.first : place.last]
        when = read_when(inside, place.head - place.first, stated.said_on, stated.due)
        return when.start, when.due
    found = days_of(text.tokens, place.first, place.last, place.head, stated.said_on)
    found = found or days_of(text.tokens, *place.sentence, place.head, stated.said_on)
    return found or (None, None)


def _meant(place: _Place) -> list[Name]:
    """The names that stand before the clause, the nearest sentence first."""
    text, (first, _) = place.text, place.sentence
    names = text.names(first, place.first)[::-1]
    for _ in range(_NEAR):
        if first <= text.body:
            break
        before, last = text.sentence(first - 1)
        while before == last - 1 and before > text.body:  # an empty line
            before, last = text.sentence(before - 1)
        names += text.names(before, first)
        first = before
    return names


def _before(place: _Place) -> list[str]:
    """The words of the sentence before, one of which "it" means."""
    text, (first, _) = place.text, place.sentence
    at = next((at for at in range(first - 1, text.body - 1, -1) if text.tokens[at].text.isalnum()), None)
    if at is None:
        return []
    first, last = text.sentence(at)
    return [text.stems[at] for at in text.content(first, last)][-_REFERENTS:]


def _rest(place: _Place, parts: _Parts) -> tuple[str, ...]:
    taken = {*parts.things, *parts.about, *parts.actors}
    first, last = place.sentence
    stems = [place.text.stems[at] for at in place.text.content(first, last) if at != place.head]
    return tuple(dict.fromkeys(stem for stem in stems if stem not in taken))


def _story(place: _Place, *, whole: bool) -> tuple[str, ...]:
    """The words of a claim's article; of a result's, those of its title."""
    text = place.text
    title = [text.stems[at] for at in range(text.body) if is_content(text.tokens[at])]
    body = [text.stems[at] for at in text.content(text.body, len(text.tokens))] if whole else []
    return tuple(dict.fromkeys([*title, *body]))[:_STORY]


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

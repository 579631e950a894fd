"""From verb groups to clauses: governors, coordination, subordination, subjects and times of one sentence."""

from collections.abc import Sequence

from service.detect.clauses import Clause, Vocabulary
from service.detect.groups import Group

_HOSTS = frozenset(("", "to", "that", "ing", "adverbial", "absolute"))
_PHRASE = 8  # words of a noun phrase at most
_THAT_REACH = 3  # words from a verb to the "that" of its clause
_REACH = 14  # words to look back for a governor or a marker
_MARKS = frozenset('.,;:!?()"“”—–')
_MARKER_TAGS = frozenset("kwKj")
_DENIERS = frozenset(("no", "none", "neither", "nobody", "nothing"))
_MARKERS = {
    **dict.fromkeys(("if", "unless", "lest"), "if"),
    **dict.fromkeys(("when", "whenever", "until", "till", "once", "after", "before"), "time"),
    **dict.fromkeys(("whether", "why", "how", "what", "whatever"), "question"),
    **dict.fromkeys(("which", "who", "whom", "whose"), "relative"),
}


def phrase_head(tags: str, start: int, last: int, opening: str = "aef#c") -> int:
    """The last noun of the noun phrase that begins at `start`, or -1. `opening` may stand before the noun."""
    head = -1
    for place in range(start, min(start + _PHRASE, last)):
        tag = tags[place]
        if tag in "nsN":
            head = place
        elif tag == "'":
            head = -1
        elif tag not in opening or head >= 0:
            break
    return head


class Syntax:
    """Reads the clauses of one sentence after another of a text."""

    def __init__(self, tags: str, lows: list[str], vocabulary: Vocabulary) -> None:
        self.tags, self.lows = tags, lows
        self.governors, self.vocabulary = vocabulary.governors, vocabulary

    def read(self, groups: Sequence[Group], first: int, last: int, headline: bool) -> list[Clause]:
        """The clauses of the sentence [first, last) whose verb groups are given, in order."""
        self.headline = headline
        clauses: list[Clause] = []
        for group in groups:
            clause = Clause(group=group)
            before = clauses[-1] if clauses else None
            self._mark(clause, before.group.head + 1 if before else first)
            self._subject(clause, first)
            if not self._coordinate(clause, clauses, first):
                self._settle(clause, first, last)
                self._govern(clause, clauses, first)
            clauses.append(clause)
        clauses += [noun for clause in clauses if (noun := self._scheduled_subject(clause, first))]
        end = last
        for clause in reversed(clauses):
            if clause.group.tense == "present":
                self._time(clause, first, end)
            end = clause.group.first
        return clauses

    def _adjacent(self, place: int, first: int) -> int:
        """The place of the word before `place`, adverbs and particles passed over."""
        place -= 1
        while place > first and self.tags[place] in "rxl":
            place -= 1
        return place

    def _broken(self, start: int, end: int) -> bool:
        """Whether a mark stands between the words `start` and `end`."""
        return any(self.tags[place] in _MARKS for place in range(start + 1, end))

    def _mark(self, clause: Clause, floor: int) -> None:
        first = clause.group.first
        for place in range(first - 1, max(floor, first - _REACH) - 1, -1):
            tag = self.tags[place]
            if tag in _MARKER_TAGS and (tag != "j" or self.lows[place] in _MARKERS):
                clause.marker = self._marker(place)
                return
            if tag in _MARKS:
                return

    def _marker(self, place: int) -> str:
        if self.tags[place] == "K":
            return "relative" if place and self.tags[place - 1] in "nsf" else "that"
        return _MARKERS.get(self.lows[place], "other")

    def _subject(self, clause: Clause, first: int) -> None:
        place = self._adjacent(clause.group.first, first)
        if place < first:
            return
        low, tag = self.lows[place], self.tags[place]
        if low in ("i", "we"):
            clause.subject = "first"
        elif low in ("you", "it", "there"):
            clause.subject = low
        elif low in ("he", "she", "they"):
            clause.subject = "third"
        elif tag in "wK":
            clause.subject = "relative"
        elif tag in "nsNiyjf'#)":
            clause.subject = "other"

    def _settle(self, clause: Clause, first: int, last: int) -> None:
        """Tell a plural present from a base form, and hear a denial in subject or object ("no one came")."""
        group = clause.group
        place = self._adjacent(group.first, first)
        if group.form == "bare" and place >= first and self.tags[place] in "siwyKN#f":
            group.form, group.tense = "finite", "present"
        if group.lemma == "be" and self.lows[group.head + 1 : group.head + 2] in (["up"], ["down"]):
            group.lemma = "rise"
        if group.lemma not in ("be", "have") and self.lows[group.head + 1 : group.head + 2] == ["no"]:
            group.negated = True
        if clause.subject == "there" and group.lemma == "be":
            self._exist(clause, last)
        if group.form == "finite":
            while place >= first and self.tags[place] in "nsNa#q":
                place -= 1
            if place >= first and self.lows[place] in _DENIERS:
                group.negated = True

    def _exist(self, clause: Clause, last: int) -> None:
        """Of "there will be four more concerts" the event is the concerts."""
        start = clause.group.head + 1
        noun = phrase_head(self.tags, start, last, opening="aef#rqx")
        if noun >= 0:
            event = self.lows[noun] in self.vocabulary.events
            clause.cue, clause.group.lemma = clause.group.first, "take_place" if event else "exist"
            clause.group.negated = clause.group.negated or "no" in self.lows[start:noun]
            clause.group.head = noun

    def _coordinate(self, clause: Clause, clauses: list[Clause], first: int) -> bool:
        """Lend a bare verb after "and" the auxiliaries of the verb that it stands beside."""
        group = clause.group
        place = self._adjacent(group.first, first)
        if group.form not in ("bare", "participle", "ing") or group.head != group.first or place < first:
            return False
        if self.tags[place] not in "c,":
            return False
        kind = self.tags[group.head]
        for other in reversed(clauses[-4:]):
            if self._lends(other, kind) and (kind == "v" or self.tags[place] == "c"):
                clause.group = other.group.with_head(group.head, group.lemma)
                clause.group.negated = other.group.negated and self.lows[place] != "but"
                clause.follow(other)
                return True
        return False

    def _lends(self, other: Clause, kind: str) -> bool:
        tag = self.tags[other.group.head]
        return tag == kind or (kind == "v" and tag == "B")

    def _govern(self, clause: Clause, clauses: list[Clause], first: int) -> None:
        form = clause.group.form
        before = clauses[-1] if clauses else None
        if form == "infinitive":
            self._govern_infinitive(clause, before, first)
        elif before is not None:
            if form == "ing":
                self._govern_ing(clause, clauses, first)
            elif form in ("finite", "bare") and clause.marker in ("", "that", "relative"):
                self._govern_clause(clause, before)

    def _govern_infinitive(self, clause: Clause, before: Clause | None, first: int) -> None:
        place = self._adjacent(clause.group.first, first)
        if place < first:
            return
        if before is not None and self.tags[place] == "q" and place - 1 == before.group.head:
            place -= 1  # "went on to win"
        if self.lows[place] in _MARKERS or self.tags[place] == "k":
            clause.marker = "question"
        elif before is not None and place == before.group.head:
            self._after_verb(clause, before, place)
        elif not self._after_word(clause, before, place) and not self._after_object(clause, before, place):
            if self.headline and before is None and self.tags[place] in "nsN":
                clause.governor, clause.by, clause.cue = "appointed", "to", clause.group.first
            else:
                clause.purpose = True

    def _scheduled_subject(self, clause: Clause, first: int) -> Clause | None:
        """Of "the *hearing* is scheduled for July 10" the event is the hearing."""
        group = clause.group
        if not group.passive or clause.absorbed or self.governors.get(("dated", group.lemma)) is None:
            return None
        place = self._adjacent(group.first, first)
        if place < first or self.tags[place] not in "ns" or self.tags[group.head + 1] not in "qN":
            return None
        if self.lows[phrase_head(self.tags, group.head + 2, group.head + 10)] in self.vocabulary.events:
            return None  # "the album is scheduled for *release*"
        if group.form == "participle" and self.lows[place] not in self.vocabulary.events:
            return None
        noun = Group(first=place, head=place, lemma=self.lows[place], form="noun", negated=group.negated)
        return Clause(group=noun, governor=self.governors["dated", group.lemma], by="noun", cue=group.head)

    def _governor(self, part: str, clause: Clause) -> str:
        """The class of a clause's verb as a governor, its particle counted in where there is one ("call on")."""
        group = clause.group
        phrasal = f"{group.lemma}_{self.lows[group.head + 1]}" if group.head + 1 < len(self.lows) else ""
        return self.governors.get((part, phrasal)) or self.governors.get((part, group.lemma), "")

    def _after_verb(self, clause: Clause, before: Clause, place: int) -> None:
        """ "agreed to cut", "are expected to sign", "is to leave", "is going to rise"."""
        group = before.group
        part = "passive" if group.passive else "verb"
        name = self._governor(part, before)
        if group.lemma == "go" and group.progressive:
            name = "going"
        elif group.lemma == "be":
            name = self._topic(before) or "appointed"
        if name:
            self._take(clause, before, name, place)
        else:
            clause.purpose = True

    def _topic(self, copula: Clause) -> str:
        """The class of the governor that is the subject of a copula: "the *goal* of the plan is to …"."""
        place = copula.group.first
        for back in range(place - 1, max(place - _REACH, 0) - 1, -1):
            if self.tags[back] in _MARKS:
                break
            if self.tags[back] in "ns" and (name := self.governors.get(("noun", self.lows[back]))):
                return name
        return ""

    def _after_word(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """ "likely to pass", "a plan to build", "a plan by the city to build", "the goal is for them to win"."""
        low = self.lows[place]
        copula = before if before is not None and before.group.lemma == "be" else None
        name = self.governors.get(("adjective", low)) or (copula and self.governors.get(("copular", low)))
        if name:
            self._take(clause, copula, name, place)
            return True
        floor = before.group.head if before is not None else -1
        if before is not None and before.group.lemma == "exist":
            floor -= 1  # "there is some *hope* for the industry to recover"
        for back in range(place, max(floor, place - _REACH), -1):
            if self.tags[back] in "ns" and (name := self.governors.get(("noun", self.lows[back]))):
                clause.governor, clause.by, clause.cue = name, "to", back
                return True
            if self.tags[back] in _MARKS:
                return False
        if before is not None and before.group.lemma == "be" and self.tags[floor + 1] == "q":
            name = self._topic(before) if self.lows[floor + 1] == "for" else self._appointed(floor + 1, place)
            if name:
                self._take(clause, before, name, floor)
            return bool(name)
        return False

    def _appointed(self, start: int, end: int) -> str:
        """ "are in the coming weeks to leave": a time between the copula and its infinitive."""
        return "" if self.vocabulary.future.isdisjoint(self.lows[start:end]) else "appointed"

    def _after_object(self, clause: Clause, before: Clause | None, place: int) -> bool:
        """ "urged Iran to halt", "expects prices to rise"."""
        if before is None or place - before.group.head > _REACH or self._broken(before.group.head, place):
            return False
        name = self._governor("object", before)
        if name:
            clause.governor, clause.by, clause.cue = name, "to", before.group.head
        return bool(name)

    def _take(self, clause: Clause, before: Clause | None, name: str, place: int) -> None:
        clause.governor, clause.by, clause.cue = name, "to", place
        if before is not None:
            before.absorbed = True
            clause.marker = clause.marker or before.marker
            fate = self.vocabulary.absorbed.get(name)
            if fate == "attempt" and before.group.tense != "modal" and not before.governor:
                return  # what was tried is not said to have been done
            if fate:
                self._inherit(clause, before, fate == "flip")
                clause.via = name
            else:
                clause.group.negated ^= before.group.negated
                clause.group.modal = before.group.modal

    def _inherit(self, clause: Clause, lead: Clause, flip: bool) -> None:
        """Read "began to act" as "acted", and "failed to act" as "not acted"."""
        own = clause.group
        clause.group = lead.group.with_head(own.head, own.lemma)
        clause.group.passive = own.passive
        clause.group.perfect = own.perfect or lead.group.perfect
        clause.group.negated = lead.group.negated ^ flip ^ own.negated
        clause.follow(lead)

    def _govern_ing(self, clause: Clause, clauses: list[Clause], first: int) -> None:
        before = clauses[-1]
        place = self._adjacent(clause.group.first, first)
        clause.lead = self._host(clauses)
        if place < first:
            return
        verb = place if self.tags[place] not in "qt" else self._adjacent(place, first)
        name = self._governor("gerund", before) if verb == before.group.head else ""
        if name:
            self._take(clause, before, name, verb)
            clause.by = "ing"
            clause.purpose = clause.purpose or before.group.form == "participle"
        elif self.tags[place] in "qk":
            clause.by = self.lows[place]
            if self.tags[place - 1] == ",":
                clause.lead = clauses[0]
            name = self.governors.get((self.lows[place], self.lows[verb]), "")
            if name in self.vocabulary.absorbed:
                self._take(clause, before, name, verb)
            elif name:
                clause.governor, clause.cue = name, verb
        elif self.tags[place] in _MARKS:
            clause.by = "adverbial"
        else:
            joined = self.lows[before.group.head + 1 : place]
            clause.by = "absolute" if "," in joined or "with" in joined else "noun"

    def _host(self, clauses: list[Clause]) -> Clause:
        """The clause that an -ing clause hangs on: the nearest that is not itself in a prepositional phrase."""
        return next((clause for clause in reversed(clauses) if clause.by in _HOSTS), clauses[-1])

    def _govern_clause(self, clause: Clause, before: Clause) -> None:
        if self._broken(before.group.head, clause.group.first):
            return
        name = self._governor("clause", before)
        place = before.group.head
        if clause.marker != "":
            that = self.tags.rfind("K", place, clause.group.first)
            noun = self._noun_governor(that - 1, before) if that > place else ""
            if noun:
                name, place = noun, that - 1
            elif that - place > _THAT_REACH:
                return
        if name:
            clause.governor, clause.by, clause.cue = name, "that", place

    def _noun_governor(self, place: int, before: Clause) -> str:
        low = self.lows[place]
        name = self.governors.get(("noun", low), "")
        return name or (self.governors.get(("copular", low), "") if before.group.lemma == "be" else "")

    def _time(self, clause: Clause, first: int, end: int) -> None:
        head = clause.group.head
        words = self.lows[max(first, clause.group.first - 8) : min(end, head + _REACH)]
        if not self.vocabulary.past.isdisjoint(words):
            clause.time = "past"
        elif not self.vocabulary.future.isdisjoint(words):
            clause.time = "future"

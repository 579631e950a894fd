"""What the words of one sentence tell, without a parse, about where clauses begin and whose a time may be."""

from itertools import pairwise

from service.language.lexicon.guess import GERUND
from service.language.temporal.timewords import MARKS, lexis

PAST = "ed"
_SHORTEST = 4  # letters that a participle has more than
REACH = 24  # words looked over for a boundary or a verb
CHAIN = 6  # events passed over on the way to the one that a time belongs to
DATELINE = 6  # words of "WASHINGTON, D.C., March 3"
NEAR = 6  # words of "after the heavy defeat on"
PARENTHESIS = 12  # words of "said the minister of finance,"


class Phrasing:
    """The words [first, last) of a sentence, in lower case, and questions about their order."""

    def __init__(self, lows: list[str], first: int, last: int) -> None:
        self.lows, self.first, self.last = lows, first, last

    def low(self, index: int) -> str:
        """The word at `index`; empty outside of the sentence."""
        return self.lows[index] if self.first <= index < self.last else ""

    def words(self, start: int, end: int) -> list[str]:
        """The words [start, end) as far as they lie in the sentence and within reach of `end`."""
        return self.lows[max(start, self.first, end - REACH) : min(end, self.last)]

    def reaches(self, start: int, end: int) -> bool:
        """Whether few enough words lie between for the one to have to do with the other."""
        return end - start <= REACH

    def segment(self, index: int) -> int:
        """Where the words since the last mark before `index` begin."""
        start = index
        while start > max(self.first, index - REACH) and self.lows[start - 1] not in MARKS:
            start -= 1
        return start

    def after_parenthesis(self, start: int) -> int:
        """The word after ", officials said," or ", said the minister," where such stands at `start`."""
        if self.low(start) != ",":
            return start
        inside = self.lows[start + 1 : min(start + PARENTHESIS, self.last)]
        end = inside.index(",") if "," in inside else 0
        return start + 2 + end if not lexis().saying.isdisjoint(inside[:end]) else start

    def opens(self, index: int) -> bool:
        """Whether the word at `index` is the first of the sentence or of a clause."""
        before = self.low(index - 1)
        return not before or before in lexis().openers

    def opens_phrase(self, index: int) -> bool:
        """Whether the word at `index`, or the article before it, is the first of the sentence or of a clause."""
        return self.opens(index - (self.low(index - 1) in lexis().determiners))

    def is_dateline(self, start: int, end: int) -> bool:
        """Whether a time in words [start, end) dates the report: "OSLO, March 3 (Agency) -"."""
        return self.first < start <= self.first + DATELINE and self.low(end) in {"(", "-", "–", "—", "--"}

    def preposition(self, index: int) -> str:
        """The preposition before the article at `index` - 1, if there are such words."""
        return self.low(index - 2) if self.low(index - 1) in lexis().determiners else ""

    def is_aftermath(self, start: int, end: int) -> bool:
        """Whether words [start, end) give the time to what is over: after the vote on, the crash in Oslo on."""
        if self._is_mishap(start, end):
            return True
        return any(
            self.low(index) in lexis().backward and self.low(index + 1) in lexis().determiners
            for index in range(max(start, end - NEAR), end)
        )

    def _is_mishap(self, start: int, end: int) -> bool:
        """Whether words [start, end) end in an event that nobody plans, and where: the crash in Oslo."""
        return any(
            self.low(index) in lexis().mishaps and (index + 1 == end or self.low(index + 1) in lexis().placing)
            for index in range(max(start, end - NEAR), end)
        )

    def is_act(self, index: int) -> bool:
        """Whether a past act of speech or decision stands at `index`, which a time beside it belongs to."""
        return self.low(index) in lexis().acts and self.low(index - 1) not in lexis().present_copulas

    def has_act(self, start: int, end: int) -> bool:
        """Whether such an act stands in words [start, end)."""
        found = not lexis().acts.isdisjoint(self.words(start, end))
        return found and any(self.is_act(index) for index in range(max(start, end - REACH), end))

    def has_verb(self, start: int, end: int) -> bool:
        """Whether words [start, end) hold an act, or open a clause with a verb of its own."""
        words = self.words(start, end)
        gerund = any(word in lexis().adjoining and behind.endswith(GERUND) for word, behind in pairwise(words))
        return gerund or not lexis().own_clauses.isdisjoint(words) or self.has_act(start, end)

    def has_relative(self, start: int, end: int) -> bool:
        """Whether words [start, end) open a relative clause."""
        return not lexis().relatives.isdisjoint(self.words(start, end))

    def is_bare_ing(self, index: int) -> bool:
        """Whether the word at `index` is an -ing form with no auxiliary right before it."""
        return self.low(index).endswith(GERUND) and self.low(index - 1) not in lexis().auxiliaries

    def has_timing(self, start: int, end: int) -> bool:
        """Whether words [start, end) open a clause whose time is the main clause's too ("when", "before")."""
        return not lexis().timing_clauses.isdisjoint(self.words(start, end))

    def is_past(self, index: int) -> bool:
        """Whether the verb at `index` looks past, and not passive present or future."""
        return self.is_act(index) or (
            self.low(index).endswith(PAST) and self.low(index - 1) not in lexis().present_copulas
        )

    def is_participle(self, index: int) -> bool:
        """Whether the word at `index` may be a past participle after its noun: the man *arrested* on Friday."""
        return len(self.low(index)) > _SHORTEST and self.is_past(index) and self.low(index) not in lexis().scheduling

    def is_auxiliary(self, index: int) -> bool:
        """Whether the verb that goes with the word at `index` is still to come."""
        return self.low(index) in lexis().auxiliaries

    def is_noun(self, index: int) -> bool:
        """Whether the word at `index` can only be a noun."""
        return self.low(index - 1) in lexis().determiners or self.low(index + 1) in lexis().of

    def is_object(self, start: int, head: int) -> bool:
        """Whether the word at `head` ends a noun phrase right after a verb, whose words are [start, head)."""
        between = self.words(start, head)
        free = (
            lexis().auxiliaries.isdisjoint(between) and MARKS.isdisjoint(between) and lexis().joints.isdisjoint(between)
        )
        return free and 0 < len(between) <= NEAR and not self.low(head).endswith(GERUND)

    def is_phrase(self, start: int, end: int) -> bool:
        """Whether the words [start, end) can all stand in one noun phrase before its noun."""
        words = lexis()
        return all(
            word in words.possessive or not (word in words.function_words or word in MARKS)
            for word in self.words(start, end)
        )

    def is_clause(self, start: int, end: int) -> bool:
        """Whether the words [start, end) lead a clause up to its verb at `end`, with nothing between."""
        between = self.words(start + (self.low(start) == ","), end)
        return lexis().joining.isdisjoint(between)

    def has_mark(self, start: int, end: int) -> bool:
        """Whether a comma or the like stands among words [start, end)."""
        return not MARKS.isdisjoint(self.words(start, end))

    def is_in_time(self, words: list[str]) -> bool:
        """Whether `words` hold an "in time", which sets the later event's day as a deadline for the earlier."""
        return any(pair in lexis().in_time for pair in pairwise(words))

    def is_conjunct(self, head: int) -> bool:
        """Whether the verb at `head` is joined to one before it and shares its subject."""
        index = head - 1
        while self.low(index) in lexis().unstressed:
            index -= 1
        return self.low(index) in lexis().joining

"""The nouns of content and the verbs of a text as patterns see them: what denies them, and what is said of them."""

from collections.abc import Sequence

from service.language.factuality.patterns import Class, Effect, Part, Patterns
from service.language.syntax.clauses import Clause
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBS,
    BASE,
    COMMON_NOUNS,
    COORDINATOR,
    DETERMINERS,
    ING,
    NAME,
    NOT,
    NUMBER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    THIRD,
)

_MARKS = frozenset('.,;:!?()"“”—–')
# what may stand in a noun phrase before its noun
_WITHIN = frozenset(ADJECTIVE + DETERMINERS + NUMBER + COMMON_NOUNS + NAME + POSSESSIVE + PARTICIPLE + ING + ADVERBS)
_SUBJECT = _WITHIN | {PRONOUN}
_DESCRIBING = ADJECTIVE + PARTICIPLE
_FINITE = BASE + THIRD
_PHRASE = 8  # words of a noun phrase, and of what is said by a copula, at most


class Wording:
    """One text's words as the patterns want them: places to classes, effects and signs of denial."""

    def __init__(self, tags: str, lows: Sequence[str], patterns: Patterns) -> None:
        self.tags, self.lows, self.patterns = tags, lows, patterns
        self.absent, self.scarce = patterns.words["absent"], patterns.words["scarce"]
        self.some = patterns.words["some"]
        self.contents, self.plans = patterns.words["contents"], patterns.words["plans"]

    def noun_class(self, place: int) -> Class | None:
        """The class of the noun at `place` that has an effect on what follows it."""
        if self.tags[place] not in COMMON_NOUNS:
            return None
        low = self.lows[place]
        return self.patterns.class_of(Part.NOUNS, low) or self.patterns.class_of(Part.PREDICATES, low)

    def is_content(self, place: int) -> bool:
        """Whether what the noun at `place` stands for can be true or false."""
        return self.tags[place] in COMMON_NOUNS and self.lows[place] in self.contents

    def noun_before(self, place: int, floor: int) -> int:
        """The noun behind the token `floor` whose content the clause at `place` tells, or -1.

        "reports *that*", "reports from Rome *that*".
        """
        for back in range(place - 1, max(floor, place - _PHRASE), -1):
            beside = back == place - 1 or self.tags[back + 1] == PREPOSITION
            if beside and (self.is_content(back) or self.noun_class(back)):
                return back
            if self.tags[back] not in _WITHIN and self.tags[back] != PREPOSITION:
                break
        return -1

    def start(self, noun: int, floor: int) -> int:
        """Where the phrase of the noun at `noun` begins, behind the token `floor` at the earliest."""
        place = noun
        while place - 1 > floor and noun - place < _PHRASE and self._goes_on(place - 1):
            place -= 1
        return place

    def _goes_on(self, place: int) -> bool:
        return self.tags[place] in _WITHIN or (self.tags[place] == COORDINATOR and self.tags[place - 1] in _DESCRIBING)

    def is_absent(self, start: int, noun: int) -> bool:
        """Whether the phrase from `start` says that there is none of the noun: "no evidence", "little hope"."""
        words = self.lows[start:noun]
        return not self.absent.isdisjoint(words) and self.some.isdisjoint(words)

    def attribute(self, start: int, noun: int) -> Effect | None:
        """What an adjective before the noun makes of its content: "*false* reports that"."""
        classes = (self.patterns.class_of(Part.ATTRIBUTES, low) for low in self.lows[start:noun])
        return next((found.affirmed for found in classes if found), None)

    def telling(self, first: int, last: int) -> Effect | None:
        """The effect of an adverb among the tokens [first, last) on what the verb beside it tells."""
        known = self.patterns.classes[Part.TELLINGS]
        places = (place for place in range(max(first, 0), last) if self.tags[place] == ADVERB)
        found = next((known[self.lows[place]] for place in places if self.lows[place] in known), None)
        return found.affirmed if found else None

    def predicate(self, first: int, last: int, *, negated: bool, of_content: bool) -> Effect | None:
        """The effect of what a copula says among the tokens [first, last): "is *false*", "was not *true*".

        More words tell it of a noun `of_content`, as in "reports are *wrong*".
        """
        for place in range(first, min(last, first + _PHRASE)):
            if self.tags[place] in _MARKS:
                return None
            found = self.patterns.class_of(Part.PREDICATES, self.lows[place])
            if not found and of_content:
                found = self.patterns.class_of(Part.VERDICTS, self.lows[place])
            found = found or self.noun_class(place)
            if found and self.tags[place] not in _FINITE:
                return found.effect(negated=negated or self.is_absent(first, place))
        return None

    def is_scarce(self, clause: Clause, floor: int) -> bool:
        """Whether the subject of `clause` is as good as nobody: "*few* expect", "hardly anybody thinks"."""
        place = clause.first - 1
        while place > floor and self.tags[place] in _SUBJECT:
            if self.lows[place] in self.scarce:
                return self.lows[place - 1] not in self.some
            if self.tags[place] == NOT or self.lows[place] in self.absent:
                return True
            place -= 1
        return False

    def verbs_of(self, clause: Clause) -> tuple[str, str]:
        """What the verb of `clause` may be listed as: with its particle, and alone."""
        return f"{clause.lemma}_{self.lows[clause.head + 1]}" if clause.head + 1 < len(self.lows) else "", clause.lemma

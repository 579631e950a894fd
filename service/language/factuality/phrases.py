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

    def noun_class(self, token: int) -> Class | None:
        """The class of the noun at `token` that has an effect on what follows it."""
        if self.tags[token] not in COMMON_NOUNS:
            return None
        low = self.lows[token]
        return self.patterns.class_of(Part.NOUNS, low) or self.patterns.class_of(Part.PREDICATES, low)

    def is_content(self, token: int) -> bool:
        """Whether what the noun at `token` stands for can be true or false."""
        return self.tags[token] in COMMON_NOUNS and self.lows[token] in self.contents

    def noun_before(self, token: int, floor: int) -> int | None:
        """The noun behind the token `floor` whose content the clause at `token` tells; None where none does.

        "reports *that*", "reports from Rome *that*".
        """
        for back in range(token - 1, max(floor, token - _PHRASE), -1):
            beside = back == token - 1 or self.tags[back + 1] == PREPOSITION
            if beside and (self.is_content(back) or self.noun_class(back)):
                return back
            if self.tags[back] not in _WITHIN and self.tags[back] != PREPOSITION:
                break
        return None

    def start(self, noun: int, floor: int) -> int:
        """Where the phrase of the noun at `noun` begins, behind the token `floor` at the earliest."""
        token = noun
        while token - 1 > floor and noun - token < _PHRASE and self._goes_on(token - 1):
            token -= 1
        return token

    def _goes_on(self, token: int) -> bool:
        return self.tags[token] in _WITHIN or (self.tags[token] == COORDINATOR and self.tags[token - 1] in _DESCRIBING)

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
        places = (token for token in range(max(first, 0), last) if self.tags[token] == ADVERB)
        found = next((known[self.lows[token]] for token in places if self.lows[token] in known), None)
        return found.affirmed if found else None

    def predicate(self, first: int, last: int, *, negated: bool, of_content: bool) -> Effect | None:
        """The effect of what a copula says among the tokens [first, last): "is *false*", "was not *true*".

        More words tell it of a noun `of_content`, as in "reports are *wrong*".
        """
        for token in range(first, min(last, first + _PHRASE)):
            if self.tags[token] in _MARKS:
                return None
            found = self.patterns.class_of(Part.PREDICATES, self.lows[token])
            if not found and of_content:
                found = self.patterns.class_of(Part.VERDICTS, self.lows[token])
            found = found or self.noun_class(token)
            if found and self.tags[token] not in _FINITE:
                return found.effect(negated=negated or self.is_absent(first, token))
        return None

    def is_scarce(self, clause: Clause, floor: int) -> bool:
        """Whether the subject of `clause` is as good as nobody: "*few* expect", "hardly anybody thinks"."""
        token = clause.first - 1
        while token > floor and self.tags[token] in _SUBJECT:
            if self.lows[token] in self.scarce:
                return self.lows[token - 1] not in self.some
            if self.tags[token] == NOT or self.lows[token] in self.absent:
                return True
            token -= 1
        return False

    def verbs_of(self, clause: Clause) -> tuple[str, str]:
        """What the verb of `clause` may be listed as: with its particle, and alone."""
        return f"{clause.lemma}_{self.lows[clause.head + 1]}" if clause.head + 1 < len(self.lows) else "", clause.lemma

"""Noun phrases around a verb, by word classes of the lexicon: who is it that says? Knows nothing of names."""

from collections.abc import Callable
from functools import cache

from service.language.lexicon import load_lexicon
from service.language.remembered import Remembered
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBS,
    BASE,
    DETERMINER,
    DETERMINERS,
    FINITE,
    NAME,
    NOUN,
    NOUNS,
    NUMBER,
    OBJECT_PRONOUN,
    PAST,
    PAST_FORMS,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
    VERBS,
)
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

_PARTING = TO + THAT + SUBORDINATOR + PRONOUN
_ENDING = TO + THAT + OBJECT_PRONOUN + SUBORDINATOR + PRONOUN + SUBJECT_PRONOUN + ADVERB
_OPEN = VERBS + NOUNS + ADJECTIVE + ADVERB + NUMBER
_SURELY_PARTING = FINITE + TO + ADVERB

Phrase = tuple[int, int]  # tokens [first, last)

_LONGEST = 16  # tokens of a noun phrase
_QUOTED_LEAST = 3  # tokens before the verb behind a quotation
_GOES_ON = frozenset(",?!")
_FAR = 45  # tokens within which an apposition must close
_APPOSITIONS = 4
_QUOTES = frozenset('"“”«»')
_MARKS = _QUOTES | frozenset(",;:()[]–—") | {"--", "...", "…", "!", "?"}


class PhraseFinder:
    """Finds noun phrases among the words of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.words, self.lows = tokens.words, tokens.lows
        self._tags, self._written, self._finite = load_lexicon().tags, _classes(), _finite_forms()
        self._lists = word_lists("reporting")
        self._people = word_lists("people")

    def tag(self, at: int) -> str:
        """The likeliest tag of the word; a name's for a capitalised one that is no function word."""
        return self._written[self.words[at]]

    def is_named(self, at: int) -> bool:
        """Whether the word at `at` is written as a name is: capitalised, and no function word."""
        return self._written[self.words[at]] == NAME

    def is_verb_form(self, at: int) -> bool:
        """Whether the word at `at` can only be a finite verb or an auxiliary."""
        return self._finite[self.words[at]]

    def clause_follows(self, at: int, last: int) -> bool:
        """Whether a finite verb follows at `at` before the next mark."""
        marks = (place for place in range(at, min(last, at + 4)) if self.words[place] in _MARKS)
        return self.has_clause(at, next(marks, min(last, at + 4)))

    def is_day(self, at: int) -> bool:
        """Whether the word at `at` names a day or a month."""
        return self.lows[at] in self._people["calendar"] or self.lows[at] in self._lists["times"]

    def is_past_form(self, at: int) -> bool:
        """Whether the word at `at` may be a past tense or a participle, and no noun."""
        if self.words[at][0].isupper():
            return False
        tags = self._tags[self.lows[at]]
        return tags[0] in PAST_FORMS and NOUN not in tags

    def is_quotative(self, at: int) -> bool:
        """Whether a past form stands right behind a quotation that goes on, and its subject behind it.

        So any verb tells how something is said: "“…,” *sighed* the mayor".
        """
        if at < _QUOTED_LEAST or at + 1 >= len(self.words) or self.words[at - 2] not in _GOES_ON:
            return False
        return self.is_past_form(at) and (self.is_named(at + 1) or self.tag(at + 1) == DETERMINER)

    def is_only_past(self, at: int) -> bool:
        """Whether the word at `at` may be a past tense and no base form."""
        tags = self._tags[self.lows[at]]
        return PAST in tags and BASE not in tags and not self.words[at][0].isupper()

    def is_common(self, at: int) -> bool:
        """Whether the word at `at`, with a capital or without, is most likely a common noun."""
        return self.words[at][1:].islower() and self._tags[self.lows[at]][0] == NOUN

    def has_clause(self, first: int, last: int, *, loosely: bool = False) -> bool:
        """Whether a finite verb stands in [first, last).

        `loosely` a past form that may be a participle counts too, and a pronoun that is most often a subject.
        """
        last = min(last, first + _FAR)
        if any(map(self._finite.__getitem__, self.words[first:last])):
            return True
        pronouns = self._lists["speaking"]
        return loosely and any(self.is_past_form(at) or self.lows[at] in pronouns for at in range(first, last))

    def skip_between(self, at: int, limit: int) -> int:
        """The last token before `at` that does not stand between a subject and its verb."""
        between, calendar, lows = self._lists["between"], self._people["calendar"], self.lows
        at -= 1
        while at >= limit:
            low = lows[at]
            if low not in between and low not in calendar:
                adverb = self._tags[low][0] in ADVERBS and low not in self._lists["adverb_places"]
                if not (adverb or self._is_time(at, limit)):
                    break
            at -= 1
        return at

    def _is_time(self, at: int, limit: int) -> bool:
        """Whether the word is part of "on Friday", "last week", "in 2003"."""
        low, times = self.lows[at], self._lists["times"]
        if low in self._lists["time_links"]:
            after = self.lows[at + 1]
            return after in self._people["calendar"] or after in times or after.isdigit()
        if low in times or (low.isdigit() and len(low) in (1, 2, 4)):
            before = self.lows[at - 1] if at > limit else ""
            return before in self._lists["time_openings"] or before in self._people["calendar"]
        return False

    def ending(self, last: int, limit: int) -> Phrase | None:
        """The noun phrase that ends right before token `last`, not reaching before `limit`."""
        at = last - 1
        floor = max(limit, last - _LONGEST)
        while at >= floor and not self._stops(at, floor, last):
            if self._begins(at, floor):
                at -= 1
                break
            at = self._opened(at, floor) - 1
        first = at + 1
        while first < last and self._tags[self.lows[first]][0] == PREPOSITION:
            first += 1
        return (first, last) if first < last else None

    def _opened(self, at: int, floor: int) -> int:
        """Where the bracket opens that closes at `at`; `at` itself where none does."""
        if self.words[at] != ")":
            return at
        return next((back for back in range(at, floor, -1) if self.words[back] == "("), at)

    def _stops(self, at: int, floor: int, last: int) -> bool:
        """Whether the word at `at` cannot belong to a phrase that goes on to `last`."""
        low, word = self.lows[at], self.words[at]
        if word == ")":
            return self._opened(at, floor) == at
        if self._parts(at) or low in self._people["calendar"] or low in self._lists["speaking"]:
            return True
        if low in self._lists["pair"]:
            return not (at > floor and at + 1 < last and self._joins(at))
        return not self.is_named(at) and self._is_edge(at, floor)

    def _is_edge(self, at: int, floor: int) -> bool:
        """Whether a word in small letters parts a phrase from what stands before it."""
        low = self.lows[at]
        if low in self._lists["edges"]:
            return True
        tag = self._tags[low][0]
        if tag == OBJECT_PRONOUN:  # "one of them"
            return at == floor or self.lows[at - 1] not in self._lists["partitive"]
        return (tag in _SURELY_PARTING and self.is_verb_form(at)) or tag in _PARTING

    def _joins(self, at: int) -> bool:
        """Whether the "and" at `at` ties two names."""
        after = at + 2 if self.lows[at + 1] in self._lists["definite"] and at + 2 < len(self.words) else at + 1
        return (self.is_named(at - 1) or self.words[at - 1] == ")") and self.is_named(after)

    def _pairs(self, at: int) -> bool:
        """Whether the "and" at `at` ties two offices: "president and chairman"."""
        return self.tag(at - 1) == NOUN and self.tag(at + 1) == NOUN

    def _begins(self, at: int, floor: int) -> bool:
        """Whether the phrase can begin at `at`: a determiner that no preposition governs."""
        if self._tags[self.lows[at]][0] not in DETERMINERS or self.words[at].isupper():
            return False
        if at - 1 <= floor:
            return True
        before = self.lows[at - 1]
        return before not in self._lists["ties"] and not (before in self._lists["pair"] and self._joins(at - 1))

    def starting(self, first: int, limit: int, *, apposed: bool = True) -> Phrase | None:
        """The noun phrase that begins at `first`; the name set after it, where there is one, if `apposed`."""
        at = first
        while at < min(limit, first + _LONGEST) and not self._ends(at, first, limit):
            at += 1
        if at == first:
            return None
        named = self.name_between(at + 1, limit) if at < limit and self.words[at] == "," else None
        if apposed and named and (self.words[at - 1][0].islower() or self.lows[at - 1] in self._people["titles"]):
            return named
        return first, at

    def _parts(self, at: int) -> bool:
        """Whether a mark stands at `at` that parts phrases: any but the comma of "Acme, Inc."."""
        mark = self.words[at]
        return mark in _MARKS and (mark != "," or self._people["suffixes"].isdisjoint(self.lows[at + 1 : at + 2]))

    def _ends(self, at: int, first: int, limit: int) -> bool:
        low, word = self.lows[at], self.words[at]
        if self._parts(at) or (low in self._people["calendar"] and (at == first or self.tag(at - 1) != DETERMINER)):
            return True
        if word == ".":
            return not (at + 1 < limit and len(self.words[at - 1]) <= 2 and self.words[at + 1][0].isupper())
        if low in self._lists["pair"]:
            return not (at > first and at + 1 < limit and (self._joins(at) or self._pairs(at)))
        return not self.is_named(at) and self._ends_plainly(at, first)

    def _ends_plainly(self, at: int, first: int) -> bool:
        """Whether a word in small letters cannot go on with a phrase that begins at `first`."""
        low = self.lows[at]
        if low in self._lists["edges"] or self.is_verb_form(at):
            return True
        tag = self._tags[low][0]
        return (tag == PREPOSITION and (at == first or low not in self._lists["near"])) or tag in _ENDING

    def name_between(self, first: int, limit: int) -> Phrase | None:
        """A name that begins at `first` and ends with a mark or the sentence."""
        at = first
        while at < min(limit, first + 8) and self._in_name(at, limit):
            at += 1
        closed = at >= limit or self.words[at] in _MARKS or self.words[at] == "." or self.is_verb_form(at)
        return (first, at) if at > first and closed and self.words[first][0].isupper() else None

    def _in_name(self, at: int, limit: int) -> bool:
        word = self.words[at]
        if word == "." and at + 1 < limit:
            return len(self.words[at - 1]) <= 2 and self.words[at + 1][0].isupper()
        return word[0].isupper() or self.lows[at] in self._people["particles"] or word in "'’&"

    def before_apposition(self, comma: int, limit: int, is_person: Callable[[Phrase], bool]) -> Phrase | None:
        """Who is meant where a comma stands right before the verb: "Mary Smith, a farmer, said"."""
        for _ in range(_APPOSITIONS):
            opening = self._comma_before(comma, limit)
            if opening < limit:
                return None
            inner = (opening + 1, comma)
            if self._is_name(inner) and (is_person(inner) or self.words[opening - 1][0].islower()):
                return inner
            outer = self.ending(opening, limit)
            if outer is None:
                return None
            if self.words[outer[1] - 1][0].isupper() or outer[0] <= limit or self.words[outer[0] - 1] != ",":
                return outer
            comma = opening
        return None

    def _comma_before(self, comma: int, limit: int) -> int:
        """The comma or bracket that opens what closes at `comma`; before `limit` where there is none."""
        mark = {")": "(", "]": "["}.get(self.words[comma], self.words[comma])
        at = comma - 1
        while at >= max(limit, comma - _FAR):
            if self.words[at] == mark:
                return at
            if self.words[at] in _QUOTES or self.words[at] == ";":
                break
            at -= 1
        return limit - 1

    def _is_name(self, phrase: Phrase) -> bool:
        return self.name_between(*phrase) == phrase

    def main_subject(self, first: int, limit: int) -> Phrase | None:
        """The phrase that begins a sentence up to its first verb, for verbs that share it."""
        if self.lows[first] in self._lists["openers"]:
            return None
        at = first
        while at < min(limit, first + _LONGEST) and not self._ends_subject(at, first):
            at += 1
        if at == first:
            return None
        if at < limit and self.words[at] == "," and self.words[at - 1][0].islower():
            named = self.name_between(at + 1, limit)
            if named:
                return named
        last = self.skip_between(at, first) + 1
        return (first, last) if last > first else None

    def _ends_subject(self, at: int, first: int) -> bool:
        """Whether the word at `at` ends a subject that begins at `first`: a mark, a verb, a preposition."""
        if self.words[at] in _MARKS or self.is_verb_form(at) or self.is_past_form(at):
            return True
        return self.lows[at] in self._lists["edges"] and at > first


@cache
def _classes() -> Remembered[str, str]:
    """The likeliest tag of a word as it is written; a name's for a capitalised one that is no function word."""
    return Remembered(_class)


def _class(word: str) -> str:
    tags, low = load_lexicon().tags, word.lower().replace("’", "'")
    # .get guesses nothing, and an unknown word in capitals is a name
    if word[0].isupper() and (tags.get(low, NAME)[0] in _OPEN or (word.isupper() and len(word) > 1)):
        return NAME
    return tags[low][0]


@cache
def _finite_forms() -> Remembered[str, bool]:
    """Whether a word, as it is written, can only be a finite verb or an auxiliary."""
    return Remembered(_is_finite)


def _is_finite(word: str) -> bool:
    tags = load_lexicon().tags[word.lower()] if not word[0].isupper() else NAME
    return tags[0] in FINITE and NOUN not in tags and PLURAL not in tags

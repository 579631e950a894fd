"""Noun phrases around a verb, by word classes of the lexicon: who is it that says? Knows nothing of names."""

from collections.abc import Callable
from functools import cache

from service.language.entities.mentions import nickname
from service.language.lexicon import load_lexicon
from service.language.remembered import Remembered
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    ADVERBS,
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
_FINITE = frozenset(FINITE)
_SURELY_PARTING = FINITE + TO + ADVERB

Phrase = tuple[int, int]  # tokens [first, last)

_LONGEST = 16  # tokens of a noun phrase
_QUOTED_LEAST = 3  # tokens before the verb behind a quotation
_GOES_ON = frozenset(",?!")
_FAR = 45  # tokens within which an apposition must close
_APPOSITIONS = 4
_QUOTES = frozenset('"“”«»')
_MARKS = _QUOTES | frozenset(",;:()[]–—-") | {"--", "...", "…", "!", "?"}


class PhraseFinder:
    """Finds noun phrases among the words of one text."""

    def __init__(self, tokens: Tokens, tags: str) -> None:
        self.words, self.lows, self._read = tokens.words, tokens.lows, tags
        self._written = _classes()
        self._lists = word_lists("reporting")
        self._people = word_lists("people")

    def tag(self, token_index: int) -> str:
        """The likeliest tag of the word; a name's for a capitalised one that is no function word."""
        return NAME if self.is_named(token_index) else self._read[token_index]

    def is_named(self, token_index: int) -> bool:
        """Whether the word at `token_index` is written as a name is: capitalised, and no function word.

        Capitals throughout make a name of it only where it was read as one: a bulletin sets all words so.
        """
        word = self.words[token_index]
        return self._written[word] == NAME and (not word[1:].isupper() or self._read[token_index] == NAME)

    def is_verb_form(self, token_index: int) -> bool:
        """Whether the word at `token_index` is a finite verb or an auxiliary."""
        return self._read[token_index] in FINITE

    def clause_follows(self, token_index: int, last: int) -> bool:
        """Whether a finite verb follows at `token_index` before the next mark or conjunction."""
        near = range(token_index, min(last, token_index + 4))
        ends = (place for place in near if self.words[place] in _MARKS or self._read[place] == SUBORDINATOR)
        return self.has_clause(token_index, next(ends, near.stop))

    def is_day(self, token_index: int) -> bool:
        """Whether the word at `token_index` names a day or a month."""
        return self.lows[token_index] in self._people["calendar"] or self.lows[token_index] in self._lists["times"]

    def is_past_form(self, token_index: int) -> bool:
        """Whether the word at `token_index` is a past tense or a participle."""
        return self._read[token_index] in PAST_FORMS

    def is_quotative(self, token_index: int) -> bool:
        """Whether a past form stands right behind a quotation that goes on, and its subject behind it.

        So any verb tells how something is said: "“…,” *sighed* the mayor".
        """
        if (
            token_index < _QUOTED_LEAST
            or token_index + 1 >= len(self.words)
            or self.words[token_index - 2] not in _GOES_ON
        ):
            return False
        return self.is_past_form(token_index) and (
            self.is_named(token_index + 1) or self.tag(token_index + 1) == DETERMINER
        )

    def is_only_past(self, token_index: int) -> bool:
        """Whether the word at `token_index` is a past tense."""
        return self._read[token_index] == PAST

    def has_clause(self, first: int, last: int, *, loosely: bool = False) -> bool:
        """Whether a finite verb stands in [first, last).

        `loosely` a past form that may be a participle counts too, and a pronoun that is most often a subject.
        """
        last = min(last, first + _FAR)
        if not _FINITE.isdisjoint(self._read[first:last]):
            return True
        pronouns = self._lists["speaking"]
        return loosely and any(
            self.is_past_form(token_index) or self.lows[token_index] in pronouns for token_index in range(first, last)
        )

    def skip_between(self, token_index: int, limit: int) -> int:
        """The last token before `token_index` that does not stand between a subject and its verb."""
        between, calendar, lows = self._lists["between"], self._people["calendar"], self.lows
        token_index -= 1
        while token_index >= limit:
            low = lows[token_index]
            if low not in between and low not in calendar:
                adverb = self.tag(token_index) in ADVERBS and low not in self._lists["adverb_places"]
                if not (adverb or self._is_time(token_index, limit)):
                    break
            token_index -= 1
        return token_index

    def _is_time(self, token_index: int, limit: int) -> bool:
        """Whether the word is part of "on Friday", "last week", "in 2003"."""
        low, times = self.lows[token_index], self._lists["times"]
        if low in self._lists["time_links"]:
            after = self.lows[token_index + 1]
            return after in self._people["calendar"] or after in times or after.isdigit()
        if low in times or (low.isdigit() and len(low) in (1, 2, 4)):
            before = self.lows[token_index - 1] if token_index > limit else ""
            return before in self._lists["time_openings"] or before in self._people["calendar"]
        return False

    def ending(self, last: int, limit: int) -> Phrase | None:
        """The noun phrase that ends right before token `last`, not reaching before `limit`."""
        token_index = last - 1
        floor = max(limit, last - _LONGEST)
        while token_index >= floor and not self._stops(token_index, floor, last):
            if self._begins(token_index, floor):
                token_index -= 1
                break
            token_index = self._opened(token_index, floor) - 1
        first = token_index + 1
        while first < last and self._read[first] == PREPOSITION:
            first += 1
        return (first, last) if first < last else None

    def _opened(self, token_index: int, floor: int) -> int:
        """Where the bracket opens that closes at `token_index`; `token_index` itself where none does."""
        if self.words[token_index] != ")":
            return token_index
        return next((back for back in range(token_index, floor, -1) if self.words[back] == "("), token_index)

    def _stops(self, token_index: int, floor: int, last: int) -> bool:
        """Whether the word at `token_index` cannot belong to a phrase that goes on to `last`."""
        low, word = self.lows[token_index], self.words[token_index]
        if word == ")":
            return self._opened(token_index, floor) == token_index
        if self._parts(token_index) or low in self._people["calendar"] or low in self._lists["speaking"]:
            return True
        if low in self._lists["pair"]:
            return not (token_index > floor and token_index + 1 < last and self._joins(token_index))
        return not self.is_named(token_index) and self._is_edge(token_index, floor)

    def _is_edge(self, token_index: int, floor: int) -> bool:
        """Whether a word in small letters parts a phrase from what stands before it."""
        low = self.lows[token_index]
        if low in self._lists["edges"]:
            return True
        tag = self._read[token_index]
        if tag == OBJECT_PRONOUN:  # "one of them"
            return token_index == floor or self.lows[token_index - 1] not in self._lists["partitive"]
        return (tag in _SURELY_PARTING and self.is_verb_form(token_index)) or tag in _PARTING

    def _joins(self, token_index: int) -> bool:
        """Whether the "and" at `token_index` ties two names."""
        after = (
            token_index + 2
            if self.lows[token_index + 1] in self._lists["definite"] and token_index + 2 < len(self.words)
            else token_index + 1
        )
        return (self.is_named(token_index - 1) or self.words[token_index - 1] == ")") and self.is_named(after)

    def _pairs(self, token_index: int) -> bool:
        """Whether the "and" at `token_index` ties two offices: "president and chairman"."""
        return self.tag(token_index - 1) == NOUN and self.tag(token_index + 1) == NOUN

    def _begins(self, token_index: int, floor: int) -> bool:
        """Whether the phrase can begin at `token_index`: a determiner that no preposition governs."""
        if self._read[token_index] not in DETERMINERS or self.words[token_index].isupper():
            return False
        if token_index - 1 <= floor:
            return True
        before = self.lows[token_index - 1]
        return before not in self._lists["ties"] and not (
            before in self._lists["pair"] and self._joins(token_index - 1)
        )

    def starting(self, first: int, limit: int, *, apposed: bool = True) -> Phrase | None:
        """The noun phrase that begins at `first`; the name set after it, where there is one, if `apposed`."""
        token_index = first
        while token_index < min(limit, first + _LONGEST):
            called = nickname(self.words, token_index, limit) if token_index > first else 0
            if not called and self._ends(token_index, first, limit):
                break
            token_index += called or 1
        if token_index == first:
            return None
        named = (
            self.name_between(token_index + 1, limit)
            if token_index < limit and self.words[token_index] == ","
            else None
        )
        if (
            apposed
            and named
            and (self.words[token_index - 1][0].islower() or self.lows[token_index - 1] in self._people["titles"])
        ):
            return named
        return first, token_index

    def _parts(self, token_index: int) -> bool:
        """Whether a mark stands at `token_index` that parts phrases: any but the comma of "Acme, Inc."."""
        mark = self.words[token_index]
        return mark in _MARKS and (
            mark != "," or self._people["suffixes"].isdisjoint(self.lows[token_index + 1 : token_index + 2])
        )

    def _ends(self, token_index: int, first: int, limit: int) -> bool:
        low, word = self.lows[token_index], self.words[token_index]
        if self._parts(token_index) or (
            low in self._people["calendar"] and (token_index == first or self.tag(token_index - 1) != DETERMINER)
        ):
            return True
        if word == ".":
            return not (
                token_index + 1 < limit
                and len(self.words[token_index - 1]) <= 2
                and self.words[token_index + 1][0].isupper()
            )
        if low in self._lists["pair"]:
            return not (
                token_index > first
                and token_index + 1 < limit
                and (self._joins(token_index) or self._pairs(token_index))
            )
        return not self.is_named(token_index) and self._ends_plainly(token_index, first)

    def _ends_plainly(self, token_index: int, first: int) -> bool:
        """Whether a word in small letters cannot go on with a phrase that begins at `first`."""
        low = self.lows[token_index]
        if low in self._lists["edges"] or self.is_verb_form(token_index):
            return True
        tag = self._read[token_index]
        return (tag == PREPOSITION and (token_index == first or low not in self._lists["near"])) or tag in _ENDING

    def name_between(self, first: int, limit: int) -> Phrase | None:
        """A name that begins at `first` and ends with a mark or the sentence."""
        token_index = first
        while token_index < min(limit, first + 8) and self._in_name(token_index, limit):
            token_index += 1
        closed = (
            token_index >= limit
            or self.words[token_index] in _MARKS
            or self.words[token_index] == "."
            or self.is_verb_form(token_index)
        )
        return (first, token_index) if token_index > first and closed and self.words[first][0].isupper() else None

    def _in_name(self, token_index: int, limit: int) -> bool:
        word = self.words[token_index]
        if word == "." and token_index + 1 < limit:
            return len(self.words[token_index - 1]) <= 2 and self.words[token_index + 1][0].isupper()
        return word[0].isupper() or self.lows[token_index] in self._people["particles"] or word in "'’&"

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
        token_index = comma - 1
        while token_index >= max(limit, comma - _FAR):
            if self.words[token_index] == mark:
                return token_index
            if self.words[token_index] in _QUOTES or self.words[token_index] == ";":
                break
            token_index -= 1
        return limit - 1

    def _is_name(self, phrase: Phrase) -> bool:
        return self.name_between(*phrase) == phrase

    def main_subject(self, first: int, limit: int) -> Phrase | None:
        """The phrase that begins a sentence up to its first verb, for verbs that share it."""
        if self.lows[first] in self._lists["openers"]:
            return None
        token_index = first
        while token_index < min(limit, first + _LONGEST) and not self._ends_subject(token_index, first):
            token_index += 1
        if token_index == first:
            return None
        if token_index < limit and self.words[token_index] == "," and self.words[token_index - 1][0].islower():
            named = self.name_between(token_index + 1, limit)
            if named:
                return named
        last = self.skip_between(token_index, first) + 1
        return (first, last) if last > first else None

    def _ends_subject(self, token_index: int, first: int) -> bool:
        """Whether the word at `token_index` ends a subject that begins at `first`: a mark, a verb, a preposition."""
        if self.words[token_index] in _MARKS or self.is_verb_form(token_index) or self.is_past_form(token_index):
            return True
        return self.lows[token_index] in self._lists["edges"] and token_index > first


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

"""Where proper names stand on a page, titles told apart from names. Knows nothing of whom they mean."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress, count

from service.language.layout.pages import Page, Role, Sentence
from service.language.lexicon import load_lexicon
from service.language.remembered import Remembered
from service.language.tags import (
    ADVERBIALS,
    BASE,
    BE,
    COORDINATOR,
    DETERMINERS,
    DO,
    HAVE,
    ING,
    MODAL,
    OBJECT_PRONOUN,
    PAST_FORMS,
    PREPOSITION,
    PRONOUN,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    TO,
)
from service.language.wordlists import word_lists

_LONGEST = 8  # tokens of one name
_PARTICLES_MOST = 3  # in a row: "van der", "de los"
# Function words; and verbs, which begin sentences with a capital.
_NO_NAME = frozenset(
    ADVERBIALS + DETERMINERS + MODAL + HAVE + BE + DO + TO + SUBORDINATOR + COORDINATOR + PREPOSITION + THAT
    + SUBJECT_PRONOUN + PRONOUN + OBJECT_PRONOUN
)  # fmt: skip
_WEAK = _NO_NAME | frozenset(PAST_FORMS + ING + BASE)
_BODY, _CAPTION = Role.BODY, Role.CAPTION  # members of an enum are slow to look up

_CALLED = {'"': '"', "“": "”", "(": ")", "'": "'", "‘": "’"}  # the marks around one, by the mark that opens it
_NICKNAME_MOST = 4  # tokens from mark to mark

Mention = tuple[int, int, int]  # tokens [first, last) and where in them the name begins, titles left out


class Mentions:
    """Finds the names of one text."""

    def __init__(self, page: Page) -> None:
        self._tokens, self._page = page.tokens, page
        self._words, self._lows = page.tokens.words, page.tokens.lows
        self._people = word_lists("people")
        self._tags: Callable[[str], str | None] = load_lexicon().tags.get  # unlike [], it guesses nothing
        self._titles, self._calendar = self._people["titles"], self._people["calendar"]
        self._beginnings = self._people["beginnings"]
        self._links = self._people["particles"] | self._people["links"] | {".", "'", "’", "&"}

    def find(self) -> list[Mention]:
        """The mentions in the story and its captions, in order."""
        capitals = list(compress(count(), map(_may_begin().__getitem__, self._words)))
        capitals.append(len(self._words))
        found: list[Mention] = []
        place = 0
        for sentence in self._page.sentences:
            while capitals[place] < sentence.first:
                place += 1
            if capitals[place] < sentence.last and (sentence.role is _BODY or sentence.role is _CAPTION):
                place = self._in_sentence(sentence, capitals, place, found)
        return found

    def _in_sentence(self, sentence: Sentence, capitals: Sequence[int], place: int, found: list[Mention]) -> int:
        """Add the mentions of one sentence to `found`; the first of the `capitals` that lies after it."""
        initial, limit = sentence.first, sentence.last
        while (index := capitals[place]) < limit:
            place += 1
            if index == initial and not self._may_open(index):
                continue
            last = self._end(index, limit)
            mention = self._without_titles(index, last, index == initial)
            if mention:
                found.append(mention)
            while capitals[place] < last:
                place += 1
        return place

    def _may_open(self, index: int) -> bool:
        """Whether a name that may begin at `index` may do so at a sentence's start, where a capital tells nothing."""
        low = self._lows[index]
        if low in self._beginnings:
            after = self._words[index + 1] if index + 1 < len(self._words) else ""
            return after[:1].isupper()
        tags = self._tags(low)
        return tags is None or tags[0] not in _WEAK or low in self._titles

    def _end(self, first: int, limit: int) -> int:
        """Where the run of capitalised words, and of words that tie them, ends."""
        last = first + 1
        limit = min(limit, first + _LONGEST)
        while last < limit and (step := self._step(last, limit)):
            last += step
        return last

    def _step(self, token_index: int, limit: int) -> int:
        """By how many tokens from `token_index` on the name before them goes on; 0 where it ends."""
        low, word = self._lows[token_index], self._words[token_index]
        if word[0].isupper():
            return int(low not in self._calendar)
        if called := nickname(self._words, token_index, limit):
            return called
        if low == ",":
            return 2 if token_index + 1 < limit and self._lows[token_index + 1] in self._people["suffixes"] else 0
        if (
            low in self._links
            and (link := self._link(token_index, limit))
            and self._words[token_index + link][0].isupper()
        ):
            return link + 1
        return 0

    def _link(self, token_index: int, limit: int) -> int:
        """How many tokens from `token_index` on may tie two parts of one name; 0 where none do."""
        if token_index + 1 >= limit:
            return 0
        low, tokens = self._lows[token_index], self._tokens
        if low in self._people["particles"]:
            return self._particles(token_index, limit)
        glued = tokens.starts[token_index] == tokens.end(token_index - 1)
        if low in ".'’":
            tied = (
                len(self._words[token_index - 1]) <= 2
                if low == "."
                else tokens.starts[token_index + 1] == tokens.end(token_index)
            )
            return int(glued and tied)
        if low not in self._people["links"]:
            return 1
        if self._lows[token_index - 1] not in self._people["bodies"]:
            return 0
        return 2 if self._lows[token_index + 1] in self._people["articles"] and token_index + 2 < limit else 1

    def _particles(self, token_index: int, limit: int) -> int:
        """How many particles stand from `token_index` on: "José *de la* Cruz"; 0 where nothing follows them."""
        end = token_index
        while end < min(limit, token_index + _PARTICLES_MOST) and self._lows[end] in self._people["particles"]:
            end += 1
        return end - token_index if end < limit else 0

    def _without_titles(self, first: int, last: int, initial: bool) -> Mention | None:
        """The mention in [first, last); None where there is nothing but titles or a common word."""
        lows = self._lows
        if last - first == 1:
            alone = lows[first] not in self._titles and (not initial or self._is_proper(self._words[first]))
            return (first, last, first) if alone and not self._ends_office(first) else None
        office = self._ends_office(first)
        start = self._after_titles(first + office, last)
        described = initial and start == first and last - first > 2
        if described and self._is_given(lows[first + 1]) and not self._is_given(lows[first]):
            start += 1  # "Analyst Mary Smith"
        return (first - 2 * office, last, start) if start < last else None

    def _after_titles(self, first: int, last: int) -> int:
        lows, titles = self._lows, self._titles
        if titles.isdisjoint(lows[first:last]):
            return first
        found = [index for index in range(first, last) if lows[index] in titles]
        if found[-1] < last - 1:
            if (
                lows[found[-1]] in self._people["doubled"] and lows[last - 1] in self._people["bodies"]
            ):  # "General Motors"
                return first
            start = found[-1] + 1
            return start if self._words[start] != "." else start + 1
        return last if last - first == 1 or last - 2 in found else first

    def _ends_office(self, first: int) -> bool:
        """Whether the run begins with the end of a title: "Secretary of State Mary Smith"."""
        if first < 2 or self._lows[first - 1] not in self._people["office_links"]:
            return False
        return self._lows[first] in self._people["offices"] and self._lows[first - 2] in self._people["titles"]

    def _is_given(self, low: str) -> bool:
        return low in self._people["women"] or low in self._people["men"]

    def _is_proper(self, word: str) -> bool:
        """Whether a single word at a sentence's start may be a name.

        A common word there is taken for none, which loses a "Brown" that is never named in full.
        """
        return (word.isupper() and len(word) > 1) or self._tags(word.lower()) is None


@cache
def _may_begin() -> Remembered[str, bool]:
    """Whether a name may begin with a word, as it is written, within a sentence."""
    return Remembered(_is_opening)


def _is_opening(word: str) -> bool:
    low, people = word.lower().replace("’", "'"), word_lists("people")
    if not word[0].isupper() or low in people["calendar"]:
        return False
    if low in people["beginnings"] or (word.isupper() and len(word) > 1):
        return True
    tags = load_lexicon().tags.get(low)
    return not low.endswith("-based") if tags is None else tags[0] not in _NO_NAME


def nickname(words: Sequence[str], opening: int, limit: int) -> int:
    """How many tokens from `opening` on are a nickname in its marks, between two parts of a name, and what follows.

    "John (Jack) Smith", "Dwayne “The Rock” Johnson"; 0 where there is none.
    """
    mark = _CALLED.get(words[opening])
    if mark is None:
        return 0
    for closing in range(opening + 2, min(opening + _NICKNAME_MOST + 1, limit - 1)):
        if words[closing] == mark:
            named = (*words[opening + 1 : closing], words[closing + 1])
            return closing + 2 - opening if all(map(str.istitle, named)) else 0
    return 0


def joined(page: Page, first: int, last: int) -> str:
    """The words of [first, last) as they are written, with single spaces."""
    if last - first == 1:
        return page.tokens.words[first]
    return " ".join(page.text[page.tokens.starts[first] : page.tokens.end(last - 1)].split())

"""The proper names of a page, and the fullest form of each. Knows nothing of reports."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from service.language.entities.mentions import Mentions, joined
from service.language.entities.speaker_phrases import Phrase
from service.language.layout.pages import Page
from service.language.lexicon import load_lexicon
from service.language.tags import ADJECTIVE, FINITE, NOUN
from service.language.tokens import Tokens
from service.language.wordlists import word_lists

_DESCRIBING = NOUN + ADJECTIVE

_MOST_ALIKE = 40  # names that share a word and are looked through for a fuller form
_DESCRIBED = 4  # words before or after a name that may tell what it is

_NOTHING: frozenset[str] = frozenset()

Key = tuple[str, ...]


@dataclass(slots=True)
class Name:
    """One name as it first stands in the text, titles left out."""

    text: str
    key: Key
    born: int  # the token where it first stands
    person: bool = False
    woman: bool | None = None


class Names:
    """The names of a page, by where they stand and by their words."""

    def __init__(self, page: Page) -> None:
        self._page, self._tokens = page, page.tokens
        self._people = word_lists("people")
        self._women, self._men = self._people["women"], self._people["men"]
        self._byname: dict[Key, Name] = {}
        self._byword: dict[str, list[Name]] = {}
        self._fullest: dict[Key, Name] = {}
        self._aliases: dict[Key, Name] = {}
        self._told: dict[Key, set[str]] = {}  # titles and nouns that tell what a name is
        found = Mentions(page).find()
        self.firsts = [first for first, _, _ in found]  # of each mention, titles included, in order
        self.lasts = [last for _, last, _ in found]
        self.mentions = [self._name(first, last, start) for first, last, start in found]

    def _name(self, first: int, last: int, start: int) -> Name:
        """The name that stands in [start, last), after titles from `first` on."""
        lows = self._tokens.lows
        key = tuple(lows[start:last])
        name = self._byname.get(key)
        if name is None:
            name = self._byname[key] = self._new(key, start, last)
            self._alias(name, last)
        if start > first:
            name.person = name.person or key[-1] not in self._people["bodies"]
            name.woman = _told_woman(lows[first:start]) if name.woman is None else name.woman
        return name

    def _new(self, key: Key, start: int, last: int) -> Name:
        name = Name(joined(self._page, start, last), key, start)
        women, men = key[0] in self._women, key[0] in self._men
        if women or men:
            name.person = len(key) > 1 and self._people["bodies"].isdisjoint(key)
            name.woman = women if women is not men else None
        for word in key:
            self._byword.setdefault(word, []).append(name)
        return name

    def _alias(self, name: Name, last: int) -> None:
        """ "Ferry Safety Board (FSB)": the letters in brackets are another name of it."""
        words = self._tokens.words
        if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")" and words[last + 1].isupper():
            self._aliases.setdefault((self._tokens.lows[last + 1],), name)

    def at(self, last: int) -> Name | None:
        """The name whose mention ends right before token `last`."""
        place = bisect_left(self.lasts, last)
        return self.mentions[place] if place < len(self.lasts) and self.lasts[place] == last else None

    def is_person(self, phrase: Phrase) -> bool:
        """Whether `phrase` ends in a person's name."""
        name = self.at(phrase[1])
        return name is not None and self.fullest(name).person

    def starting(self, last: int) -> int | None:
        """Where the mention begins, titles included, that ends right before token `last`; None where none does."""
        place = bisect_left(self.lasts, last)
        return self.firsts[place] if place < len(self.lasts) and self.lasts[place] == last else None

    def named_in(self, first: int, last: int) -> Iterator[tuple[Name, int]]:
        """The names that stand within tokens [first, last), in order and in their fullest form, and where."""
        for place in range(bisect_left(self.firsts, first), bisect_left(self.firsts, last)):
            yield self.fullest(self.mentions[place]), self.firsts[place]

    def fullest(self, name: Name) -> Name:
        """The fullest form of `name` in the text."""
        found = self._fullest.get(name.key)
        if found is None:
            found = self._fullest[name.key] = self._aliases.get(name.key) or self._fuller(name.key) or name
        return found

    def known(self, key: Key) -> Name | None:
        """The fullest name in the text that has the words `key` (lower case), if there is one."""
        name = self._byname.get(key)
        return self.fullest(name) if name else self._aliases.get(key) or self._fuller(key)

    def _fuller(self, key: Key) -> Name | None:
        """A person's name that ends in `key`, else one that begins with it; a body's that ends in it."""
        longer = [n for n in self._byword.get(key[-1], ())[:_MOST_ALIKE] if len(n.key) > len(key)]
        body = key[-1] in self._people["bodies"] or key[0] in self._people["bodies"]
        ending = [n for n in longer if n.key[-len(key) :] == key and (body or may_be_person(n))]
        if ending:
            first = min(ending, key=lambda name: name.born)
            same = [name for name in ending if name.key[-len(first.key) :] == first.key]
            return max(same, key=lambda name: len(name.key))
        begun = [n for n in longer if n.key[: len(key)] == key and not body and may_be_person(n)]
        return min(begun, key=lambda name: name.born, default=None)

    def described_as(self, noun: str, others: Collection[str] = ()) -> Name | None:
        """The name told to be a `noun` ("the general"), or a body called so ("the ministry").

        Only where all the `others` have been told of it too ("the Nobel Prize winner").
        """
        name = self._described.get(noun)
        return self.fullest(name) if name and self._told.get(name.key, _NOTHING).issuperset(others) else None

    @cached_property
    def _described(self) -> dict[str, Name]:
        """Names by the nouns that tell what they are; most pages never ask."""
        described: dict[str, Name] = {}
        for name in self._byname.values():
            if name.key[-1] in self._people["bodies"]:
                described.setdefault(name.key[-1], name)
        for name, first, last in zip(self.mentions, self.firsts, self.lasts, strict=True):
            for noun in _description(self._tokens, first, last - len(name.key), last):
                described[noun] = name
                self._told.setdefault(name.key, set()).add(noun)
        return described


def may_be_person(name: Name) -> bool:
    """Whether a name may be a person's: told so by title or given name, or two to four words of no other use."""
    if name.person:
        return True
    if not 1 < len(name.key) < 5 or not word_lists("people")["bodies"].isdisjoint(name.key):
        return False
    words = name.text.split()
    tags = load_lexicon().tags
    return all((w[0].isupper() and not w.isupper()) or w in "." for w in words) and words[0].lower() not in tags


def _description(tokens: Tokens, first: int, start: int, last: int) -> Iterator[str]:
    """The nouns that tell what the name at `start` is: titles, nouns before it, a noun set after it."""
    lows, tags = tokens.lows, load_lexicon().tags.get
    yield from lows[first:start]
    index = first - 1
    while index >= max(0, first - _DESCRIBED) and tags(lows[index], NOUN)[0] in _DESCRIBING and lows[index].isalpha():
        yield lows[index]
        index -= 1
    apposed = word_lists("people")["apposed"]
    if lows[last : last + 1] == [","] and not apposed.isdisjoint(lows[last + 1 : last + 2]):
        after = lows[last + 2 : last + 2 + _DESCRIBED]
        nouns = list(takewhile(lambda low: tags(low, NOUN)[0] in _DESCRIBING, after))
        following = after[len(nouns) : len(nouns) + 1]
        if not following or tags(following[0], NOUN)[0] not in FINITE:  # not "in Paris, the club *said*"
            yield from nouns


def _told_woman(titles: Sequence[str]) -> bool | None:
    words = {title.rstrip(".") for title in titles}
    lists = word_lists("people")
    if not words.isdisjoint(lists["her_titles"]):
        return True
    return None if words.isdisjoint(lists["his_titles"]) else False

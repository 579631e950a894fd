"""The proper names of a page: where they stand, and the fullest form of each. Knows nothing of reports."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.detect.lexicon import load_lexicon
from service.detect.pages import Page, Role, Sentence
from service.detect.tokens import Tokens
from service.detect.wordlists import word_lists

_LONGEST = 8  # tokens of one name
_MOST_ALIKE = 40  # names that share a word and are looked through for a fuller form
_DESCRIBED = 4  # words before a name that may tell what it is
_NO_NAME = frozenset("emhbotxkcqKiyjlrf")  # lexicon classes of function words
_WEAK = frozenset("gdpvr")  # verbs and adverbs, which begin sentences with a capital

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
        self._tokens = page.tokens
        self._byname: dict[Key, Name] = {}
        self._byword: dict[str, list[Name]] = {}
        self._fullest: dict[Key, Name] = {}
        self._aliases: dict[Key, Name] = {}
        self._described: dict[str, Name] = {}
        self.firsts: list[int] = []  # of each mention, in order
        self.lasts: list[int] = []
        self.mentions: list[Name] = []
        initials = {s.first for s in page.sentences}
        told = [s for s in page.sentences if s.role in (Role.BODY, Role.CAPTION)]
        for first, last in _runs(page.tokens, told, initials):
            self._mention(first, last, first in initials)

    def _mention(self, first: int, last: int, initial: bool) -> None:
        start = _after_titles(self._tokens, first, last)
        if start >= last:
            return
        key = tuple(self._tokens.lows[start:last])
        name = self._byname.get(key)
        if name is None:
            if initial and last - first == 1 and not _proper(self._tokens.words[first]):
                return
            name = self._add(key, start, last)
        for noun in _description(self._tokens, first, start, last):
            self._described[noun] = name
        if start > first and not name.person and key[-1] not in word_lists("people")["bodies"]:
            name.person = True
        if name.woman is None and start > first:
            name.woman = _told_woman(self._tokens.lows[first:start])
        self._alias(name, last)
        self.firsts.append(first)
        self.lasts.append(last)
        self.mentions.append(name)

    def _add(self, key: Key, start: int, last: int) -> Name:
        name = Name(joined(self._tokens, start, last), key, start)
        people = word_lists("people")
        given = key[0] in people["women"] or key[0] in people["men"]
        name.person = given and len(key) > 1 and people["bodies"].isdisjoint(key)
        if given and not (key[0] in people["women"] and key[0] in people["men"]):
            name.woman = key[0] in people["women"]
        self._byname[key] = name
        if key[-1] in people["bodies"]:
            self._described.setdefault(key[-1], name)
        for word in set(key):
            self._byword.setdefault(word, []).append(name)
        return name

    def _alias(self, name: Name, last: int) -> None:
        """ "Crisis Management Initiative (CMI)": the letters in brackets are another name of it."""
        words = self._tokens.words
        if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")" and words[last + 1].isupper():
            self._aliases.setdefault((self._tokens.lows[last + 1],), name)

    def at(self, last: int) -> Name | None:
        """The name whose mention ends right before token `last`."""
        place = bisect_left(self.lasts, last)
        return self.mentions[place] if place < len(self.lasts) and self.lasts[place] == last else None

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
        """The longest name that ends in `key`, else the first that begins with it or holds it."""
        longer = [n for n in self._byword.get(key[-1], ())[:_MOST_ALIKE] if len(n.key) > len(key)]
        ending = [name for name in longer if name.key[-len(key) :] == key]
        if ending:
            first = min(ending, key=lambda name: name.born)
            return max(
                (name for name in ending if name.key[-len(first.key) :] == first.key), key=lambda name: len(name.key)
            )
        if key[-1] in word_lists("people")["bodies"]:
            return None
        return min((n for n in longer if n.key[: len(key)] == key), key=lambda name: name.born, default=None)

    def described_as(self, noun: str) -> Name | None:
        """The name last told to be a `noun` ("the general"), or a body called so ("the ministry")."""
        name = self._described.get(noun)
        return self.fullest(name) if name else None

    def named_in(self, first: int, last: int) -> Iterator[Name]:
        """The names that stand within tokens [first, last), in order and in their fullest form."""
        for place in range(bisect_left(self.firsts, first), bisect_left(self.firsts, last)):
            yield self.fullest(self.mentions[place])


def joined(tokens: Tokens, first: int, last: int) -> str:
    """The words of [first, last) as they are written, with single spaces."""
    parts: list[str] = []
    for index in range(first, last):
        if index > first and tokens.starts[index] > tokens.ends[index - 1]:
            parts.append(" ")
        parts.append(tokens.words[index])
    return "".join(parts)


def _runs(tokens: Tokens, sentences: Sequence[Sentence], initials: set[int]) -> Iterator[tuple[int, int]]:
    """The runs of capitalised words that may be names."""
    pairs = zip(tokens.words, tokens.lows, strict=True)
    capitals = [index for index, (word, low) in enumerate(pairs) if word != low and word[0].isupper()]
    place = 0
    for sentence in sentences:
        place = bisect_left(capitals, sentence.first, place)
        index = sentence.first
        while place < len(capitals) and capitals[place] < sentence.last:
            index = capitals[place]
            last = index
            if _may_begin(tokens, index, index in initials):
                last = _run_end(tokens, index, sentence.last)
                yield index, last
            place = bisect_left(capitals, max(last, index + 1), place)


def _may_begin(tokens: Tokens, index: int, initial: bool) -> bool:
    low = tokens.lows[index]
    if low in word_lists("people")["calendar"]:
        return False
    tags = load_lexicon().tags[low]
    if tags[0] in _NO_NAME:
        return tokens.words[index].isupper() and len(low) > 1 and not initial
    return not (initial and tags[0] in _WEAK and low not in word_lists("people")["titles"])


def _run_end(tokens: Tokens, first: int, limit: int) -> int:
    """Where the name that begins at `first` ends."""
    words, lists = tokens.words, word_lists("people")
    last = first + 1
    while last < min(limit, first + _LONGEST):
        if words[last][0].isupper() and tokens.lows[last] not in lists["calendar"]:
            last += 1
        elif (link := _link(tokens, last, limit)) and words[last + link][0].isupper():
            last += link + 1
        else:
            break
    return last


def _link(tokens: Tokens, at: int, limit: int) -> int:
    """How many tokens from `at` on may tie two parts of one name; 0 where none do."""
    if at + 2 >= limit and at + 1 >= limit:
        return 0
    word, lists = tokens.lows[at], word_lists("people")
    glued = tokens.starts[at] == tokens.ends[at - 1]
    if word == ".":
        return int(glued and len(tokens.words[at - 1]) <= 2)
    if word in "'’":
        return int(glued and tokens.starts[at + 1] == tokens.ends[at])
    if word in lists["particles"] or word == "&":
        return 1
    if word in ("of", "for") and tokens.lows[at - 1] in lists["bodies"]:
        return 2 if tokens.lows[at + 1] == "the" and at + 2 < limit else 1
    return 0


def _after_titles(tokens: Tokens, first: int, last: int) -> int:
    """Where the name proper begins in [first, last); `last` where there is nothing but titles."""
    lows, lists = tokens.lows, word_lists("people")
    titles = lists["titles"]
    if first > 1 and lows[first - 1] == "of" and lows[first - 2] in titles and lows[first] in lists["offices"]:
        first += 1
    found = [index for index in range(first, last) if lows[index] in titles]
    if not found:
        return first
    if found[-1] < last - 1:
        start = found[-1] + 1
        return start if tokens.words[start] != "." else start + 1
    return last if last - first == 1 or last - 2 in found else first


def _description(tokens: Tokens, first: int, start: int, last: int) -> Iterator[str]:
    """The nouns that tell what the name at `start` is: titles, nouns before it, a noun set after it."""
    lows, tags = tokens.lows, load_lexicon().tags
    yield from lows[first:start]
    index = first - 1
    while index >= max(0, first - _DESCRIBED) and tags[lows[index]][0] in "na" and lows[index].isalpha():
        yield lows[index]
        index -= 1
    if lows[last : last + 1] == [","] and lows[last + 1 : last + 2] and lows[last + 1] in ("a", "an", "the"):
        for low in lows[last + 2 : last + 2 + _DESCRIBED]:
            if tags[low][0] not in "na":
                return
            yield low


def _told_woman(titles: Sequence[str]) -> bool | None:
    words = {title.rstrip(".") for title in titles}
    if words & {"mrs", "ms", "miss", "queen", "princess", "lady", "dame", "baroness", "congresswoman", "chairwoman"}:
        return True
    return False if words & {"mr", "king", "prince", "sir", "lord", "father", "congressman", "pope"} else None


def _proper(word: str) -> bool:
    """Whether a single word at a sentence's start is a name by itself and not a common word."""
    tags = load_lexicon().tags
    return (word.isupper() and len(word) > 1) or word.lower() not in tags

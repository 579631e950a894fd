"""The proper names of a page: where they stand, and the fullest form of each. Knows nothing of reports."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

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
    told: set[str] = field(default_factory=set)  # titles and nouns that have told what it is
    person: bool = False
    woman: bool | None = None


class Names:
    """The names of a page, by where they stand and by their words."""

    def __init__(self, page: Page) -> None:
        self._tokens = page.tokens
        self._people = word_lists("people")
        self._known_tags = load_lexicon().tags.get  # unlike [], it guesses nothing
        self._seen: dict[Key, Name] = {}
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
        for first, last in self._runs(told, initials):
            self._mention(first, last, first in initials)

    def _runs(self, sentences: Sequence[Sentence], initials: set[int]) -> Iterator[tuple[int, int]]:
        """The runs of capitalised words that may be names."""
        words = self._tokens.words
        pairs = enumerate(zip(words, self._tokens.lows, strict=True))
        capitals = [index for index, (word, low) in pairs if word != low and word[0].isupper()]
        place, most = 0, len(capitals)
        for sentence in sentences:
            place = bisect_left(capitals, sentence.first, place)
            end = sentence.last
            while place < most and capitals[place] < end:
                index = capitals[place]
                place += 1
                if self._may_begin(index, index in initials):
                    last = self._run_end(index, end)
                    yield index, last
                    while place < most and capitals[place] < last:
                        place += 1

    def _may_begin(self, index: int, initial: bool) -> bool:
        low = self._tokens.lows[index]
        if low in self._people["calendar"]:
            return False
        tags = self._known_tags(low)
        if tags is None:
            return not low.endswith("-based")
        if tags[0] in _NO_NAME:
            return self._tokens.words[index].isupper() and len(low) > 1 and not initial
        if not initial or tags[0] not in _WEAK:
            return True
        return low in self._people["titles"] or low in self._people["beginnings"]

    def _run_end(self, first: int, limit: int) -> int:
        """Where the name that begins at `first` ends."""
        words, lows, calendar = self._tokens.words, self._tokens.lows, self._people["calendar"]
        last = first + 1
        limit = min(limit, first + _LONGEST)
        while last < limit:
            if words[last][0].isupper() and lows[last] not in calendar:
                last += 1
            elif (link := _link(self._tokens, last, limit)) and words[last + link][0].isupper():
                last += link + 1
            else:
                break
        return last

    def _after_titles(self, first: int, last: int) -> int:
        """Where the name proper begins in [first, last); `last` where there is nothing but titles."""
        lows, titles = self._tokens.lows, self._people["titles"]
        if (
            first > 1
            and lows[first - 1] == "of"
            and lows[first] in self._people["offices"]
            and lows[first - 2] in titles
        ):
            first += 1
        found = [index for index in range(first, last) if lows[index] in titles]
        if not found:
            return first
        if found[-1] < last - 1:
            if lows[found[-1]] == "general" and lows[last - 1] in self._people["bodies"]:  # "General Motors"
                return first
            start = found[-1] + 1
            return start if self._tokens.words[start] != "." else start + 1
        return last if last - first == 1 or last - 2 in found else first

    def _is_given(self, low: str) -> bool:
        """Whether the word is a given name."""
        return low in self._people["women"] or low in self._people["men"]

    def _is_proper(self, word: str) -> bool:
        """Whether a single word at a sentence's start is a name by itself and not a common word."""
        return (word.isupper() and len(word) > 1) or self._known_tags(word.lower()) is None

    def _mention(self, first: int, last: int, initial: bool) -> None:
        raw = tuple(self._tokens.lows[first:last])
        known = self._seen.get(raw)
        if known is None:
            known = self._first_mention(first, last, initial)
            if known is None:
                return
            self._seen[raw] = known
        elif self._tokens.words[first - 1].islower():
            self._tell(known, first, last)
        self.firsts.append(first)
        self.lasts.append(last)
        self.mentions.append(known)

    def _first_mention(self, first: int, last: int, initial: bool) -> Name | None:
        """The name in [first, last), with what its titles and its neighbours tell of it."""
        lows, people = self._tokens.lows, self._people
        start = self._after_titles(first, last)
        if initial and start == first and last - first > 2 and self._is_given(lows[first + 1]):
            start += not self._is_given(lows[first])  # "Analyst Mary Smith"
        if start >= last:
            return None
        key = tuple(lows[start:last])
        name = self._byname.get(key)
        if name is None:
            if initial and last - first == 1 and not self._is_proper(self._tokens.words[first]):
                return None
            name = self._add(key, start, last)
        self._tell(name, first, last)
        if start > first:
            name.person = name.person or key[-1] not in people["bodies"]
            name.woman = _told_woman(lows[first:start]) if name.woman is None else name.woman
        self._alias(name, last)
        return name

    def _tell(self, name: Name, first: int, last: int) -> None:
        """Take note of what the words around a mention tell of the name."""
        for noun in _description(self._tokens, first, last - len(name.key), last):
            self._described[noun] = name
            name.told.add(noun)

    def _add(self, key: Key, start: int, last: int) -> Name:
        name = Name(joined(self._tokens, start, last), key, start)
        people = self._people
        given = self._is_given(key[0])
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

    def starting(self, last: int) -> int:
        """Where the mention begins, titles included, that ends right before token `last`; -1 where none does."""
        place = bisect_left(self.lasts, last)
        return self.firsts[place] if place < len(self.lasts) and self.lasts[place] == last else -1

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
        body = key[-1] in self._people["bodies"]
        ending = [n for n in longer if n.key[-len(key) :] == key and (body or may_be_person(n))]
        if ending:
            first = min(ending, key=lambda name: name.born)
            same = [name for name in ending if name.key[-len(first.key) :] == first.key]
            return max(same, key=lambda name: len(name.key))
        begun = [n for n in longer if n.key[: len(key)] == key and not body and may_be_person(n)]
        return min(begun, key=lambda name: name.born, default=None)

    def described_as(self, noun: str, others: Collection[str] = ()) -> Name | None:
        """The name last told to be a `noun` ("the general"), or a body called so ("the ministry").

        Only where all the `others` have been told of it too ("the Nobel Prize winner").
        """
        name = self._described.get(noun)
        return self.fullest(name) if name and name.told.issuperset(others) else None

    def named_in(self, first: int, last: int) -> Iterator[tuple[Name, int]]:
        """The names that stand within tokens [first, last), in order and in their fullest form, and where."""
        for place in range(bisect_left(self.firsts, first), bisect_left(self.firsts, last)):
            yield self.fullest(self.mentions[place]), self.firsts[place]


def may_be_person(name: Name) -> bool:
    """Whether a name may be a person's: told so by title or given name, or two to four words of no other use."""
    if name.person:
        return True
    if not 1 < len(name.key) < 5 or not word_lists("people")["bodies"].isdisjoint(name.key):
        return False
    words = name.text.split()
    tags = load_lexicon().tags
    return all((w[0].isupper() and not w.isupper()) or w in "." for w in words) and words[0].lower() not in tags


def joined(tokens: Tokens, first: int, last: int) -> str:
    """The words of [first, last) as they are written, with single spaces."""
    parts: list[str] = []
    for index in range(first, last):
        if index > first and tokens.starts[index] > tokens.ends[index - 1]:
            parts.append(" ")
        parts.append(tokens.words[index])
    return "".join(parts)


def _link(tokens: Tokens, at: int, limit: int) -> int:
    """How many tokens from `at` on may tie two parts of one name; 0 where none do."""
    word, lists = tokens.lows[at], word_lists("people")
    if at + 1 >= limit or not (len(word) < 4 or word in lists["particles"]):
        return 0
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


def _description(tokens: Tokens, first: int, start: int, last: int) -> Iterator[str]:
    """The nouns that tell what the name at `start` is: titles, nouns before it, a noun set after it."""
    lows, tags = tokens.lows, load_lexicon().tags.get
    yield from lows[first:start]
    index = first - 1
    while index >= max(0, first - _DESCRIBED) and tags(lows[index], "n")[0] in "na" and lows[index].isalpha():
        yield lows[index]
        index -= 1
    if lows[last : last + 1] == [","] and lows[last + 1 : last + 2] and lows[last + 1] in ("a", "an", "the"):
        for low in lows[last + 2 : last + 2 + _DESCRIBED]:
            if tags(low, "n")[0] not in "na":
                return
            yield low


def _told_woman(titles: Sequence[str]) -> bool | None:
    words = {title.rstrip(".") for title in titles}
    if words & {"mrs", "ms", "miss", "queen", "princess", "lady", "dame", "baroness", "congresswoman", "chairwoman"}:
        return True
    return False if words & {"mr", "king", "prince", "sir", "lord", "father", "congressman", "pope"} else None

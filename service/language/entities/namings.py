"""How a text names persons and bodies: the form to show, what it tells of them, and the letters that stand for them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from service.language.entities.article import ArticleContent
from service.language.entities.mentions import joined
from service.language.entities.names import Name as TextName
from service.language.entities.names import Names, may_be_person
from service.language.entities.runs import Name, Run, runs_of
from service.language.layout.pages import Page
from service.language.lexicon import load_lexicon
from service.language.semantics.semantic_lexicon import is_small, semantic_lexicon
from service.language.semantics.small import small
from service.language.tokens import tokenize
from service.language.wordlists import word_lists
from service.language.words import Word, Words

_ROLE_MOST = 8  # words of a line that tells what somebody is
_PLACES_MOST = 8  # mentions of a name that are looked at for one
_LETTERS_LEAST, _LETTERS_MOST = 3, 6  # of initials that stand for a body
_CAPITALS = 0.5  # the share of capitalised words from which capitals tell nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One person or body as a text names it.

    `name` is the form in which names are compared, `shown` the one to show, without titles. `is_person` is what the
    text tells: a title or a given name (True), an ending of firms and the like (False), or nothing (None);
    `may_be_person` whether it looks like somebody's full name. `role` is a line that tells what it is ("transport
    minister"), `initials` are the letters that this text uses for it.
    """

    name: Name
    shown: str
    is_person: bool | None
    may_be_person: bool
    role: str | None
    initials: tuple[str, ...]


def is_common_word(low: str) -> bool:
    """Whether a word in lower case has a meaning of its own, so that as a name it tells little."""
    return load_lexicon().tags.get(low) is not None


@lru_cache(maxsize=20_000)  # news repeats its speakers
def one_name(text: str) -> Name | None:
    """The name that a text consists of, in the form in which names are compared; None where it is no single name."""
    words = Words(tokenize(_without_points(text))).words
    runs = runs_of(words)
    return runs[0].name if len(runs) == 1 and _is_all(runs[0], words) else None


def _without_points(text: str) -> str:
    """ "George W. Bush" without the full stop, which elsewhere ends a sentence."""
    return " ".join(part[0] if len(part) == 2 and part[1] == "." else part for part in text.split())


def _is_all(run: Run, words: Sequence[Word]) -> bool:
    return run.last == len(words) and all(word.low in word_lists("people")["apposed"] for word in words[: run.first])


class Namings:
    """The names of one text, as `Naming`s."""

    def __init__(self, page: Page, article: ArticleContent, names: Names) -> None:
        self._page, self._article, self._names = page, article, names
        self._found: dict[tuple[Name, str | None], Naming] = {}

    def of_text(self, text: str) -> Naming | None:
        """The naming of a phrase that is nothing but one name, such as a speaker; else None."""
        name = one_name(text)
        if name is None or _is_firm(text):  # "Pratt Group" is not its founder, Dick Pratt
            return self._naming(name, text) if name else None
        full = self._article.canonical(_without_points(text)) or name
        if not self._is_told(full):
            return None
        return self._naming(full, text if full == name else None)

    def of_name(self, name: Name) -> Naming | None:
        """The naming of a name in the form in which names are compared; None where the text does not show it."""
        return self._naming(name, None) if name in self._runs and self._is_told(name) else None

    def _is_told(self, name: Name) -> bool:
        """Whether a country is named by its own name or by initials: "English" may be whoever is called so."""
        if name not in semantic_lexicon().countries:
            return True
        parts = (self._article.words[run.first : run.last] for run in self._runs.get(name, ()))
        return any(all(word.initials for word in part) or name == " ".join(w.low for w in part) for part in parts)

    def _naming(self, name: Name, shown: str | None) -> Naming:
        found = self._found.get((name, shown))
        if found is None:
            found = self._found[name, shown] = self._read(name, shown)
        return found

    def _read(self, name: Name, shown: str | None) -> Naming:
        runs = self._runs.get(name, ())
        known = self._names.known(tuple(name.split()))
        as_body = any(self._ends_as_firm(run) for run in runs) or (shown is not None and _is_firm(shown))
        letters = tuple(dict.fromkeys(filter(None, map(self._letters, runs))))
        return Naming(
            name=name,
            shown=self._shown(name, shown, known, runs),
            is_person=False if as_body or name in letters else (True if known is not None and known.person else None),
            may_be_person=known is not None and may_be_person(known),
            role=self._role(known) if known is not None and not as_body else None,
            initials=tuple(one for one in letters if one != name),
        )

    @cached_property
    def _runs(self) -> dict[Name, list[Run]]:
        found: dict[Name, list[Run]] = {}
        for run in self._article.runs:
            found.setdefault(run.name, []).append(run)
        return found

    @cached_property
    def _capitals_tell(self) -> bool:
        """Whether capital letters are the exception in the text, so that they tell of initials."""
        letters = [word for word in self._article.words if word.text.isalpha()]
        return sum(word.initials for word in letters) < len(letters) * _CAPITALS

    def _shown(self, name: Name, shown: str | None, known: TextName | None, runs: Sequence[Run]) -> str:
        if name in semantic_lexicon().countries:
            return name.title()  # not "Japanese"
        if shown is not None:
            return shown
        if known is not None and " ".join(known.key) == name:
            return known.text
        words = self._article.words
        own = (words[run.first : run.last] for run in runs)
        texts = [" ".join(word.text for word in part) for part in own if [r.name for r in runs_of(part)] == [name]]
        return min(texts, key=len) if texts else name.title()

    def _ends_as_firm(self, run: Run) -> bool:
        inside = self._article.words[run.first : run.last]
        before = self._article.words[run.first - 1].low if run.first else ""
        if before in word_lists("people")["links"]:  # "Coulson of Texas Inc" is no firm called Texas
            return False
        return len(inside) > 1 and _is_firm_end([word.low for word in inside])

    def _letters(self, run: Run) -> str | None:
        """The initials that a run consists of."""
        word = self._article.words[run.first]
        if run.last - run.first > 1 or not word.initials or not _LETTERS_LEAST <= len(word.low) <= _LETTERS_MOST:
            return None
        return word.low if word.low.isalpha() and self._capitals_tell else None

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each name stands, by its fullest form."""
        found: dict[str, list[tuple[int, int]]] = {}
        names = self._names
        for mention, first, last in zip(names.mentions, names.firsts, names.lasts, strict=True):
            found.setdefault(names.fullest(mention).text, []).append((first, last))
        return found

    def _role(self, name: TextName) -> str | None:
        """The first line that tells what somebody is: set behind the name, before it, or as a title."""
        lines = (
            self._behind(last) or self._before(first) or self._titles(first, last)
            for first, last in self._places.get(name.text, ())[:_PLACES_MOST]
        )
        return next(filter(None, lines), None)

    def _titles(self, first: int, last: int) -> str | None:
        place = bisect_left(self._names.lasts, last)
        start = last - len(self._names.mentions[place].key)
        titled = start > first and self._page.tokens.lows[start - 1] in word_lists("people")["titles"]
        return joined(self._page, first, start) if titled else None

    def _behind(self, last: int) -> str | None:
        """ "Elin Haugmo, the transport minister, said"."""
        lows = self._page.tokens.lows
        if lows[last : last + 1] != [","] or not set(lows[last + 1 : last + 2]) & word_lists("people")["apposed"]:
            return None
        following = lows[last + 2 : last + 3 + _ROLE_MOST]
        end = next((place for place, low in enumerate(following) if low in ",."), 0)
        return self._line(last + 2, last + 2 + end)

    def _before(self, first: int) -> str | None:
        """ "The transport minister, Elin Haugmo, said"."""
        lows = self._page.tokens.lows
        if first < 2 or lows[first - 1] != ",":
            return None
        back = range(first - 2, max(-1, first - 3 - _ROLE_MOST), -1)
        start = next((index for index in back if lows[index] in word_lists("people")["apposed"]), first)
        return self._line(start + 1, first - 1)

    def _line(self, first: int, last: int) -> str | None:
        """The words of [first, last) where they are what somebody may be: "chief executive of the bank"."""
        lows = self._page.tokens.lows[first:last]
        end = next((place for place, low in enumerate(lows) if low in word_lists("people")["links"]), len(lows))
        if not end or not all(map(str.isalpha, lows)) or not _is_role(lows[end - 1]):
            return None
        return joined(self._page, first, last)


def _is_role(low: str) -> bool:
    return low in word_lists("people")["titles"] or low in small("roles")


@lru_cache(maxsize=20_000)
def _is_firm(text: str) -> bool:
    return _is_firm_end([word.low for word in Words(tokenize(text)).words])


def _is_firm_end(lows: Sequence[str]) -> bool:
    return len(lows) > 1 and (is_small(lows[-1], "corporate") or lows[-1] in small("kinds_of_firms") or "&" in lows)

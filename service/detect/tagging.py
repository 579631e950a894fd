"""One tag a word: what each word is in its place, judged from the lexicon and its neighbours.

Tags are single letters (lexicon/README.md), so that the tags of a text are one string and every later step
can search it with regular expressions.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from service.detect.lexicon import Lexicon
from service.detect.tokens import Tokens

_NOUN_FOLLOWS = frozenset("eaf#'q")  # a noun, not a verb, is to be expected after these
_COMPLEMENT = frozenset("efj#iyN'KnsalqP")
_OBJECT = frozenset("efj#iyN'K")  # these begin an object, so what stands before them is a verb
_FINITE = frozenset("zdmbho")
_VERBS = frozenset("vzdpg")
_BREAKS = frozenset('.,;:!?()"“”—–kwKc')
_LOOK = 12  # words to look back or ahead at most


_TO_NOUN = re.compile(r"t(?![vBhorxf\"“])")
_SOME_VERB = re.compile("[zdmbhotpv]")


class Tagger:
    """Tags words of one text; made anew for each text, because it keeps its place in it."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.words, self.lows = tokens.words, tokens.lows
        self.lexicon = lexicon
        known = lexicon.tags.get
        self.raw = [known(low, "") for low in tokens.lows]
        self.out = self.raw
        self.starts: set[int] = set()

    def run(self, sentences: Iterable[tuple[int, int]], headlines: Iterable[tuple[int, int]]) -> str:
        """The tags, one letter a word. The ranges of words given do not overlap."""
        ranges = list(sentences)
        self.starts = {first for first, _ in ranges}
        titles = [(first, last) for first, last in headlines if self._titled(first, last)]
        self._name_capitals({place for first, last in titles for place in range(first, last)})
        raw, guess = self.raw, self.lexicon.tags.__getitem__
        for place in [place for place, options in enumerate(raw) if not options]:
            raw[place] = guess(self.lows[place])
        raw.append(".")
        self.out = raw.copy()
        for place in [place for place, options in enumerate(raw) if len(options) > 1]:
            options = raw[place]
            self.out[place] = _chooser(options)(self, place, options)
        tags = _TO_NOUN.sub("q", "".join(self.out))
        lost = [(first, last) for first, last in ranges if not _SOME_VERB.search(tags, first, last)]
        found = [self._find_lost_verb(first, last) for first, last in lost]
        return _TO_NOUN.sub("q", "".join(self.out)) if any(found) else tags

    def _titled(self, first: int, last: int) -> bool:
        """Whether a headline Is Set Like This."""
        words = [word for word in self.words[first:last] if len(word) > 3 and word[0].isalpha()]
        return sum(word[0].isupper() for word in words) > 0.7 * len(words)

    def _name_capitals(self, titled: set[int]) -> None:
        """Take capitalised words for names, except where capitals say nothing."""
        raw, words, starts = self.raw, self.words, self.starts
        capitals = [i for i, (word, low) in enumerate(zip(words, self.lows, strict=True)) if word != low]
        following = {i - 1 for i in capitals}
        for i in capitals:
            options = raw[i]
            if i not in starts and i not in titled:
                name = len(options) != 1 or options in _OPEN or (words[i].isupper() and len(words[i]) > 1)
            elif words[i].isupper() and len(words[i]) > 1:
                name = options not in _SHUT
            else:
                name = not options or (i in following and i not in titled and options[0] in "nadpsz")
            if name and words[i][0].isupper():
                raw[i] = "N"

    def _find_lost_verb(self, first: int, last: int) -> bool:
        """Where no word of a sentence was taken for a verb, take the likeliest, as headlines want."""
        for place in [place for place in range(first + 1, last) if len(self.raw[place]) > 1]:
            options, before = self.raw[place], self.before(place)
            after = self.out[place + 1] if place + 1 < last else "."
            if "z" in options and (before == "N" or (before == "n" and after not in "ns")) and after not in "vz'":
                self.out[place] = "z"
                return True
            if "v" in options and before in "sNa" and after not in "'v" and (options[0] == "v" or after not in "ns"):
                self.out[place] = "v"
                return True
        return False

    def before(self, place: int) -> str:
        """The tag before `place`, adverbs and negation passed over; "." at the start of a sentence."""
        if place in self.starts or place == 0:
            return "."
        tag = self.out[place - 1]
        if tag not in "rx":
            return tag
        for back in range(place - 1, max(place - 4, 0), -1):
            if back in self.starts:
                return "."
            if self.out[back - 1] not in "rx":
                return self.out[back - 1]
        return tag

    def last_verb(self, place: int) -> str:
        """The tag of the nearest verb before `place` in reach, "" where there is none."""
        for back in range(place - 1, max(place - 2 * _LOOK, -1), -1):
            if self.out[back] in _VERBS:
                return self.out[back]
            if back in self.starts:
                break
        return ""

    def links(self, place: int) -> bool:
        """Whether the verb before `place` joins its subject to what it is like ("seems *biased*")."""
        return place > 0 and self.lexicon.lemma(self.lows[place - 1]) in self.lexicon.linking

    def agent_follows(self, place: int) -> bool:
        """Whether "by" and a doer follow, not "by" and a measure ("fell *by* 3 percent")."""
        if self.lows[place + 1 : place + 2] != ["by"] or place + 2 >= len(self.raw) - 1:
            return False
        return self.raw[place + 2][0] not in "#frkq$£€" and self.lows[place + 2] not in ("nearly", "almost", "a")

    def subjunctive(self, place: int) -> bool:
        """Whether `place` lies in a clause that a verb of demanding opens ("urged that the mayor *resign*")."""
        opening = next((i for i in range(place - 2, max(place - 8, 0), -1) if self.out[i] == "K"), 0)
        return opening > 0 and self.lexicon.lemma(self.lows[opening - 1]) in self.lexicon.demanding

    def preposition_to(self, place: int) -> bool:
        """Whether the "to" before `place` follows a word that takes a noun after it ("according to plan")."""
        if place < 2 or self.lows[place - 2] not in self.lexicon.prepositional_to:
            return False
        return self.lows[place - 2] != "due" or place < 3 or self.out[place - 3] != "b"

    def finite_before(self, place: int) -> int:
        """Where the nearest finite verb stands before `place` in the same clause, or -1."""
        for back in range(place - 1, max(place - _LOOK, -1), -1):
            tag = self.out[back]
            if tag in _FINITE:
                return back
            if tag in _BREAKS or back in self.starts:
                break
        return -1

    def finite_after(self, place: int) -> bool:
        """Whether a sure finite verb follows `place` before its clause ends."""
        for ahead in range(place + 1, min(place + _LOOK, len(self.raw))):
            if ahead in self.starts:
                return False
            options = self.raw[ahead]
            if options in _FINITE or (options in ("dp", "pd", "zs") and self.raw[ahead - 1] in ("n", "s", "N")):
                return True
            if options in _BREAKS:
                return False
        return False


_OPEN = frozenset("vzdpgnsarmjt")
_SHUT = frozenset("emhbof")
_Choice = Callable[[Tagger, int, str], str]


@cache
def _chooser(options: str) -> _Choice:
    if options in _SPECIAL:
        return _SPECIAL[options]
    if "d" in options or "p" in options:
        return _past
    if "z" in options:
        return _third
    if "v" in options:
        return _base
    if "g" in options:
        return _ing
    return _noun_or_adjective


def _nominal(options: str) -> str:
    return next((tag for tag in options if tag in "nsar"), options[0])


def _noun_or_adjective(tagger: Tagger, place: int, options: str) -> str:
    if "a" not in options or "n" not in options:
        return options[0]
    if tagger.raw[place + 1][0] in "nsN" and place + 1 not in tagger.starts:
        return "a"
    return "a" if options[0] == "a" and tagger.before(place) in "brv" else "n"


def _base(tagger: Tagger, place: int, options: str) -> str:
    """A base form that may be a noun: "they *plan* it", "to *plan*", "a *plan*"."""
    before, after = tagger.before(place), tagger.raw[place + 1][0]
    usual = options[0] == "v"
    verb = usual
    if before == "t":
        verb = usual or after in _OBJECT or not tagger.preposition_to(place)
    elif before in "moiyw":
        verb = True
    elif before in _NOUN_FOLLOWS or before in "bh":
        verb = False
    elif before == "n":
        verb = tagger.subjunctive(place)
    elif before == "s":
        verb = usual or after in _OBJECT or after in "tql"
    elif before == "c":
        named = place > 1 and tagger.out[place - 2] == "N"  # "from Paris and *land* in Rome"
        verb = tagger.last_verb(place) == "v" and (usual or named or after in _OBJECT or after in "tl")
    elif before == "N":
        verb = usual and after in _OBJECT
    return "v" if verb else _nominal(options)


def _third(tagger: Tagger, place: int, options: str) -> str:
    before, after = tagger.before(place), tagger.raw[place + 1]
    if before in "iywK":
        return "z"
    if before in _NOUN_FOLLOWS or before in "svzdpgbhmto.":
        return "s" if "s" in options else options[0]
    if before == "c":
        return "z" if tagger.last_verb(place) == "z" else "s"
    if options[0] == "z":
        return "s" if after in _FINITE else "z"
    return "z" if after[0] in "etfjKl" or (before == "N" and after == "N") else "s"


def _past(tagger: Tagger, place: int, options: str) -> str:
    """A form that may be past or participle: "police *found* a bomb", "was *found*", "a bomb *found* by police"."""
    before = tagger.before(place)
    if before == "." and tagger.raw[place + 1][0] in "dz":
        return "N"  # "United scored"
    if "v" in options and before in "vdpzg" and tagger.lows[place - 1].startswith("help"):
        return "v"  # "helped found"
    choose = _PAST_AFTER.get(before, _finite_or_reduced)
    return choose(tagger, place, options, before, tagger.raw[place + 1][0])


def _participle(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    return "p" if "p" in options else _nominal(options)


def _bare(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    if "v" in options and (options[0] not in "na" or after in _OBJECT or not tagger.preposition_to(place)):
        return "v"
    if options[0] == "n":
        return "n"
    return "a" if before == "t" else "p"


def _finite(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    return next(tag for tag in "dvp" if tag in options)


def _parallel(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    last = tagger.last_verb(place)
    if last == "v" and "v" in options:
        return "v"
    return last if last and last in "dp" and last in options else _finite(tagger, place, options, before, after)


def _attributive(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    if before == "#" and after == "N" and place > 1 and tagger.out[place - 2] == "e":
        return "d" if "d" in options else "p"  # "the two met Kim"
    if before in "#f" and after not in "nsNa" and options[0] in "dp":
        return "d" if before == "#" and "d" in options else "p"
    if "n" in options and after not in "nsN":
        return "n"
    return "a" if "p" in options or "a" in options else _nominal(options)


def _finite_or_reduced(tagger: Tagger, place: int, options: str, before: str, after: str) -> str:
    if options[0] in "na" and after not in _OBJECT:
        return _nominal(options)
    if "p" not in options:
        return "d"
    if _describes(tagger, place, options, before, after):
        return "a"
    if options in ("vp", "pv") and before == "s":
        return "v"
    return "p" if _is_reduced(tagger, place, options, before, after) else "d"


def _describes(tagger: Tagger, place: int, options: str, before: str, after: str) -> bool:
    """Whether a participle is but an adjective ("*revised* figures", "armed, *masked* men", "seems *biased*")."""
    if before == "a":
        return after != "q"
    if "d" not in options and before == "n" and after in "ns":
        return True  # "lab *grown* cells"
    if before == "," and place > 1 and tagger.out[place - 2] == "a":
        return True
    if before in "vzdpg" and options[0] in "pd" and (after in "nsa" or tagger.links(place)):
        return True
    return before in "an,.;" and after in "nsN" and tagger.finite_after(place)


def _is_reduced(tagger: Tagger, place: int, options: str, before: str, after: str) -> bool:
    """Whether a participle stands for a relative clause ("a bomb *planted* by rebels", "*Asked* about it, …")."""
    if "d" not in options or before == "." or tagger.agent_follows(place):
        return True
    if after in _OBJECT:
        return False
    if before in "vzdpgj":
        return after != "l"
    if tagger.finite_after(place):
        return True
    if before == ",":
        return after in "qt"
    finite = tagger.finite_before(place)
    return finite >= 0 and not tagger.lexicon.takes_clause(tagger.lows[finite])


_PAST_AFTER: dict[str, Callable[[Tagger, int, str, str, str], str]] = {
    **dict.fromkeys("hbBEG", _participle),
    **dict.fromkeys("mto", _bare),
    **dict.fromkeys("iyw", _finite),
    **dict.fromkeys(_NOUN_FOLLOWS, _attributive),
    "c": _parallel,
}


def _ing(tagger: Tagger, place: int, options: str) -> str:
    before, after = tagger.before(place), tagger.raw[place + 1]
    if before in "bBE":
        return "a" if options[0] == "a" else "g"
    if before in "eaf#'":
        return "a" if "a" in options and after[0] in "nsN" else ("n" if "n" in options else "a")
    if options == "qg":
        return "q"
    if place and tagger.lows[place - 1] in tagger.lexicon.before_ing and after[0] in _COMPLEMENT:
        return "g"
    if options[0] != "g":
        return "g" if after[0] in _OBJECT and before in "q,ksN" else options[0]
    return "g"


def _clitic_s(tagger: Tagger, place: int, options: str) -> str:
    before, after = tagger.out[place - 1] if place else ".", tagger.raw[place + 1]
    if before in "iyKwr" or tagger.lows[place - 1] in ("let", "what", "here"):
        return "h" if after == "E" else "b"
    return "b" if after in ("e", "x", "E") else "'"


def _clitic_d(tagger: Tagger, place: int, options: str) -> str:
    after = tagger.raw[place + 1]
    return "h" if after == "E" or ("p" in after and "v" not in after) else "m"


def _longer(tagger: Tagger, place: int, options: str) -> str:
    if place and tagger.lows[place - 1] == "no":
        tagger.out[place - 1] = "x"
        return "x"
    return "r"


def _first(tagger: Tagger, place: int, options: str) -> str:
    """ "he first discussed it" and "the first talks"; "they all work" and "all talks"."""
    if options == "fr" and tagger.raw[place + 1] in ("dp", "d", "z", "r"):
        return "r"
    if "v" in options and tagger.before(place) in "mto":
        return "v"
    return "r" if place and tagger.out[place - 1] in "iywbhm" else options[0]


def _once(tagger: Tagger, place: int, options: str) -> str:
    return "k" if tagger.raw[place + 1][0] in "eiyNfs" else "r"


_SPECIAL: dict[str, _Choice] = {
    "'b": _clitic_s,
    "mh": _clitic_d,
    "rx": _longer,
    "arv": _first,
    "fr": _first,
    "kr": _once,
}

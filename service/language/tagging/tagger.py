"""One tag a word: what each word is in its place, judged from the lexicon and its neighbours.

Tags are single letters (lexicon/README.md), so that the tags of a text are one string and every later step
can search it with regular expressions.
"""

import re
from collections.abc import Iterable

from service.language.lexicon import Lexicon
from service.language.tagging.choices import chooser
from service.language.tagging.neighbours import Neighbours
from service.language.tokens import Tokens

_SHUT = frozenset("emhbof")  # what capitals throughout, at the start of a sentence, do not make a name of
_TITLED = 0.7  # share of the longer words of a headline that have capitals, where it Is Set Like This
_TO_NOUN = re.compile(r"t(?![vBhorxf\"“])")
_SOME_VERB = re.compile("[zdmbhotpv]")
_HEADLINE_VERB = re.compile("[zdmbhop]|(?<!t)v")  # of a headline: "Bank cuts rates *to record* low" has none yet


def tag_words(
    tokens: Tokens, lexicon: Lexicon, sentences: Iterable[tuple[int, int]], headlines: Iterable[tuple[int, int]] = ()
) -> str:
    """The tags of the words of a text, one letter a word, and a full stop after them.

    `sentences` and, among them, `headlines` are ranges of words that do not overlap.
    """
    ranges = list(sentences)
    starts = {first for first, _ in ranges}
    heads = list(headlines)
    titled = {place for first, last in heads if _is_titled(tokens, first, last) for place in range(first, last)}
    near = Neighbours(tokens.lows, _options(tokens, lexicon, starts, titled), starts, lexicon)
    raw, out = near.raw, near.out
    for place in [place for place, choices in enumerate(map(len, raw)) if choices > 1]:
        options, before = raw[place], "." if place in starts else out[place - 1]
        if before in "rx":
            before = near.before(place)
        out[place] = chooser(options)(near, place, options, before)
    tags = _TO_NOUN.sub("q", "".join(out))
    lost = [(first, last) for first, last in ranges if not _SOME_VERB.search(tags, first, last)]
    lost += [(first, last) for first, last in heads if not _HEADLINE_VERB.search(tags, first, last)]
    found = [_find_lost_verb(near, first, last) for first, last in lost]
    return _TO_NOUN.sub("q", "".join(out)) if any(found) else tags


def _is_titled(tokens: Tokens, first: int, last: int) -> bool:
    words = [word for word in tokens.words[first:last] if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _TITLED * len(words)


def _options(tokens: Tokens, lexicon: Lexicon, starts: set[int], titled: set[int]) -> list[str]:
    """What each word can be; where sentences begin, and in `titled` headlines, a capital makes no name by itself."""
    words, lows, known = tokens.words, tokens.lows, lexicon.tags.get
    raw = list(map(lexicon.written.__getitem__, words))
    for place in starts | titled:
        word = words[place]
        if raw[place] == "N":
            low, options = lows[place], known(lows[place], "")
            if word.isupper() and len(word) > 1:
                named = options not in _SHUT
            else:
                another = place not in titled and words[place + 1 : place + 2] != lows[place + 1 : place + 2]
                named = _opens_with_name(low, options, another, lexicon)
            if not named:
                raw[place] = lexicon.tags[low]
    return raw


def _opens_with_name(low: str, options: str, another: bool, lexicon: Lexicon) -> bool:
    """Whether a capitalised word that begins a sentence is a name; `another` capitalised word may follow it."""
    if options:
        return another and options[0] in "nadpsz"
    singular = low[:-1] in lexicon.tags or (low.endswith("ies") and low[:-3] + "y" in lexicon.tags)
    return not (low.endswith("s") and singular)


def _find_lost_verb(near: Neighbours, first: int, last: int) -> bool:
    """Where no word of a sentence was taken for a verb, take the likeliest, as headlines want."""
    for place in [place for place in range(first + 1, last) if len(near.raw[place]) > 1]:
        if near.out[place - 1] == "t":
            break
        verb = _lost_verb(near, place, near.out[place + 1] if place + 1 < last else ".")
        if verb:
            near.out[place] = verb
            return True
    return False


def _lost_verb(near: Neighbours, place: int, after: str) -> str:
    """The tag of a finite verb where the word at `place` may be one between its neighbours, else ""."""
    options, before = near.raw[place], near.before(place)
    if "z" in options and after not in "vz'" and (before == "N" or (before == "n" and after != "n")):
        return "z"
    if "d" in options and before in "nsN" and after not in "nsN'":
        return "d"  # "The band *split*."
    if "v" not in options or before not in "sNa" or after in "'vt":
        return ""
    plural = near.lows[place - 1].endswith("s")
    return "v" if options[0] == "v" or plural or after not in "ns" else ""

"""What a page puts around its story: buttons, appeals, credits, dates, bylines, captions, biographies.

Told by the looks and the words of one block. Knows no publisher and nothing of the blocks around it.
"""

import re
from collections.abc import Sequence
from functools import cache

from service.language.tokens import Tokens
from service.language.wordlists import word_lists

SHORT = 14  # tokens; a longer sentence is boilerplate only by its words, and has signs
_LONG = 45  # tokens; a longer block is never boilerplate as a whole
_LABEL = re.compile(r"\W*([^\W\d_][\w' /-]{1,28}?)\s*:")
_DATE = re.compile(
    r"\W*(?:(?:published|updated|posted|last updated|last modified|on|date)\W+)*"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W+)?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W+\d{1,2}(?:st|nd|rd|th)?\W+\d{4}"
    r"|\d{1,2}\W+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W+\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
    r"(?:[\W_]+(?:at|by|\d{1,2}:\d\d(?::\d\d)?|[ap]\.?m|[a-z]{2,4}|\d\d?))*\W*",
    re.IGNORECASE,
)
_STOPS = frozenset((".", "!", "?"))
_BRACKETS = frozenset("([")
_CREDIT_ENDS = frozenset(")]")
_NOTICE = re.compile(r"(?:\b[Cc]opyright|\bCOPYRIGHT|©)\W*(?:\(c\)\W*)?(?:by\W+)?\d{4}|^\W*(?:Copyright|©)\W+\w+\W*$")
_DIGIT = re.compile(r"\d")
_DATE_MOST = 80  # characters
_LABEL_WORDS = 6  # tokens of a label, its colon included
_CREDIT_MOST = 8  # tokens of a picture's credit at the end of its caption


def has_signs(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens [first, last) hold a word or a mark that all captions have, and all long boilerplate."""
    return not _signs().isdisjoint(tokens.lows[first:last])


@cache
def _signs() -> frozenset[str]:
    return word_lists("pages")["triggers"] | word_lists("pages")["pictures"] | _CREDIT_ENDS | {":"}


def is_boilerplate(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens [first, last) speak of the page and not of the news."""
    length = last - first
    if length > _LONG:
        return False
    said = tokens.lows[first:last]
    if not _signs().isdisjoint(said):
        if ":" in said and _labelled(text, tokens, first, said, "credit_labels"):
            return True
        if not word_lists("pages")["triggers"].isdisjoint(said) and _appeals(text, tokens, first, said):
            return True
    if length > SHORT:
        return False
    if said[0] in word_lists("pages")["byline_openings"] and _is_byline(tokens.words, first, last):
        return True
    return _is_date(text, tokens, first, last) or _is_bare(tokens.words, first, last)


def is_caption(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Whether the block says of itself that it tells what a picture shows."""
    lows = tokens.lows
    label = lows[first : min(last, first + _LABEL_WORDS)]
    if ":" in label and last - first > 2 and _labelled(text, tokens, first, label, "caption_labels"):
        return True
    pictures = word_lists("pages")["pictures"]
    if not (lows[last - 1] in _CREDIT_ENDS or lows[last - 1] in pictures):
        return False
    tail = lows[max(first, last - _CREDIT_MOST) : last]
    return not pictures.isdisjoint(tail) and not _BRACKETS.isdisjoint(tail)


def _appeals(text: str, tokens: Tokens, first: int, said: Sequence[str]) -> bool:
    """Whether the words `said` ask something of the page's reader, or give notice of rights."""
    if not word_lists("pages")["notices"].isdisjoint(said) and _NOTICE.search(_span(text, tokens, first, len(said))):
        return True
    if said[0] in ('"', "“"):
        return False
    pivoted = not _pivots().isdisjoint(said)
    if not (pivoted or said[0].startswith(_beginnings())):
        return False
    line = f" {' '.join(said[1:] if said[0] in word_lists('pages')['courtesies'] else said)}"
    if said[-1] not in _STOPS and line.startswith(_phrases("stamps")):
        return True
    if line.startswith(_phrases("openings")):
        return True
    return pivoted and any(phrase in line for phrase in _phrases("phrases"))


@cache
def _phrases(name: str) -> tuple[str, ...]:
    """The phrases of the list `name`, each after a space, so that it begins with a word."""
    return tuple(f" {phrase}" for phrase in sorted(word_lists("pages")[name]))


@cache
def _beginnings() -> tuple[str, ...]:
    """What a word begins with that may begin a stamp or an opening."""
    lists = word_lists("pages")
    return tuple(sorted({phrase.split()[0] for phrase in lists["stamps"] | lists["openings"]} | lists["courtesies"]))


@cache
def _pivots() -> frozenset[str]:
    """Words one of which stands in each of the phrases that may come anywhere: a trigger, else the first.

    The last word of a phrase does not count, since the text may go on with a longer one.
    """
    triggers = word_lists("pages")["triggers"]
    phrases = [phrase.split()[:-1] for phrase in word_lists("pages")["phrases"]]
    return frozenset(next(filter(triggers.__contains__, words), words[0]) for words in phrases)


def _labelled(text: str, tokens: Tokens, first: int, said: Sequence[str], labels: str) -> bool:
    """Whether a label of the list `labels` and a colon begin the words `said`."""
    label = said[:_LABEL_WORDS]
    if ":" not in label or _last_words(labels).isdisjoint(label):
        return False
    match = _LABEL.match(_span(text, tokens, first, len(label)))
    return match is not None and " ".join(match[1].lower().split()) in word_lists("pages")[labels]


@cache
def _last_words(labels: str) -> frozenset[str]:
    """The words that end the labels of the list `labels`: before most other colons stands none."""
    return frozenset(label.split()[-1] for label in word_lists("pages")[labels])


def _span(text: str, tokens: Tokens, first: int, length: int) -> str:
    """The text of `length` tokens from `first` on."""
    return text[tokens.starts[first] : tokens.end(first + length - 1)]


def _is_date(text: str, tokens: Tokens, first: int, last: int) -> bool:
    begin, end = tokens.starts[first], tokens.end(last - 1)
    dated = end - begin < _DATE_MOST and _DIGIT.search(text, begin, end) is not None
    return dated and _DATE.fullmatch(text, begin, end) is not None


def _is_bare(words: Sequence[str], first: int, last: int) -> bool:
    """Whether there is no word at all: a player's clock, a rule of stars."""
    return not words[first][0].isalpha() and not any(word[0].isalpha() for word in words[first:last])


def _is_byline(words: Sequence[str], first: int, last: int) -> bool:
    """ "By Mary Smith, Staff Writer": a short line without a full stop whose names are in capitals."""
    if words[last - 1] == ".":
        return False
    rest = [word for word in words[first + 1 : last] if word[0].isalpha()]
    return bool(rest) and sum(word[0].isupper() for word in rest) * 3 >= len(rest) * 2


def is_biography(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the block tells who wrote the story: "Mary Smith is a reporter for …"."""
    words, lows = tokens.words, tokens.lows
    verb = first
    while verb < min(last, first + 6) and (words[verb][0].isupper() or words[verb] in (".", "-")):
        verb += 1
    lists = word_lists("pages")
    if not (first + 2 <= verb < last) or lows[verb] not in lists["byline_verbs"]:
        return False
    said = lows[verb + 1 : min(last, verb + 16)]
    calling = next((index for index, low in enumerate(said) if low in lists["bylines"]), None)
    if calling is None:
        return False
    after = said[calling + 1 : calling + 2]
    return not after or after[0] in lists["biography_ties"]

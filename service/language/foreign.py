"""Whether a text is in English, by its letters and its function words: no other language is read."""

import re
from functools import cache

from service.language.wordlists import word_lists

_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")  # neither Latin nor a sign

# Measured on 9,200 English texts, single sentences and headlines among them, of which none is taken for foreign, and
# on news in 26 other languages, of which each is.
_FEWEST_WORDS = 12  # a headline tells too little
_LEAST_FOREIGN = 0.1  # of the words are function words of others: 0.15 at least in those languages …
_FOREIGN_TO_ENGLISH = 2  # … and so many times as many as English ones: 4 at least
_CLEARLY_ENGLISH = 0.2  # of the words are function words of English: a third on average
_FEWEST_LETTERS = 20  # of another alphabet: a name or two stand in English texts
_BYTES_A_CHARACTER = 1.3  # a text whose letters are mostly of another alphabet has more, in UTF-8


def is_foreign(text: str) -> bool:
    """Whether `text` is sure to be in another language than English.

    It is where most letters are of another alphabet, or where many words are function words of other languages and
    hardly any of English. Names, tables, headlines and other short texts are never foreign for their words.
    """
    return _in_other_letters(text) or (not _looks_english(text) and _in_other_words(text))


def _in_other_letters(text: str) -> bool:
    if len(text.encode()) < _BYTES_A_CHARACTER * len(text):
        return False
    other = len(_OTHER_LETTER.findall(text))
    return other >= _FEWEST_LETTERS and 2 * other > sum(map(str.isalpha, text))


def _looks_english(text: str) -> bool:
    """Enough for nearly every English text, at a hundredth of what reading it costs."""
    words = text.split()
    return sum(map(_lists()[0].__contains__, words)) >= _CLEARLY_ENGLISH * len(words)


def _in_other_words(text: str) -> bool:
    whole = text.isupper()  # in a bulletin all words are in capitals; elsewhere those are names, headlines and tables
    words = [word.lower() for word in map(_bare, text.split()) if word.isalpha() and (whole or word.islower())]
    english, others = _lists()
    own, foreign = sum(word in english for word in words), sum(word in others for word in words)
    return len(words) >= _FEWEST_WORDS and foreign >= max(_LEAST_FOREIGN * len(words), _FOREIGN_TO_ENGLISH * own)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]'\"‘’“”«»„–—")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """The function words of English, and of all the others those that are not English too."""
    lists = dict(word_lists("languages"))
    english, both = lists.pop("english"), lists.pop("both")
    return english, frozenset().union(*lists.values()) - english - both

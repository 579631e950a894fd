"""What a word that the lexicon does not hold can be, from its ending. Knows nothing of its neighbours."""

import re
from functools import lru_cache

from service.language.tags import ADJECTIVE, ADVERB, BASE, ING, NOUN, PARTICIPLE, PAST, PLURAL

_ENDINGS = {
    "ously": ADVERB, "ness": NOUN, "ment": NOUN, "able": ADJECTIVE, "ible": ADJECTIVE, "less": ADJECTIVE,
    "ings": PLURAL, "ing": ING + NOUN, "ous": ADJECTIVE, "ise": BASE, "ize": BASE, "ify": BASE,
    "ate": BASE + NOUN + ADJECTIVE, "ful": ADJECTIVE, "ish": ADJECTIVE, "ive": ADJECTIVE, "ied": PAST + PARTICIPLE,
    "eed": NOUN, "ss": NOUN, "us": NOUN, "is": NOUN, "ly": ADVERB, "ed": PAST + PARTICIPLE, "al": ADJECTIVE,
    "ic": ADJECTIVE, "s": PLURAL,
}  # fmt: skip
_BRITISH = re.compile(r"is(e|es|ed|ing)$")
_PREFIXES = frozenset({"re", "pre", "co", "over", "under", "out", "de", "mis", "un", "cross", "fast", "ram"})


@lru_cache(maxsize=8192)
def guess_tags(word: str) -> str:
    """The tags, likeliest first, that the ending of `word` (in lower case) lets it have."""
    for size in (5, 4, 3, 2, 1):
        if len(word) > size + 2 and (tags := _ENDINGS.get(word[-size:])):
            return tags
    return NOUN


def split_prefix(word: str) -> tuple[bool, str]:
    """Of a hyphened word its last part, and whether what stands before leaves that its class ("re-elected")."""
    first, _, last = word.rpartition("-")
    return first in _PREFIXES, last


def american(word: str) -> str:
    """The spelling with -ize of a verb form spelled with -ise ("nationalised": nationalized), else the word itself."""
    return _BRITISH.sub(r"iz\1", word)


def guess_lemma(word: str, tags: str) -> str:
    """The base form that a verb form `word` points to, by spelling alone."""
    if ING in tags and word.endswith("ing"):
        return _restore(word[:-3])
    if PAST in tags and word.endswith("ied"):
        return word[:-3] + "y"
    if PAST in tags and word.endswith("ed"):
        return _restore(word[:-2])
    return word


def _restore(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    if stem.endswith(("at", "iz", "is", "us", "c", "v", "g", "u")):
        return stem + "e"
    return stem

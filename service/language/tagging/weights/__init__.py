"""Weights learnt from news: which of the open classes that a word can have its neighbours speak for.

The averaged perceptron of textblob-aptagger (M. Honnibal, 2013), cut down to one choice: noun, verb, adjective or
adverb. A sum over the word and what stands around it, so that the same text always gives the same answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

from service.language.remembered import Remembered
from service.language.tagging.neighbours import Neighbours
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    BARE_BE,
    BASE,
    BE,
    BEEN,
    BEING,
    COORDINATOR,
    DETERMINER,
    DO,
    HAVE,
    HAVING,
    ING,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PARTICLE,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    THAT,
    THIRD,
    TO,
    WH,
)

# The columns of weights.tsv, by the tags of the Penn Treebank, and those of each of our tags.
COLUMNS = ("NN", "NNS", "VB", "VBP", "VBZ", "JJ", "VBG", "RB", "IN")
_COLUMNS_OF = {
    NOUN: (0,), PLURAL: (1,), BASE: (2, 3), THIRD: (4,), ADJECTIVE: (5,), ING: (6,), ADVERB: (7,), PREPOSITION: (8,),
}  # fmt: skip
WEIGHED = frozenset(_COLUMNS_OF)  # what the weights choose between

# Tags of the Penn Treebank as the tags that words before have here; those of other words are taken for these.
CONTEXT = {
    "NN": NOUN, "NNS": PLURAL, "NNP": NAME, "JJ": ADJECTIVE, "RB": ADVERB, "CD": NUMBER, "VB": BARE_BE, "VBP": BASE,
    "VBZ": THIRD, "VBD": PAST, "VBN": PARTICIPLE, "VBG": ING, "MD": MODAL, "TO": TO, "IN": PREPOSITION,
    "DT": DETERMINER, "PRP": PRONOUN, "WP": WH, "CC": COORDINATOR, "RP": PARTICLE, "POS": POSSESSIVE, ".": ".",
    ",": ",", ":": ":",
}  # fmt: skip
_LIKE = {
    QUANTIFIER: DETERMINER, SUBJECT_PRONOUN: PRONOUN, OBJECT_PRONOUN: PRONOUN, SUBORDINATOR: PREPOSITION,
    THAT: PREPOSITION, NOT: ADVERB, BEEN: PARTICIPLE, BEING: ING, HAVING: ING, "?": ".", "!": ".", ";": ":",
    "–": ":", "—": ":",
}  # fmt: skip
_FINITE_AUXILIARIES = HAVE + BE + DO
_BEFORE_BARE = MODAL + TO + DO
_AS_IT_IS = frozenset(CONTEXT.values()) - {BASE}

_SURE = 25  # tenths by which a class must lead to be taken
_START, _SECOND_START, _END, _SECOND_END = "-START2-", "-START-", "-END-", "-END2-"  # stand for what is not there

# The numbers of a row are kept in one integer, a field each, so that one addition adds them all.
_FIELD = 16  # bits
_MASK = (1 << _FIELD) - 1
_ZERO = sum(1 << (_FIELD * column + _FIELD - 1) for column in range(len(COLUMNS)))  # each field in its middle

_NO_WORDS: Mapping[str, int] = {}


class _Word(NamedTuple):
    """What one word speaks for: of itself, and where it stands one or two words before or after another."""

    own: int
    before: int
    second_before: int
    after: int
    second_after: int


class Weights:
    """What the neighbours of a word speak for, from the rows of weights.tsv: feature, value, numbers."""

    def __init__(self, rows: Iterable[tuple[str, str, Sequence[int]]]) -> None:
        table: dict[str, dict[str, int]] = {}
        for feature, value, numbers in rows:
            table.setdefault(feature, {})[value] = _pack(numbers)
        self._words = Remembered(partial(_word, table))
        self._tags = Remembered(partial(_tags, table))
        self._tag_word: dict[str, dict[str, int]] = {tag: {} for tag in [*CONTEXT.values(), BARE_BE]}
        for value, number in table["tag_word"].items():
            tag, _, word = value.partition(" ")
            self._tag_word.setdefault(tag, {})[word] = number

    def choose(self, near: Neighbours, token: int, options: str) -> str | None:
        """The tag among `options` that leads the others by enough; None where none does."""
        total, fields = self._total(near, token), _fields(options)
        chosen: str | None = None
        most = next_most = -1
        for tag, shift in fields:
            score = total >> shift & _MASK
            if score > most:
                if tag != chosen:
                    next_most = most
                chosen, most = tag, score
            elif score > next_most and tag != chosen:
                next_most = score
        return chosen if most - next_most > _SURE else None

    def lead(self, near: Neighbours, token: int, options: str, tag: str) -> int:
        """By how many tenths `tag` leads the likeliest other one of `options`; below zero where it does not."""
        total, fields = self._total(near, token), _fields(options)
        own = max(total >> shift & _MASK for other, shift in fields if other == tag)
        return own - max(total >> shift & _MASK for other, shift in fields if other != tag)

    def _total(self, near: Neighbours, token: int) -> int:
        """The sum of what the word at `token` and its neighbours speak for."""
        lows, starts = near.lows, near.starts
        low, last = lows[token], len(lows) - 1
        before, second_before, after, second_after = _START, _SECOND_START, _END, _SECOND_END
        if token not in starts and token:
            before = lows[token - 1]
            if token - 1 not in starts and token > 1:
                second_before = lows[token - 2]
        if token < last and token + 1 not in starts:
            after = lows[token + 1]
            if token + 1 < last and token + 2 not in starts:
                second_after = lows[token + 2]
        words, tag = self._words, _context(near, token - 1)
        return (
            words[low].own
            + words[before].before
            + words[second_before].second_before
            + words[after].after
            + words[second_after].second_after
            + self._tags[tag + _context(near, token - 2)]
            + self._tag_word.get(tag, _NO_WORDS).get(low, 0)
        )


@cache
def load_weights() -> Weights:
    """The weights that are shipped, read once."""
    lines = (files(__package__) / "weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("# "))
    return Weights((feature, value, list(map(int, numbers.split()))) for feature, value, numbers in rows)


def _pack(numbers: Sequence[int]) -> int:
    return sum(number << (_FIELD * column) for column, number in enumerate(numbers))


@cache
def _fields(options: str) -> tuple[tuple[str, int], ...]:
    """Each of `options` with where its fields are."""
    return tuple((tag, _FIELD * column) for tag in dict.fromkeys(options) for column in _COLUMNS_OF[tag])


def _context(near: Neighbours, token: int) -> str:
    """The tag of the word at `token`, told as the weights know it; a full stop before the text."""
    if token < 0:
        return "."
    tag = near.out[token][0]
    if tag in _AS_IT_IS:
        return tag
    if tag in _FINITE_AUXILIARIES:
        low, lexicon = near.lows[token], near.lexicon
        return THIRD if low in lexicon.third_auxiliaries else PAST if low in lexicon.past_auxiliaries else BASE
    if tag == BASE and token and near.out[token - 1] in _BEFORE_BARE:
        return BARE_BE
    return _LIKE.get(tag, tag)


def _normal(word: str) -> str:
    """Words with a hyphen, years and numbers as one each."""
    if "-" in word[1:] and not word.endswith("-"):
        return "!HYPHEN"
    if word[0].isdigit():
        return "!YEAR" if word.isdigit() and len(word) == 4 else "!DIGITS"
    return word


def _word(table: Mapping[str, Mapping[str, int]], word: str) -> _Word:
    normal = _normal(word)
    known = table["word"].get(normal, 0) + table["suffix"].get(word[-3:], 0) + table["initial"].get(word[0], 0)
    return _Word(
        own=_ZERO + table["bias"][""] + known,
        before=table["before"].get(normal, 0) + table["before_suffix"].get(normal[-3:], 0),
        second_before=table["second_before"].get(normal, 0),
        after=table["after"].get(normal, 0) + table["after_suffix"].get(normal[-3:], 0),
        second_after=table["second_after"].get(normal, 0),
    )


def _tags(table: Mapping[str, Mapping[str, int]], tags: str) -> int:
    first, second = tags[0], tags[1]
    return table["tag"].get(first, 0) + table["second_tag"].get(second, 0) + table["tags"].get(f"{first} {second}", 0)

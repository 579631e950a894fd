"""The English lexicon: what each word form can be, and the base form of a verb. Knows nothing of neighbours."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from sys import intern

from service.language.lexicon.guess import american, guess_lemma, guess_tags, split_prefix, tags_with_s, without_s
from service.language.remembered import Remembered
from service.language.tags import (
    ADJECTIVE,
    ADVERB,
    COMMON_NOUNS,
    ING,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    OBJECT_PRONOUN,
    PARTICIPLE,
    PAST_FORMS,
    TO,
    VERBS,
    Tag,
)

_ADJECTIVAL = PAST_FORMS + ADJECTIVE + ING

# Any -ing form can be a noun, any participle an adjective.
_NEVER_SURE = {ING: ING + NOUN, PARTICIPLE: PARTICIPLE + ADJECTIVE}
# What a capital within a sentence makes a name of.
_OPEN = frozenset(VERBS + COMMON_NOUNS + ADJECTIVE + ADVERB + MODAL + OBJECT_PRONOUN + TO)
_MARKS = ".,;:!?()[]{}'\"“”‘’«»–—-…$£€%&/*•|`"


class _Forms(dict[str, str]):
    """Tags by word form; a form that is not held is guessed from its ending and not remembered."""

    def __missing__(self, word: str) -> str:
        if not word[0].isalpha():
            return NUMBER if word[0].isdigit() else word[0]
        if "-" not in word:
            return self.get(american(word)) or self._of_singular(word) or guess_tags(word)
        transparent, last = split_prefix(word)
        tags = self.get(last) or guess_tags(last)
        if transparent:
            return tags
        if tags[0] in _ADJECTIVAL:
            return ADJECTIVE
        return tags[0] if tags[0] in COMMON_NOUNS else NOUN

    def _of_singular(self, word: str) -> str:
        """What a word in -s can be whose form without it is held as a noun or as a verb."""
        return next(filter(None, (tags_with_s(self.get(singular, "")) for singular in without_s(word))), "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tags of word forms, likeliest first (see `Tag`), and base forms where they differ.

    `bases` gives the base form of any word in lower case, known or not.
    `written` tells what a word can be as it is written within a sentence: a capital makes most words names.
    `clause_takers` are verbs that a clause may follow without "that"; `prepositional_to` words whose "to"
    is a preposition; `linking` verbs join a subject to what it is like; `demanding` verbs
    want a base form in their clause; `before_ing` are words that an -ing form rather than a noun follows;
    `third_auxiliaries` and `past_auxiliaries` are forms of be, have and do. The other lists are explained where they
    stand, in closed.toml.
    """

    tags: dict[str, str]
    lemmas: dict[str, str]
    written: Remembered[str, str]
    bases: Remembered[str, str]
    clause_takers: frozenset[str]
    prepositional_to: frozenset[str]
    linking: frozenset[str]
    demanding: frozenset[str]
    before_ing: frozenset[str]
    third_auxiliaries: frozenset[str]
    past_auxiliaries: frozenset[str]
    counters: frozenset[str]
    perceiving: frozenset[str]
    helping: frozenset[str]
    set_for: frozenset[str]
    before_is: frozenset[str]
    owning: frozenset[str]
    no_longer: frozenset[str]
    doing: frozenset[str]
    measuring: frozenset[str]
    infinitival: frozenset[str]
    infinitive_only: frozenset[str]

    def takes_clause(self, word: str) -> bool:
        """Whether a clause may follow the verb form `word` without "that" ("said it would")."""
        return self.bases[word] in self.clause_takers


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that is shipped, read once."""
    return build_lexicon(read_rows())


def read_rows() -> Iterator[list[str]]:
    """The rows of words.tsv: form, tags, and the base form where it differs."""
    lines = (files(__package__) / "words.tsv").read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))


def build_lexicon(rows: Iterable[list[str]]) -> Lexicon:
    """A lexicon of the function words and of the open classes in `rows`, as `read_rows` gives them."""
    tags, lemmas = _Forms(), {}
    for row in rows:
        form, letters, *base = map(intern, row)
        tags[form] = _NEVER_SURE.get(letters, letters)
        if base:
            lemmas[form] = base[0]
    closed = tomllib.loads((files(__package__) / "closed.toml").read_text(encoding="utf-8"))
    lemmas.update(closed.pop("lemmas"))
    complements = {name: frozenset(words.split()) for name, words in closed.pop("complements").items()}
    tags.update({mark: mark for mark in _MARKS})
    for names, words in closed.items():
        options = intern("".join(Tag[name.upper()] for name in names.split()))
        tags.update(dict.fromkeys(map(intern, words.split()), options))
    written, bases = Remembered(partial(_as_written, tags)), Remembered(partial(_base, tags, lemmas))
    return Lexicon(tags, lemmas, written, bases, **complements)


def _base(tags: _Forms, lemmas: dict[str, str], word: str) -> str:
    if word in tags or word in lemmas:
        return lemmas.get(word, word)
    base = lemmas.get(american(word))
    return base.removesuffix("ize") + "ise" if base else guess_lemma(word, tags[word])


def _as_written(tags: _Forms, word: str) -> str:
    low = word.lower().replace("’", "'")
    known = tags.get(low, "")
    acronym = len(word) > 1 and word.isupper()
    if word[0].isupper() and (acronym or len(known) != 1 or known in _OPEN):
        return NAME
    return known or tags[low]

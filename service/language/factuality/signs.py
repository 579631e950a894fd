"""Which sentences may hold something else than plain fact, told by their words alone: most are passed over."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.language.factuality.patterns import Part, Patterns, load_patterns
from service.language.lexicon import load_lexicon

_VERBAL = (Part.CLAUSES, Part.THINGS, Part.IMPERATIVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Words that have an effect as they stand (`acting`), or only beside one that negates them, or in a condition.

    `beside` has for an acting word the words that stand with it in its phrases: "take" acts in "take back".
    """

    acting: frozenset[str]
    beside: Mapping[str, Sequence[frozenset[str]]]
    negating: frozenset[str]
    negatable: frozenset[str]
    conditional: frozenset[str]
    unreal: frozenset[str]

    def stand_in(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words may hold something else than plain fact."""
        if not self.acting.isdisjoint(words) and self._acts(words):
            return True
        if not self.negating.isdisjoint(words) and not self.negatable.isdisjoint(words):
            return True
        return not self.unreal.isdisjoint(words) and not self.conditional.isdisjoint(words)

    def _acts(self, words: Sequence[str]) -> bool:
        found = self.acting.intersection(words)
        return any(others.issubset(words) for word in found for others in self.beside[word])


@cache
def load_signs() -> Signs:
    """The signs that the shipped patterns give."""
    patterns = load_patterns()
    listed = patterns.words
    verbs = [*_words(patterns, affirmed=True, verbal=True), *listed["dropping"], *listed["lacking"]]
    others = [*_words(patterns, affirmed=True, verbal=False), *listed["frames"], *listed["opposed"]]
    beside = _beside(verbs, others)
    return Signs(
        acting=frozenset(beside),
        beside=beside,
        negating=_forms(listed["negating"]),
        negatable=_forms(_words(patterns, affirmed=False, verbal=True))
        | _rarest(_words(patterns, affirmed=False, verbal=False)),
        conditional=listed["conditional"],
        unreal=listed["unreal"],
    )


def _words(patterns: Patterns, *, affirmed: bool, verbal: bool) -> list[str]:
    """The words that have an effect as they stand, or else those that have one where they are negated."""
    return [
        word
        for part, classes in patterns.classes.items()
        for word, found in classes.items()
        if (part in _VERBAL) is verbal and (found.affirmed if affirmed else found.negated)
    ]


def _rarest(words: Iterable[str]) -> frozenset[str]:
    """Each word, and of a phrase its longest word, which is the rarest."""
    return frozenset(max(word.split("_"), key=len) for word in words)


def _beside(verbs: Sequence[str], others: Iterable[str]) -> Mapping[str, Sequence[frozenset[str]]]:
    """By the word that gives a phrase away, the words that must stand in the sentence too; none for a word alone."""
    found: dict[str, set[frozenset[str]]] = {}
    particles: dict[str, set[frozenset[str]]] = {}  # by the verb that takes them
    for phrase in verbs:
        verb, *rest = phrase.split("_")
        particles.setdefault(verb, set()).add(frozenset(rest))
    for form, base in _forms_of(particles):
        found.setdefault(form, set()).update(particles[base])
    for phrase in others:
        (sign,) = _rarest((phrase,))
        found.setdefault(sign, set()).add(frozenset(phrase.split("_")))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _forms(words: Iterable[str]) -> frozenset[str]:
    """All forms of verbs, of phrasal ones without the particle."""
    return frozenset(form for form, _ in _forms_of({word.partition("_")[0] for word in words}))


def _forms_of(bases: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each form of the verbs, with its base form."""
    yield from ((base, base) for base in bases)
    yield from ((form, base) for form, base in load_lexicon().lemmas.items() if base in bases)

"""Ranking: how much a later sentence has to do with a claim, and what of it tells so."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log
from typing import TypeVar
from uuid import UUID

from service.domain.candidates.keys import Key, key_of
from service.domain.candidates.passage import Passage
from service.domain.candidates.reasons import Sign, SignOf, reasons_of
from service.domain.candidates.wanted import CandidateQuery, families_of, plan_expressions
from service.domain.candidates.weights import weights
from service.language import Name, lemma

_MOST_RANKED = 5_000  # passages: more than sixty long stories have
_RESTATED = 0.8  # the share of words from which on a sentence says again what the claim's article says
_SHORT = 3  # words: what has no more may stand in any article
_SOON, _LONG = 3, 14  # days after the due date
_EARLY = 7  # days before it
_Term = TypeVar("_Term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A later article that shares keys with a claim's; `shared` tells of each how many articles have it."""

    article_id: UUID
    published_on: date
    passages: Sequence[Passage]
    shared: Mapping[Key, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage with its points, and the signs that give them."""

    article_id: UUID
    passage: Passage
    points: float
    signs: tuple[Sign, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The signs in words."""
        return reasons_of(self.signs)


@dataclass(slots=True)
class _Candidate:
    """A passage on its way: its stems and the keys of its names."""

    article: Found
    passage: Passage
    stems: Mapping[str, str]  # with the words that have them
    keys: frozenset[Key]


def rank(wanted: CandidateQuery, articles: Sequence[Found]) -> list[Ranked]:
    """The passages of these articles, what has most to do with the claim first; each text once."""
    pool = _Pool(wanted, articles)
    found = [_ranked(one, pool) for one in pool.candidates]
    return sorted(found, key=lambda one: (-one.points, one.article_id, one.passage.start))


def _ranked(candidate: _Candidate, pool: "_Pool") -> Ranked:
    signs = tuple(_signs(candidate, pool))
    points = sum(sign.points for sign in signs)
    return Ranked(article_id=candidate.article.article_id, passage=candidate.passage, points=points, signs=signs)


class _Pool:
    """All candidates of a claim, and how rare among them words and names are."""

    def __init__(self, wanted: CandidateQuery, articles: Sequence[Found]) -> None:
        self.wanted = wanted
        self.candidates = list(_distinct(wanted, articles))
        self.around = {
            one.article_id: frozenset(key_of(name) for passage in one.passages for name in passage.names)
            for one in articles
        }
        self.affairs = {one.article_id: _affinity(one) for one in articles}
        self._stems = Counter(stem for one in self.candidates for stem in one.stems)
        self._keys = Counter(key for one in self.candidates for key in one.keys)

    @cached_property
    def closest(self) -> float:
        """The affinity of the article that has most in common with the claim's."""
        return max(self.affairs.values(), default=0.0) or 1.0

    def rarity(self, stem: str) -> float:
        """From 0 for a stem that every candidate has to nearly 1 for one that none has."""
        return self._rarity(self._stems, stem)

    def rarity_of(self, key: Key) -> float:
        """Likewise for a name."""
        return self._rarity(self._keys, key)

    def _rarity(self, counts: Mapping[_Term, int], term: _Term) -> float:
        size = len(self.candidates) + 2
        return log(size / (1 + counts[term])) / log(size)


def _affinity(article: Found) -> float:
    shares = {True: weights().common_key, False: 1.0}
    return sum(shares[key.is_common] / log(2 + count) for key, count in article.shared.items())


def _distinct(wanted: CandidateQuery, articles: Sequence[Found]) -> Iterator[_Candidate]:
    """The passages, each text once, without those that only state again what the claim's own article does."""
    own = _by_facts(wanted.own)
    seen: set[frozenset[str]] = set()
    left = _MOST_RANKED
    for article in articles:
        for passage in article.passages[:left]:
            left -= 1
            text = frozenset((*passage.words, *passage.names, *passage.figures))
            stems = {lemma(word): word for word in passage.words}
            if (len(text) > _SHORT and text in seen) or _is_restated(stems.keys(), own[_facts(passage)]):
                continue
            seen.add(text)
            yield _Candidate(article, passage, stems, frozenset(map(key_of, passage.names)))


def _by_facts(passages: Iterable[Passage]) -> Mapping[Hashable, Sequence[frozenset[str]]]:
    """The stems of the sentences that tell of the same days and figures, by these."""
    found = defaultdict[Hashable, list[frozenset[str]]](list)
    for passage in passages:
        found[_facts(passage)].append(frozenset(map(lemma, passage.words)))
    return found


def _facts(passage: Passage) -> Hashable:
    """What differs between two sentences of which neither says the other again, however alike their words."""
    return passage.result, passage.days, passage.figures


def _is_restated(stems: Set[str], own: Sequence[frozenset[str]]) -> bool:
    """Whether the claim's article says nearly the same: of the same day to come, or of what had happened before."""
    return any(len(stems & its) >= _RESTATED * max(len(stems | its), 1) for its in own)


def _signs(candidate: _Candidate, pool: _Pool) -> Iterator[Sign]:
    wanted = pool.wanted
    yield from _of_event(candidate, wanted)
    yield from _of_names(candidate, wanted.names, 1.0, pool)
    yield from _of_names(candidate, wanted.near, weights().near, pool)
    yield _of_words(candidate, wanted.things, weights().thing, pool)
    yield _of_words(candidate, wanted.nouns, weights().noun, pool)
    yield Sign(SignOf.AFFAIR, weights().affair * pool.affairs[candidate.article.article_id] / pool.closest)
    yield _of_kind(candidate.passage)
    yield from _of_time(candidate, wanted.due)


def _of_event(candidate: _Candidate, wanted: CandidateQuery) -> Iterator[Sign]:
    stems, passage = candidate.stems, candidate.passage
    own, alike = _word(stems, wanted.event), _word(stems, wanted.expressions)
    if own:
        yield Sign(SignOf.EVENT, weights().event, (own,))
    elif alike or not wanted.classes.isdisjoint(passage.classes):
        yield Sign(SignOf.EVENT, weights().expression, (alike,) if alike else ())
    elif not wanted.families.isdisjoint(families_of(passage.classes)):
        yield Sign(SignOf.EVENT, weights().family)
    plan = _word(stems, plan_expressions())
    if plan:
        yield Sign(SignOf.PLAN, weights().plan, (plan,))


def _word(stems: Mapping[str, str], meant: frozenset[str]) -> str | None:
    return next((word for stem, word in stems.items() if stem in meant), None)


def _of_names(candidate: _Candidate, names: Mapping[Key, Name], share: float, pool: _Pool) -> Iterator[Sign]:
    around = pool.around[candidate.article.article_id]
    for key, name in names.items():
        points = share * (weights().common if key.is_common else weights().name)
        if key in candidate.keys:
            yield Sign(SignOf.NAME, points * (weights().named + pool.rarity_of(key)), (name,))
        elif key in around:
            yield Sign(SignOf.AROUND, points * weights().around, (name,))


def _of_words(candidate: _Candidate, meant: frozenset[str], points: float, pool: _Pool) -> Sign:
    shared = sorted(candidate.stems.keys() & meant, key=lambda stem: (-pool.rarity(stem), stem))
    rare = min(sum(map(pool.rarity, shared)), weights().most_words)
    return Sign(SignOf.THING, points * rare, tuple(candidate.stems[stem] for stem in shared))


def _of_kind(passage: Passage) -> Sign:
    told = weights().result if passage.result else weights().outcome if passage.outcome else weights().nothing
    return Sign(SignOf.KIND, told)


def _of_time(candidate: _Candidate, due: date | None) -> Iterator[Sign]:
    if due is None:
        return
    if due.isoformat() in candidate.passage.days:
        yield Sign(SignOf.DAY, weights().day, (due.isoformat(),))
    late = (candidate.article.published_on - due).days
    if late >= 0:
        points = weights().due if late <= _SOON else weights().after if late <= _LONG else weights().later
        yield Sign(SignOf.TIME, points, days=late)
    elif late >= -_EARLY:
        yield Sign(SignOf.TIME, weights().before)

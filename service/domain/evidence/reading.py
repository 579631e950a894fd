"""From a statement to its account: who, what, when and how much, read from its clause and what stands around it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from service.domain.evidence.account import Account
from service.domain.evidence.happened import days_of
from service.domain.evidence.marks import marks_of, traits_of
from service.domain.evidence.parts import Parts
from service.domain.evidence.place import Place, place_of, story_of
from service.domain.evidence.senses import Sense, axis, implied, of_asides, of_noun, of_verb, senses
from service.domain.evidence.small import small
from service.domain.evidence.text import Text
from service.domain.identity.clause import Clause, read_clause
from service.domain.identity.stated import Stated
from service.domain.identity.times import read_when
from service.domain.identity.words import words

_MEANT, _REST = 10, 24  # names and words that are kept


def account_of(stated: Stated) -> Account:
    """What a statement of either kind tells; `modality` is "" for a result. Linear in the lengths, which are capped.

    The dear part of weighing: to be done once, before a transaction begins.
    """
    place = place_of(stated)
    if place is None:
        return _EMPTY
    text, tokens = place.text, place.text.tokens[place.first : place.last]
    clause = read_clause(tokens, place.head - place.first, {})
    if clause.nominal and tokens[clause.head].low.endswith("ed"):
        clause = replace(clause, nominal=False)
    senses, used = _senses(place, clause)
    parts = Parts(place, used)
    parts.read(clause)
    senses += _of_subject(place, clause, parts)
    senses = _of_claim(senses) if stated.modality else (*senses, *implied(senses))
    start, end = _days(stated, place)
    taken = {*parts.agents, *parts.patients, *parts.others}
    near = [name for name in text.names(*place.sentence) if name not in taken]
    marks = marks_of(text, place.sentence, place.head, clause, parts.subject, used)
    return Account(
        told=" ".join(text.tokens[at].low for at in (place.head, *sorted(used))),
        senses=_unique(senses),
        asides=() if stated.modality else _asides(text, *place.sentence),
        agents=_unique(parts.agents),
        patients=_unique(parts.patients),
        others=_unique(parts.others),
        where=_unique(parts.where),
        near=_unique(near),
        meant=_unique([*place.names_before(), *text.names(0, text.body)])[:_MEANT],
        cast=place.cast,
        actors=_unique(parts.actors),
        things=_unique(parts.things),
        about=_unique(parts.about),
        antecedents=_unique(place.words_before()) if "it" in marks else (),
        rest=_rest(place, parts)[:_REST],
        story=story_of(text, whole=bool(stated.modality)),
        traits=_unique(traits_of(text, place.first, place.last)),
        marks=(*marks, *(("pronoun",) if parts.pronoun else ()), *(("stated",) if stated.modality else ())),
        amounts=tuple(parts.amounts),
        spelled=_spelled(place, parts),
        start=start,
        end=end,
    )


_EMPTY = Account(
    told="", senses=(), asides=(), agents=(), patients=(), others=(), where=(), near=(), meant=(), cast=(), actors=(),
    things=(), about=(), antecedents=(), rest=(), story=(), traits=(), marks=(), amounts=(), spelled={}, start=None,
    end=None,
)  # fmt: skip


def _of_claim(found: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Who is to cut is also not to raise, but to hold tells against him: of what passes only what he does counts."""
    passing = {sense for sense in found if axis(sense) in senses().passing}
    done = any(sense[-1] == "+" for sense in passing)
    return tuple(sense for sense in found if not (done and sense in passing and sense[-1] == "-"))


@lru_cache(maxsize=256)  # the results of one sentence share them
def _asides(text: Text, first: int, last: int) -> tuple[Sense, ...]:
    return of_asides(text.stems, first, last)


def _senses(place: Place, clause: Clause) -> tuple[tuple[Sense, ...], frozenset[int]]:
    """What the head may mean, and the places of the words that help it to."""
    stems = place.text.stems
    here = stems[place.head].rpartition("-")[2]
    if clause.nominal:
        return (f"={here}+", *of_noun(here)), frozenset()
    found, used = of_verb(stems, place.head, passive=clause.passive)
    found = found or of_noun(here)
    bound = all(stems[at] in small("ties") for at in used)
    plain = here in small("silent") or not (bound or here in words().light)  # "flew in" is not "flew out"
    return (found if plain else (f"={here}+", *found)), used


def _of_subject(place: Place, clause: Clause, parts: Parts) -> tuple[Sense, ...]:
    """ "The vote was held", "the launch took place", "the ban took effect": the subject is the event."""
    stems, here = place.text.stems, place.text.stems[place.head]
    staged = clause.passive and here in small("staging")
    comes = here in words().occurs or here in small("arises") or any(stems[at] in small("coming") for at in parts.used)
    return tuple(sense for at in parts.subject for sense in of_noun(stems[at])) if staged or comes else ()


def _days(stated: Stated, place: Place) -> tuple[date | None, date | None]:
    text = place.text
    if stated.modality:
        if stated.due is None:
            return None, None
        inside = text.tokens[place.first : place.last]
        when = read_when(inside, place.head - place.first, stated.said_on, stated.due)
        return when.start, when.due
    found = days_of(text.tokens, place.first, place.last, place.head, stated.said_on)
    found = found or days_of(text.tokens, *place.sentence, place.head, stated.said_on)
    return found or (None, None)


def _rest(place: Place, parts: Parts) -> tuple[str, ...]:
    taken = {*parts.things, *parts.about, *parts.actors}
    first, last = place.sentence
    stems = [place.text.stems[at] for at in place.text.content(first, last) if at != place.head]
    return tuple(dict.fromkeys(stem for stem in stems if stem not in taken))


def _spelled(place: Place, parts: Parts) -> dict[str, str]:
    text, kept = place.text, {*parts.actors, *parts.things, *parts.about, *(unit for _, unit in parts.amounts)}
    first, last = place.sentence
    pairs = ((text.stems[at], text.tokens[at].low) for at in range(first, last))
    return {stem: low for stem, low in pairs if stem != low and stem in kept}


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

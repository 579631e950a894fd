"""Which event a clause tells: its head's group of synonyms, or the noun that a light verb carries."""

from dataclasses import dataclass

from service.domain.identity.clause import Clause
from service.domain.identity.phrases import Phrase
from service.domain.identity.words import noun, stem, words

_STAGING = frozenset(("hold", "stage", "conduct"))  # whatever noun they carry is the event
_BRIEFINGS = frozenset(("news", "press", "media"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`names` are the groups that the event may belong to; `carried` tells that a noun beside the verb is the event."""

    names: tuple[str, ...]
    carried: bool = False

    def has(self, trait: str) -> bool:
        """Whether one of its groups has this trait."""
        return any(trait in words().traits.get(name, ()) for name in self.names)


def event_of(clause: Clause, subject: Phrase, direct: Phrase) -> Event:
    """The event of the clause. Where a noun beside a light verb is the event, it is taken out of that phrase."""
    low = clause.tokens[clause.head].low.rpartition("-")[2]
    if clause.nominal:
        return Event(names=_of_noun(low) or (noun(low),))
    verb = stem(low)
    following = clause.tokens[clause.head + 1].low if clause.head + 1 < len(clause.tokens) else ""
    if verb in words().occurs or f"{verb} {following}" in words().occurs or (clause.passive and verb in _STAGING):
        direct.lows, direct.words = [], []
        return _carried(subject, always=True) or Event(names=(verb,))
    if verb in words().light and not clause.passive and not clause.particle:
        carried = _carried(direct, always=verb in _STAGING)
        if carried:
            return carried
    phrasal = words().verbs.get(f"{verb} {clause.particle}") if clause.particle else None
    return Event(names=phrasal or words().verbs.get(verb) or _of_noun(low) or (verb,))


def _of_noun(low: str) -> tuple[str, ...]:
    return words().event_nouns.get(stem(low), ())


def _carried(phrase: Phrase, *, always: bool) -> Event | None:
    if not phrase.lows:
        return None
    low = phrase.lows[-1]
    names = _of_noun(low)
    if not names and not always:
        return None
    phrase.lows.pop()
    phrase.words.pop()
    if "brief" in names or low in ("conference", "briefing"):
        kept = [(one, word) for one, word in zip(phrase.lows, phrase.words, strict=True) if one not in _BRIEFINGS]
        phrase.lows, phrase.words = [one for one, _ in kept], [word for _, word in kept]
    return Event(names=names or (noun(low),), carried=True)
